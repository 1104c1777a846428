//! A function gives a linear value and nobody takes it.

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
    Canvas::open(7);
}
