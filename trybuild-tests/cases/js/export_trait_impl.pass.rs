//! The twin: what the message says to write.
#[wasm::export]
pub struct Counter(u32);

#[wasm::export]
impl Counter {
    pub fn new(number: u32) -> Self {
        Counter(number)
    }
}

fn main() {
    assert_eq!(Counter::new(5).0, 5);
}
