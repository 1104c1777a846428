//! The twin: what the message says to write.
#[wasm::component(name = "a")]
mod a {
    #[wasm::export]
    pub fn f(it: [u8; 3]) -> u8 {
        it[0]
    }
}

fn main() {}
