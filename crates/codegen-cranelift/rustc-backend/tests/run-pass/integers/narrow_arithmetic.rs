//! u8, i8, u16 and i16 in loops: every carry beyond the width must be cut off.
use std::hint::black_box as b;

#[inline(never)] fn mix8(mut x: u8, y: u8) -> u8 { x = x.wrapping_add(y).wrapping_mul(3) ^ y >> 2; x = x.rotate_left(3).wrapping_sub(17); if x > 100 { !x } else { x.wrapping_neg() } }
#[inline(never)] fn mix16(mut x: i16, y: i16) -> i16 { x = x.wrapping_mul(y) >> 3; x = x.wrapping_add(y << 5) ^ (y as u16 >> 7) as i16; if x < y { x.wrapping_sub(1000) } else { x / 3 } }
#[inline(never)] fn signed8(x: i8, y: i8) -> (i8, i8, bool, i32) { let s = x.wrapping_add(y); (s, s.wrapping_mul(s), s < x, i32::from(s) * i32::from(x)) }
#[inline(never)] fn average(v: &[u8]) -> u8 { let mut a = 0u8; for x in v { a = a / 2 + x / 2 + (a & x & 1); } a }
#[inline(never)] fn checksum(v: &[u8]) -> u16 { let mut s = 0u16; for c in v.chunks(2) { let w = u16::from_be_bytes([c[0], *c.get(1).unwrap_or(&0)]); let (n, o) = s.overflowing_add(w); s = n + u16::from(o); } !s }

fn main() {
    let (mut h, mut g) = (0u32, 0u64);
    for x in 0..=255u8 { for y in (0..=255u8).step_by(5) {
        h = h.wrapping_mul(17).wrapping_add(mix8(b(x), b(y)).into());
        let (s, m, l, w) = signed8(b(x as i8), b(y as i8));
        h = h.rotate_left(1) ^ s as u32 ^ (m as u8 as u32) << 8 ^ u32::from(l) << 20 ^ w as u32;
    } }
    for x in (i16::MIN..=i16::MAX).step_by(77) { for y in [-300, -1, 0, 1, 5, 127, 128, 32767, -32768] { g = g.wrapping_mul(0x1_0001).wrapping_add(mix16(b(x), b(y)) as u16 as u64); } }
    println!("{h:x} {g:x}");
    let data: Vec<u8> = (0..200u8).map(|x| x.wrapping_mul(77)).collect();
    println!("{} {:x}", average(b(&data)), checksum(b(&data)));
    let mut lfsr = 0xace1u16;
    let mut period = 0u32;
    loop { let bit = (lfsr ^ lfsr >> 2 ^ lfsr >> 3 ^ lfsr >> 5) & 1; lfsr = lfsr >> 1 | bit << 15; period += 1; if lfsr == 0xace1 { break; } }
    println!("{period}");
    let mut crc = !0u32;
    for x in b("123456789").bytes() { crc ^= u32::from(x); for _ in 0..8 { crc = crc >> 1 ^ 0xedb8_8320 & 0u32.wrapping_sub(crc & 1); } }
    println!("{:x}", !crc);
    let mut c16 = 0xffffu16;
    for x in b("123456789").bytes() { c16 ^= u16::from(x) << 8; for _ in 0..8 { c16 = if c16 & 0x8000 != 0 { c16 << 1 ^ 0x1021 } else { c16 << 1 }; } }
    println!("{c16:x}");
    let mut i = b(0u8);
    let mut turns = 0;
    while { i = i.wrapping_add(7); turns += 1; i != 0 } {}
    println!("{turns} {}", (b(200u8) as i8 as i16 as u16) as u32);
}
