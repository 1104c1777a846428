//! A stream of letters, which hosts do not take yet.
#[wasm::component(name = "a")]
mod a {
    use wasm::component::StreamReader;
    #[wasm::export]
    pub async fn f(_it: StreamReader<char>) {}
}

fn main() {}
