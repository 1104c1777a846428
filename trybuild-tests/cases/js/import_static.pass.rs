//! The twin: what the message says to write.
#[wasm::import(global)]
extern "wasm" {
    fn document() -> u32;
}

fn main() {
    document::mock(|| 1);
    assert_eq!(document(), 1);
}
