//! The result is kept until the value is finished.

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

use wasm::linear::Linear;

fn parse(text: &str) -> Result<u32, std::num::ParseIntError> {
    Canvas::open(7).with(|canvas| {
        let number: Result<u32, _> = text.parse();
        canvas.finish(|canvas| Ok(canvas.close() + number?))
    })
}

fn main() {
    assert_eq!(parse("1"), Ok(8));
}
