//! The value is taken and consumed.

#![deny(unused_must_use)]

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
    assert_eq!(Canvas::open(7).close(), 7);
}
