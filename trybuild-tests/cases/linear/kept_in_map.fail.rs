//! A map holds linear values.

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

use std::collections::HashMap;

type Entry = Canvas;

fn main() {
    let mut canvases: HashMap<&str, Entry> = HashMap::new();
    canvases.insert("main", Canvas::open(7));
    let canvas = canvases.remove("main").unwrap();
    assert_eq!(canvas.close(), 7);
}
