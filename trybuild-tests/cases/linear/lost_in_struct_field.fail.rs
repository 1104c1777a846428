//! A plain struct holds the value and is dropped with it.

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

struct Window {
    canvas: Canvas,
    title: &'static str,
}

fn main() {
    let window = Window { canvas: Canvas::open(7), title: "main" };
    assert_eq!((window.canvas.0, window.title), (7, "main"));
}
