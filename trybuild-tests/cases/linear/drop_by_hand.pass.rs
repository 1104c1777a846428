//! A method that consumes does what `drop` was to do.

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

impl Canvas {
    fn erase(self) -> u32 {
        self.consume().0 * 0
    }
}

fn main() {
    let canvas = Canvas::open(7);
    assert_eq!(canvas.erase(), 0);
}
