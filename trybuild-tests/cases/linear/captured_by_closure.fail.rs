//! A closure that is never called holds the value.

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
    let close = move || canvas.close();
    assert_eq!(size_of_val(&close), 4);
}
