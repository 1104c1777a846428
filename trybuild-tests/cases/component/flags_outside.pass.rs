//! The twin: what the message says to write.
#[wasm::component(name = "a")]
mod a {
    #[wasm::flags]
    pub struct Modes {
        pub fast: bool,
    }

    #[wasm::export]
    pub fn is_fast(modes: Modes) -> bool {
        modes.fast
    }
}

fn main() {
    assert!(a::is_fast(a::Modes { fast: true }));
}
