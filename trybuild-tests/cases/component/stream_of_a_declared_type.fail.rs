//! A stream carries a type of the module.
#[wasm::component(name = "a")]
mod a {
    use wasm::component::StreamReader;
    pub struct P {
        x: u32,
    }
    #[wasm::export]
    pub async fn f(_it: StreamReader<P>) {}
}

fn main() {}
