//! A union is to be linear.

#[wasm::linear]
union Canvas {
    id: u32,
    bytes: [u8; 4],
}

fn main() {
    let canvas = Canvas { id: 7 };
    assert_eq!(size_of_val(&canvas), 4);
}
