//! A type is said to require something.

#[derive(Debug)]
#[wasm::requires(threads)]
struct Pool(u32);

impl Pool {
    fn size(&self) -> u32 {
        self.0
    }
}

fn main() {
    assert_eq!(Pool(3).size(), 3);
}
