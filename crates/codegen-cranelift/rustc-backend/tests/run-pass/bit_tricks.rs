//! Bits: counting, reversing, endianness, CRC and hashes by hand.
use std::hint::black_box as b;
fn crc32(data: &[u8]) -> u32 { let mut c = !0u32; for &d in data { c ^= d as u32; for _ in 0..8 { c = if c & 1 != 0 { (c >> 1) ^ 0xEDB88320 } else { c >> 1 }; } } !c }
fn fnv(data: &[u8]) -> u64 { data.iter().fold(0xcbf29ce484222325, |h, &x| (h ^ x as u64).wrapping_mul(0x100000001b3)) }
fn xorshift(s: &mut u64) -> u64 { *s ^= *s << 13; *s ^= *s >> 7; *s ^= *s << 17; *s }
fn main() {
    println!("{:08x} {:016x}", crc32(b"The quick brown fox"), fnv(b"jumps over"));
    let mut s = 88172645463325252; let v: Vec<u64> = (0..5).map(|_| xorshift(&mut s)).collect(); println!("{v:?}");
    println!("{:?} {:?} {:?}", b(0x01020304u32).to_be_bytes(), b(0x0102u16).to_le_bytes(), u64::from_be_bytes([1, 2, 3, 4, 5, 6, 7, 8]));
    println!("{} {} {} {}", b(0u8).leading_zeros(), b(0u16).trailing_zeros(), b(0xF0u8).leading_ones(), b(7i64).trailing_ones());
    println!("{} {} {}", b(0x0fu8).reverse_bits(), b(0x1234u16).swap_bytes(), b(100u32).next_power_of_two());
    println!("{} {} {:?}", b(64u8).is_power_of_two(), b(1000u32).ilog2(), b(200u8).checked_next_power_of_two());
    println!("{}", (0..256u32).map(|i| i.count_ones()).sum::<u32>());
}
