//! A loop ends before the value of this turn is consumed.

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
    for id in 0..9 {
        let canvas = Canvas::open(id);
        if sum > 5 {
            break;
        }
        sum += canvas.close();
    }
    assert_eq!(sum, 6);
}
