//! It is an ordinary method, which callers choose by `wasm::host::has`.

struct Pool(u32);

impl Pool {
    #[wasm::requires(threads)]
    fn work(&self) -> u32 {
        self.0
    }

    fn work_alone(&self) -> u32 {
        self.0
    }
}

fn main() {
    assert_eq!(Pool(3).work(), Pool(3).work_alone());
}
