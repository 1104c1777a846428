//! The box holds a deferred value, which is checked at run time.

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

trait Layer {
    fn end(self: Box<Self>) -> u32;
}

impl Layer for wasm::linear::Deferred<Canvas> {
    fn end(self: Box<Self>) -> u32 {
        self.into_inner().close()
    }
}

fn main() {
    let layer: Box<dyn Layer> = Box::new(wasm::linear::Linear::defer(Canvas::open(7)));
    assert_eq!(layer.end(), 7);
}
