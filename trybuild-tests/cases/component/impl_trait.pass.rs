//! The twin: what the message says to write.
#[wasm::component(name = "a")]
mod a {
    #[wasm::export]
    pub fn f(it: Vec<u8>) -> u64 {
        it.len() as u64
    }
}

fn main() {}
