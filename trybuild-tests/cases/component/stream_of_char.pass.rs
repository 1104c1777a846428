//! The twin: what the message says to write.
#[wasm::component(name = "a")]
mod a {
    use wasm::component::{FutureReader, StreamReader};
    #[wasm::export]
    pub async fn f(_it: StreamReader<String>, _other: FutureReader<char>) {}
}

fn main() {}
