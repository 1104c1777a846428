//! An `impl` of a trait is annotated, where callers see only the trait.

struct Pool(u32);

trait Size {
    fn size(&self) -> u32;
}

#[wasm::requires(threads)]
impl Size for Pool {
    fn size(&self) -> u32 {
        self.0
    }
}

fn main() {
    assert_eq!(Pool(3).size(), 3);
}
