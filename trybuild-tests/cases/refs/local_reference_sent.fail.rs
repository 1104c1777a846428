//! References to a type that is `local` stay on their thread.
use wasm::ExternRef;

#[derive(wasm::Object)]
#[wasm(local)]
struct Node(u32);

fn main() {
    let node = ExternRef::new(Node(5));
    let thread = std::thread::spawn(move || node.get().unwrap().0);
    assert_eq!(thread.join().unwrap(), 5);
}
