//! It owns what it has.
use wasm::memory::Arena;

fn main() {
    let len = Arena::scope(|arena| {
        let text = &*arena.alloc_str("frame");
        let kept: &mut Vec<String> = arena.keep(Vec::new());
        kept.push(text.to_owned());
        kept.len()
    });
    assert_eq!(len, 1);
}
