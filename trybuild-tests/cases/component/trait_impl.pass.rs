//! The twin: what the message says to write.
#[wasm::component(name = "a")]
mod a {
    pub struct C {
        x: u32,
    }
    #[wasm::export]
    impl C {
        pub fn x(&self) -> u32 {
            self.x
        }
    }
    #[wasm::export]
    pub fn f() {}
}

fn main() {}
