//! None is left.
use wasm::ExternRef;

#[derive(wasm::Object)]
struct Node(#[wasm(extends)] String, u8);

fn main() {
    let node = ExternRef::new(Node("sun".into(), 5));
    assert_eq!(node.get().unwrap().1, 5);
    assert_eq!(node.upcast::<String>().get().unwrap().len(), 3);
}
