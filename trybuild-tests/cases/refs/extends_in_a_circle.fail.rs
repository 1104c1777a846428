//! Two types cannot extend each other.
use wasm::host::table;

#[derive(wasm::Object)]
#[wasm(extends = Element)]
enum Node {}

#[derive(wasm::Object)]
#[wasm(extends = Node)]
enum Element {}

fn main() {
    let element = table::insert_foreign::<Element>(5, |_| ());
    assert_eq!(element.upcast::<Node>().id(), Ok(Some(5)));
}
