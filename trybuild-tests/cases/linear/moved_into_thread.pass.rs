//! The value is deferred while it moves.

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

use std::thread::spawn;

use wasm::linear::Linear;

fn main() {
    let canvas = Canvas::open(7).defer();
    let id = spawn(move || canvas.into_inner().close()).join();
    assert_eq!(id.unwrap(), <Canvas as Linear>::NAME.len() as u32 + 1);
}
