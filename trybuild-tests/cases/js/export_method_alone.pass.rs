//! The twin: what the message says to write.
#[wasm::export]
pub struct Counter(u32);

#[wasm::export]
impl Counter {
    pub fn get(&self) -> u32 {
        self.0
    }
}

fn main() {
    assert_eq!(Counter(1).get(), 1);
}
