//! A reader writes.
#[wasm::region(intent = "streaming")]
static PACKETS: [u8; 4];

fn main() {
    let mut writer = PACKETS.try_write().unwrap();
    let mut reader = writer.publish(2);
    reader[0] = 7;
    assert_eq!(*reader, [7, 0]);
    reader = PACKETS.try_read().unwrap();
    assert_eq!(reader.len(), 2);
}
