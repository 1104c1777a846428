//! The twin: what the message says to write.
#[wasm::import(global)]
extern "wasm" {
    fn alert(text: &str);
}

fn main() {
    alert::mock(|text| assert_eq!(text, "hello"));
    alert("hello");
}
