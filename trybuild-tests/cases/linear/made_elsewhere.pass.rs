//! The module has a function that makes values.

mod host {
    #[wasm::linear]
    pub struct Canvas(u32);

    impl Canvas {
        pub fn open(id: u32) -> Self {
            Self::acquire(id)
        }
        pub fn close(self) -> u32 {
            self.consume().0
        }
    }
}

fn main() {
    let canvas = host::Canvas::open(7);
    assert_eq!(canvas.close(), 7);
}
