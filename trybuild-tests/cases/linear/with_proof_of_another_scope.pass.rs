//! Each scope has its own proof.

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
    let id: u32 = Canvas::open(3).with(|outer| {
        let id: u32 = Canvas::open(4).with(|inner| inner.finish(Canvas::close));
        outer.finish(|outer| outer.close() + id)
    });
    assert_eq!(id, 7);
}
