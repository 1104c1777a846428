//! Without `local` they may go where the type may.
use wasm::ExternRef;

#[derive(wasm::Object)]
struct Node(u32);

fn main() {
    let node = ExternRef::new(Node(5));
    let thread = std::thread::spawn(move || node.get().unwrap().0);
    assert_eq!(thread.join().unwrap(), 5);
}
