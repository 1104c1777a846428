//! The value is consumed before `?` may leave.

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
    let number: Result<u32, _> = text.parse();
    let id = canvas.close();
    Ok(number? + id)
}

fn main() {
    assert_eq!(parse("1").unwrap(), 8);
    assert!(parse("x").is_err());
}
