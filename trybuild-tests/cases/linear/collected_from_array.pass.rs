//! The values are pushed.

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
    let mut canvases = LinVec::new();
    canvases.push(Canvas::open(3));
    canvases.push(Canvas::open(4));
    let mut sum = 0;
    canvases.finish(|canvas| sum += canvas.close());
    assert_eq!(sum, 7);
}
