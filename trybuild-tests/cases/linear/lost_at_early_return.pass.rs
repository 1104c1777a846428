//! Each way out consumes the value.

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

fn number(even: bool) -> u32 {
    let canvas = Canvas::open(7);
    if even {
        return canvas.close() + 1;
    }
    canvas.close()
}

fn main() {
    assert_eq!(number(false), 7);
    assert_eq!(number(true), 8);
}
