//! `?` leaves the scope without finishing.

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
        let number: u32 = text.parse()?;
        canvas.finish(|canvas| Ok(number + canvas.close()))
    })
}

fn main() {
    assert_eq!(parse("1"), Ok(8));
}
