//! A loop consumes the same value in every turn.

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
    let mut sum = 0;
    let canvas = Canvas::open(7);
    for _ in 0..2 {
        sum += canvas.close();
    }
    assert_eq!(sum, 14);
}
