//! `finish` ends it.

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
        let id = canvas.0;
        canvas.finish(|canvas| assert_eq!(canvas.close(), id))
    });
    assert_eq!(id, ());
}
