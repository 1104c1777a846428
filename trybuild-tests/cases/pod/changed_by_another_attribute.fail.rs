//! An attribute below the derive gives the struct another field than the derive saw.

#[derive(wasm::Pod)]
#[wasm::linear]
#[repr(C)]
struct Sample {
    value: u32,
}

fn main() {
    let (value,) = Sample::acquire(1).consume();
    assert_eq!(value, 1);
}
