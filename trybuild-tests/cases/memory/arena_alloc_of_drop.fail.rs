//! A `String` allocated so would never be dropped.
use wasm::memory::Arena;

fn main() {
    let len = Arena::scope(|arena| {
        let name = arena.alloc(String::from("frame"));
        name.push('s');
        name.len()
    });
    assert_eq!(len, 6);
}
