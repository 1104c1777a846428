//! A trait object is returned.
#[wasm::component(name = "a")]
mod a {
    #[wasm::export]
    pub fn f() -> Box<dyn Send> {
        Box::new(1u8)
    }
}

fn main() {}
