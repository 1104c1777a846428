//! The first is consumed before its name is taken.

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
    let canvas = Canvas::open(3);
    assert_eq!(canvas.close(), 3);
    let canvas = Canvas::open(4);
    assert_eq!(canvas.close(), 4);
}
