//! A view in a method.
use wasm::memory::View;

#[wasm::export]
pub struct Canvas(Vec<u8>);

#[wasm::export]
impl Canvas {
    pub fn draw(&mut self, pixels: View<u8>) {
        self.0.extend(pixels.iter());
    }
}

fn main() {
    Canvas(Vec::new()).draw(View::from(&[1]));
}
