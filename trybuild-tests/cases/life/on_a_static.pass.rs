//! A function fills the static.

use std::sync::OnceLock;

static TABLE: OnceLock<u32> = OnceLock::new();

#[wasm::on_start]
fn fill() {
    TABLE.set(1).unwrap();
}

fn main() {
    assert_eq!(wasm::life::run(|| TABLE.get()).unwrap(), Some(&1));
}
