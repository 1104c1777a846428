//! A trait's methods.
#[wasm::export]
pub struct Counter(u32);

#[wasm::export]
impl From<u32> for Counter {
    fn from(number: u32) -> Self {
        Counter(number)
    }
}

fn main() {
    assert_eq!(Counter::from(5).0, 5);
}
