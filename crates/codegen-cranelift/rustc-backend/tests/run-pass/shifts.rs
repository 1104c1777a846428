//! Shifts: constant, variable, by other types, on narrow integers.
use std::hint::black_box as b;
fn main() {
    for s in 0..8u8 { println!("{} {} {} {}", b(0xa5u8) << s, b(0xa5u8) >> s, b(-91i8) >> s, b(1i8) << s); }
    for s in [0i64, 1, 7, 15] { println!("{} {} {}", b(0x8001u16) >> s, b(-32768i16) >> s, b(3u16) << s); }
    for s in [0u16, 1, 31] { println!("{} {}", b(0x8000_0001u32) >> s, b(i32::MIN) >> s); }
    for s in [0usize, 33, 63] { println!("{} {}", b(u64::MAX) >> s, b(i64::MIN) >> s); }
    println!("{:?} {:?} {:?}", b(1u8).checked_shl(b(8)), b(1i32).overflowing_shl(b(33)), b(1u64).wrapping_shr(b(65)));
    let mut x = 1u32; for i in 0..40u32 { x = x.rotate_left(i) ^ (x >> (i % 32)) ^ i; } println!("{x}");
    println!("{} {}", b(0x12345678u32).rotate_right(b(12)), b(0x1234u16).rotate_left(b(20)));
}
