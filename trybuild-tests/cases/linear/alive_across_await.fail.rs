//! A future that is dropped at an `.await` would lose the value.

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

async fn draw() -> u32 {
    let canvas = Canvas::open(7);
    std::future::ready(()).await;
    canvas.close()
}

fn main() {
    let mut future = std::pin::pin!(draw());
    let poll = future.as_mut().poll(&mut Context::from_waker(Waker::noop()));
    assert!(matches!(poll, Poll::Ready(7)));
}
