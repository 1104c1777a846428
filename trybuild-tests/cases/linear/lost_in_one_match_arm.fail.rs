//! One arm of a `match` does not consume the value.

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

fn size(mode: u8) -> u32 {
    let canvas = Canvas::open(7);
    match mode {
        0 => canvas.close(),
        _ => 0,
    }
}

fn main() {
    assert_eq!((size(0), size(1)), (7, 0));
}
