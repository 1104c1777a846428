//! The function is one of the type itself.

struct Pool(u32);

#[wasm::requires(threads)]
impl Pool {
    fn size(&self) -> u32 {
        self.0
    }
}

fn main() {
    assert_eq!(Pool(3).size(), 3);
}
