//! A declaration without a body is annotated.

trait Size {
    #[wasm::requires(threads)]
    fn size(&self) -> u32;
}

struct Pool;

impl Size for Pool {
    fn size(&self) -> u32 {
        3
    }
}

fn main() {
    assert_eq!(Pool.size(), 3);
}
