//! One is at the end.
use wasm::ExternRef;
use wasm::reference::{Any, Auto, Object};

struct Node;
struct Element;

impl Object for Node {
    type Super = Any;
    type Threads = Auto;

    fn super_ref(&self) -> Option<&Self::Super> {
        None
    }
}

impl Object for Element {
    type Super = Node;
    type Threads = Auto;

    fn super_ref(&self) -> Option<&Node> {
        None
    }
}

fn main() {
    let element = ExternRef::new(Element).erase();
    assert!(element.cast::<Node>().is_ok());
    assert_eq!(size_of::<Any>(), 0);
}
