//! `consumed_by` names the method.

#[wasm::linear(consumed_by(close))]
struct Canvas(u32);

impl Canvas {
    fn close(self) -> u32 {
        self.consume().0
    }
}

fn main() {
    assert_eq!(Canvas::acquire(7).close(), 7);
}
