//! A type with a lifetime is a parameter.
#[wasm::component(name = "a")]
mod a {
    pub struct Label<'a> {
        text: &'a str,
    }
    #[wasm::export]
    pub fn f(_it: Label) {}
}

fn main() {}
