//! The value is deferred across the `.await`.

#[wasm::linear(consumed_by(close))]
struct Canvas(u32);

impl Canvas {
    fn open(id: u32) -> Self {
        Self::acquire(id)
    }
    fn close(self) -> u32 {
        self.consume().0
    }
}

use std::task::{Context, Poll, Waker};

use wasm::linear::Linear;

async fn draw() -> u32 {
    let canvas = Canvas::open(7).defer();
    std::future::ready(()).await;
    canvas.into_inner().close()
}

fn main() {
    let mut future = std::pin::pin!(draw());
    let poll = future.as_mut().poll(&mut Context::from_waker(Waker::noop()));
    assert!(matches!(poll, Poll::Ready(7)));
}
