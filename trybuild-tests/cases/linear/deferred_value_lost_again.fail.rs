//! A deferred value is taken back and then lost.

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

use wasm::linear::Linear;

fn main() {
    let canvas = Canvas::open(7).defer();
    assert_eq!(canvas.into_inner().0, 7);
}
