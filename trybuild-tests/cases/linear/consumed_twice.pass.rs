//! Each value is consumed once.

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
    let canvas = Canvas::open(7);
    assert_eq!(canvas.close(), 7);
    let canvas = Canvas::open(7);
    assert_eq!(canvas.close(), 7);
}
