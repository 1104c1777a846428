//! Several mistakes are reported at once.
#[wasm::component(name = "a")]
mod a {
    #[wasm::export]
    pub fn f(a: usize, b: u128, c: *const u8, d: &mut u32) -> fn() {
        todo!()
    }
}

fn main() {}
