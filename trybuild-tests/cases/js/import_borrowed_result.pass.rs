//! The twin: what the message says to write.
#[wasm::import(global)]
extern "wasm" {
    fn title() -> String;
}

fn main() {
    title::mock(|| "a".to_owned());
    assert_eq!(title(), "a");
}
