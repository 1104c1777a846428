//! A view is inside of a list.
#[wasm::component(name = "a")]
mod a {
    use wasm::memory::View;
    #[wasm::export]
    pub fn f(_it: Vec<View<u8>>) {}
}

fn main() {}
