//! The twin: what the message says to write.
#[wasm::export]
pub struct Canvas(Vec<u8>);

#[wasm::export]
impl Canvas {
    pub fn draw(&mut self, pixels: &[u8]) {
        self.0.extend(pixels);
    }
}

fn main() {
    Canvas(Vec::new()).draw(&[1]);
}
