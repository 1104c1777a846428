//! A component's name is in snake_case.
#[wasm::component(name = "image_filter")]
mod a {
    #[wasm::export]
    pub fn f() {}
}

fn main() {}
