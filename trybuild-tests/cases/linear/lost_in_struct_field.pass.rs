//! The struct is linear too, and its consuming method ends the value.

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

#[wasm::linear]
struct Window {
    canvas: Canvas,
    title: &'static str,
}

impl Window {
    fn close(self) -> u32 {
        self.consume().0.close()
    }
}

fn main() {
    let window = Window::acquire(Canvas::open(7), "main");
    assert_eq!((window.canvas.0, window.title), (7, "main"));
    assert_eq!(window.close(), 7);
}
