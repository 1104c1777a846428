//! It is `extends`.
use wasm::ExternRef;

#[derive(wasm::Object)]
struct Node(#[wasm(extends)] u32);

fn main() {
    let node = ExternRef::new(Node(5));
    assert_eq!(node.get().unwrap().0, 5);
}
