//! `?` leaves the function while the value is still open.

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

fn parse(text: &str) -> Result<u32, std::num::ParseIntError> {
    let canvas = Canvas::open(7);
    let number: u32 = text.parse()?;
    Ok(number + canvas.close())
}

fn main() {
    assert_eq!(parse("1").unwrap(), 8);
    assert!(parse("x").is_err());
}
