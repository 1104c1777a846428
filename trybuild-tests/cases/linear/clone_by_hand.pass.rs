//! A second value has a resource of its own, under a name of its own.

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
    fn sibling(&self) -> Self {
        Self::acquire(self.0 + 1)
    }
}

fn main() {
    let canvas = Canvas::open(7);
    let twin = canvas.sibling();
    assert_eq!(twin.close() + canvas.close(), 15);
}
