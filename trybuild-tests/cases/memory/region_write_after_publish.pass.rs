//! Before.
#[wasm::region(intent = "streaming")]
static PACKETS: [u8; 4];

fn main() {
    let mut writer = PACKETS.try_write().unwrap();
    writer[0] = 7;
    let reader = writer.publish(2);
    assert_eq!(*reader, [7, 0]);
}
