//! The writer does.
#[wasm::region(intent = "streaming")]
static PACKETS: [u8; 4];

fn main() {
    let mut writer = PACKETS.try_write().unwrap();
    writer[0] = 7;
    let mut reader = writer.publish(2);
    assert_eq!(*reader, [7, 0]);
    reader = PACKETS.try_read().unwrap();
    assert_eq!(reader.len(), 2);
}
