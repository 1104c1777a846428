//! Functions that wait, streams and futures.

#[wasm::component(name = "concurrent", version = "0.1")]
mod concurrent {
    use wasm::component::{FutureReader, StreamReader, StreamResult};

    #[wasm::import("clock@1")]
    extern "wasm" {
        async fn later(text: &str, turns: u32) -> String;
    }

    /// Waits for two at once.
    #[wasm::export]
    pub async fn both(a: String, b: &str) -> (String, String) {
        let a = later(&a, 3).await;
        (a, later(b, 1).await)
    }

    /// The sum of all bytes.
    #[wasm::export]
    pub async fn sum(mut bytes: StreamReader<u8>) -> u64 {
        let mut sum = 0;
        loop {
            let (result, chunk) = bytes.read(Vec::with_capacity(64)).await;
            sum += chunk.iter().copied().map(u64::from).sum::<u64>();
            if !matches!(result, StreamResult::Complete(_)) {
                return sum;
            }
        }
    }

    #[wasm::export]
    pub async fn first(it: FutureReader<String>) -> String {
        it.await
    }
}
