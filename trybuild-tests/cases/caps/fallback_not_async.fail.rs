//! The fallback of an async function is not async.

use std::future::Future;

#[wasm::requires(network)]
async fn fetch(url: &str) -> usize {
    url.len()
}

#[wasm::fallback(for = fetch)]
fn fetch_from_cache(url: &str) -> usize {
    url.len()
}

fn main() {
    fn is_future(_: impl Future<Output = usize>) {}
    is_future(fetch("a"));
}
