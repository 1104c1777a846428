//! The twin: what the message says to write.
#[wasm::component(name = "a")]
mod a {
    use wasm::component::StreamReader;
    #[wasm::export]
    pub async fn f(_it: StreamReader<u32>) {}
}

fn main() {}
