//! A function with a lifetime is exported.
#[wasm::component(name = "a")]
mod a {
    #[wasm::export]
    pub fn f<'a>(it: &'a str) -> String {
        it.into()
    }
}

fn main() {}
