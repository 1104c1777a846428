//! The closure that ends the scope loses the value, on one path.

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
    let id = Canvas::open(7).with(|canvas| {
        canvas.finish(|canvas| if canvas.0 == 0 { 0 } else { canvas.close() })
    });
    assert_eq!(id, 7);
}
