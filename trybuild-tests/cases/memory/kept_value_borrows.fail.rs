//! A kept value could reach in its drop what was dropped before it.
use wasm::memory::Arena;

fn main() {
    let len = Arena::scope(|arena| {
        let text = &*arena.alloc_str("frame");
        let kept: &mut Vec<&str> = arena.keep(Vec::new());
        kept.push(text);
        kept.len()
    });
    assert_eq!(len, 1);
}
