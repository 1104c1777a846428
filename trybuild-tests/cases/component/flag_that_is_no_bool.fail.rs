//! A flag is a number.
#[wasm::component(name = "a")]
mod a {
    #[wasm::flags]
    pub struct R {
        read: u8,
    }
    #[wasm::export]
    pub fn f(_it: R) {}
}

fn main() {}
