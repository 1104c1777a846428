//! The twin: what the message says to write.
#[wasm::component(name = "image-filter")]
mod a {
    #[wasm::export]
    pub fn f() {}
}

fn main() {}
