//! The twin: what the message says to write.
#[wasm::component(name = "a", version = "1.0.0")]
mod a {
    #[wasm::export]
    pub fn f() {}
}

fn main() {}
