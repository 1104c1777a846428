//! The map holds deferred values, which are checked at run time.

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

type Entry = wasm::linear::Deferred<Canvas>;

fn main() {
    let mut canvases: HashMap<&str, Entry> = HashMap::new();
    canvases.insert("main", wasm::linear::Linear::defer(Canvas::open(7)));
    let canvas = canvases.remove("main").unwrap();
    assert_eq!(canvas.into_inner().close(), 7);
}
