//! A hook has a setting of another name.

use std::sync::atomic::{AtomicU32, Ordering};

static STARTED: AtomicU32 = AtomicU32::new(0);

#[wasm::on_start(priority = -10)]
fn load() {
    STARTED.fetch_add(1, Ordering::Relaxed);
}

fn main() {
    let started = wasm::life::run(|| STARTED.load(Ordering::Relaxed));
    assert_eq!(started.unwrap(), 1);
}
