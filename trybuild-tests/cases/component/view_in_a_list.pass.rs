//! The twin: what the message says to write.
#[wasm::component(name = "a")]
mod a {
    #[wasm::export]
    pub fn f(_it: Vec<Vec<u8>>) {}
}

fn main() {}
