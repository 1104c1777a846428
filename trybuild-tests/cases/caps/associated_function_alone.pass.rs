//! The `impl` around it is annotated.

struct Pool(u32);

#[wasm::requires(threads)]
impl Pool {
    fn of(size: u32) -> Pool {
        Pool(size)
    }
}

fn main() {
    assert_eq!(Pool::of(3).0, 3);
}
