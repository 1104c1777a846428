//! Bit boards, Gray codes, popcounts by hand, next permutations of bits, Morton codes, bit sets as iterators.
use std::hint::black_box as b;
fn popcount(mut x: u64) -> u32 { x -= x >> 1 & 0x5555_5555_5555_5555; x = (x & 0x3333_3333_3333_3333) + (x >> 2 & 0x3333_3333_3333_3333); x = (x + (x >> 4)) & 0x0f0f_0f0f_0f0f_0f0f; (x.wrapping_mul(0x0101_0101_0101_0101) >> 56) as u32 }
fn reverse(mut x: u32) -> u32 { for (s, m) in [(1, 0x5555_5555), (2, 0x3333_3333), (4, 0x0f0f_0f0f), (8, 0x00ff_00ff)] { x = x >> s & m | (x & m) << s; } x.rotate_left(16) }
fn next_same(x: u32) -> u32 { let c = x & x.wrapping_neg(); let r = x + c; ((r ^ x) >> 2) / c | r }
fn gray(n: u32) -> u32 { n ^ n >> 1 }
fn ungray(mut n: u32) -> u32 { let mut s = 16; while s > 0 { n ^= n >> s; s /= 2; } n }
fn clz(x: u32) -> u32 { let (mut n, mut y) = (32, x); for s in [16, 8, 4, 2, 1] { let z = y >> s; if z != 0 { n -= s; y = z; } } n - y.min(1) }
struct Bits(u64);
impl Iterator for Bits { type Item = u32; fn next(&mut self) -> Option<u32> { let t = self.0.trailing_zeros(); self.0 &= self.0.wrapping_sub(1); (t < 64).then_some(t) } }
fn rook(at: u32, block: u64) -> u64 { let mut m = 0; for (dx, dy) in [(1i32, 0i32), (-1, 0), (0, 1), (0, -1)] { let (mut x, mut y) = ((at % 8) as i32 + dx, (at / 8) as i32 + dy); while (0..8).contains(&x) && (0..8).contains(&y) { let bit = 1u64 << (y * 8 + x); m |= bit; if block & bit != 0 { break; } x += dx; y += dy; } } m }
fn parity(x: u128) -> bool { let mut y = (x ^ x >> 64) as u64; for s in [32, 16, 8, 4, 2, 1] { y ^= y >> s; } y & 1 == 1 }
fn deposit(mut src: u64, mut mask: u64) -> u64 { let mut r = 0; while mask != 0 { let low = mask & mask.wrapping_neg(); if src & 1 == 1 { r |= low; } src >>= 1; mask ^= low; } r }
fn main() {
    let mut s = b(0x0123_4567_89ab_cdefu64);
    let mut ok = true;
    for _ in 0..1000 { s = s.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(99); let w = (s >> 20) as u32; ok &= popcount(s) == s.count_ones() && reverse(w) == w.reverse_bits() && clz(w >> (s % 33).min(31)) == (w >> (s % 33).min(31)).leading_zeros() && ungray(gray(w)) == w && parity(u128::from(s) << 30) == (s.count_ones() % 2 == 1) && Bits(s).count() as u32 == s.count_ones(); }
    println!("{ok} {} {}", clz(0), clz(1));
    println!("{:?}", std::iter::successors(Some(b(0b111)), |x| Some(next_same(*x))).take(12).collect::<Vec<_>>());
    println!("{:?} {:?}", (0..16).map(gray).collect::<Vec<_>>(), Bits(1 << 63 | 5).collect::<Vec<_>>());
    println!("{:016x} {:016x}", rook(b(27), 0), rook(27, b(1 << 29 | 1 << 11 | 1 << 26)));
    println!("{:x} {:x}", deposit(b(0b1011), 0xf0f0_0001), deposit(u64::MAX, b(1 << 63 | 1)));
}
