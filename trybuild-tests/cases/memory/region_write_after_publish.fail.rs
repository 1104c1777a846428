//! The writer writes on after it has handed over.
#[wasm::region(intent = "streaming")]
static PACKETS: [u8; 4];

fn main() {
    let mut writer = PACKETS.try_write().unwrap();
    let reader = writer.publish(2);
    writer[0] = 7;
    assert_eq!(*reader, [7, 0]);
}
