//! A `Box<dyn Trait>` of the linear type can be dropped by anybody.

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

impl Layer for Canvas {
    fn end(self: Box<Self>) -> u32 {
        (*self).close()
    }
}

fn main() {
    let layer: Box<dyn Layer> = Box::new(Canvas::open(7));
    assert_eq!(layer.end(), 7);
}
