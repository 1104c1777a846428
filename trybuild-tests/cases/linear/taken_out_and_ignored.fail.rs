//! `pop` hands a value out and nobody consumes it.

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

use wasm::linear::LinVec;

fn main() {
    let mut canvases: LinVec<Canvas> = (0..1).map(Canvas::open).collect();
    assert!(canvases.pop().is_some());
}
