//! The twin: what the message says to write.
#[wasm::import(global = "console")]
extern "wasm" {
    fn log(text: &str);
}

fn main() {
    log::mock(|text| assert_eq!(text, "hello"));
    log("hello");
}
