//! A key is misspelt.
use wasm::ExternRef;

#[derive(wasm::Object)]
#[wasm(locale)]
struct Node(u32);

fn main() {
    let node = ExternRef::new(Node(5));
    assert_eq!(node.get().unwrap().0, 5);
}
