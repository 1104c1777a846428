//! The twin: what the message says to write.
#[wasm::component(name = "a")]
mod a {
    pub struct Label {
        text: String,
    }
    #[wasm::export]
    pub fn f(it: Label) {
        drop(it.text)
    }
}

fn main() {}
