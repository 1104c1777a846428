//! An assignment drops the value that was there.

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

fn main() {
    let mut canvas = Canvas::open(3);
    assert_eq!(canvas.0, 3);
    canvas = Canvas::open(4);
    assert_eq!(canvas.close(), 4);
}
