//! What is handed out is consumed.

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
    assert!(canvases.pop().map(Canvas::close).is_some());
}
