//! The twin: what the message says to write.
#[wasm::component(name = "a")]
mod a {
    #[wasm::export]
    pub fn to_text() {}
}

fn main() {}
