//! A view is of texts.
#[wasm::component(name = "a")]
mod a {
    use wasm::memory::View;
    #[wasm::export]
    pub fn f(_it: View<String>) {}
}

fn main() {}
