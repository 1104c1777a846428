//! A `LinVec` holds them, which is checked at run time.

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
    let mut canvases = wasm::linear::LinVec::new();
    canvases.push(Canvas::open(3));
    canvases.push(Canvas::open(4));
    let mut sum = 0;
    for canvas in canvases {
        sum += canvas.close();
    }
    assert_eq!(sum, 7);
}
