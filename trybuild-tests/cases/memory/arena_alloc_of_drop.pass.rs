//! It is kept, and dropped at the scope's end.
use wasm::memory::Arena;

fn main() {
    let len = Arena::scope(|arena| {
        let name = arena.keep(String::from("frame"));
        name.push('s');
        name.len()
    });
    assert_eq!(len, 6);
}
