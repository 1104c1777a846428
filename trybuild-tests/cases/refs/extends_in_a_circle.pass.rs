//! One is at the end.
use wasm::host::table;

#[derive(wasm::Object)]
enum Node {}

#[derive(wasm::Object)]
#[wasm(extends = Node)]
enum Element {}

fn main() {
    let element = table::insert_foreign::<Element>(5, |_| ());
    assert_eq!(element.upcast::<Node>().id(), Ok(Some(5)));
}
