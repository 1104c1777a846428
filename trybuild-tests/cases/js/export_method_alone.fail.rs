//! A method without its `impl`.
pub struct Counter(u32);

impl Counter {
    #[wasm::export]
    pub fn get(&self) -> u32 {
        self.0
    }
}

fn main() {}
