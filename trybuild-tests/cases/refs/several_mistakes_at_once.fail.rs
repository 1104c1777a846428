//! All mistakes are told at once.
use wasm::ExternRef;

#[derive(wasm::Object)]
#[wasm(local, local, global)]
struct Node(#[wasm(extends, locale)] String, #[wasm(extends)] u8);

fn main() {
    let node = ExternRef::new(Node("sun".into(), 5));
    assert_eq!(node.get().unwrap().1, 5);
    assert_eq!(node.upcast::<String>().get().unwrap().len(), 3);
}
