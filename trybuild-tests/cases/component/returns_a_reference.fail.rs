//! A reference is returned.
#[wasm::component(name = "a")]
mod a {
    #[wasm::export]
    pub fn f() -> &'static str {
        "a"
    }
}

fn main() {}
