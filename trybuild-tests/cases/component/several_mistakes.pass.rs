//! The twin: what the message says to write.
#[wasm::component(name = "a")]
mod a {
    #[wasm::export]
    pub fn f(_a: u32, _b: (u64, u64), _c: Vec<u8>, d: u32) -> u32 {
        d
    }
}

fn main() {}
