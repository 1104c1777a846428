//! A thread that cannot be started would lose the value.

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
    let canvas = Canvas::open(7);
    let id = spawn(move || canvas.close()).join();
    assert_eq!(id.unwrap(), <Canvas as Linear>::NAME.len() as u32 + 1);
}
