//! `acquire` is called outside the module that declares the type.

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
    let canvas = host::Canvas::acquire(7);
    assert_eq!(canvas.close(), 7);
}
