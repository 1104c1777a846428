//! The twin: what the message says to write.
#[wasm::component(name = "a")]
mod a {
    pub struct Pair {
        x: u32,
    }
    #[wasm::export]
    pub fn make_pair() -> Pair {
        Pair { x: 1 }
    }
}

fn main() {}
