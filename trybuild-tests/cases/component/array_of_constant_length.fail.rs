//! An array's length is a constant.
#[wasm::component(name = "a")]
mod a {
    const N: usize = 3;
    #[wasm::export]
    pub fn f(it: [u8; N]) -> u8 {
        it[0]
    }
}

fn main() {}
