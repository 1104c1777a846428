//! A reference to a reference has none.

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

use std::fmt;

impl fmt::Display for Canvas {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "canvas {}", self.0)
    }
}

fn main() {
    let canvas = Canvas::open(7);
    let shown: &dyn fmt::Display = &&canvas;
    assert_eq!(shown.to_string(), "canvas 7");
    canvas.close();
}
