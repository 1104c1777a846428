//! The field is a `LinOpt`, which is checked at run time.

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

struct Layer {
    canvas: wasm::linear::LinOpt<Canvas>,
}

fn main() {
    let mut layer = Layer { canvas: wasm::linear::LinOpt::some(Canvas::open(7)) };
    let id = layer.canvas.take().map(Canvas::close);
    assert_eq!(id, Some(7));
}
