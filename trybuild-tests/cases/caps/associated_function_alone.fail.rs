//! An associated function that mentions neither `self` nor `Self` is annotated by itself.

struct Pool(u32);

impl Pool {
    #[wasm::requires(threads)]
    fn of(size: u32) -> Pool {
        Pool(size)
    }
}

fn main() {
    assert_eq!(Pool::of(3).0, 3);
}
