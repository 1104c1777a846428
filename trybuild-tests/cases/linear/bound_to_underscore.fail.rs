//! `let _ =` drops the value on the spot.

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
    let _ = Canvas::open(7);
    assert!(size_of::<Canvas>() == 4);
}
