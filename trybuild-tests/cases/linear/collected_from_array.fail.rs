//! An array hands its values to a `LinVec` one by one and drops those left.

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
    let canvases: LinVec<Canvas> = [Canvas::open(3), Canvas::open(4)].into_iter().collect();
    let mut sum = 0;
    canvases.finish(|canvas| sum += canvas.close());
    assert_eq!(sum, 7);
}
