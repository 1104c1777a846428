//! The twin: what the message says to write.
#[wasm::component(name = "a")]
mod a {
    #[wasm::flags]
    pub struct R {
        read: bool,
    }
    #[wasm::export]
    pub fn f(it: R) -> bool {
        it.read
    }
}

fn main() {}
