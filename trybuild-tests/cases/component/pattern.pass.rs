//! The twin: what the message says to write.
#[wasm::component(name = "a")]
mod a {
    #[wasm::export]
    pub fn f(pair: (u32, u32)) -> u32 {
        pair.0 + pair.1
    }
}

fn main() {}
