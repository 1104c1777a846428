//! A static is a hook.

use std::sync::OnceLock;

#[wasm::on_start]
static TABLE: OnceLock<u32> = OnceLock::new();

fn main() {
    assert_eq!(wasm::life::run(|| TABLE.get()).unwrap(), Some(&1));
}
