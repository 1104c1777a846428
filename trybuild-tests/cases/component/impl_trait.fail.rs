//! An `impl Trait` is a parameter.
#[wasm::component(name = "a")]
mod a {
    #[wasm::export]
    pub fn f(it: impl Iterator<Item = u8>) -> u64 {
        it.count() as u64
    }
}

fn main() {}
