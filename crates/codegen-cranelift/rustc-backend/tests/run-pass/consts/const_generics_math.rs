//! Values computed in types: greatest divisors, dimensions, bit masks, string lengths and concatenations.
use std::hint::black_box as b;

const fn gcd(a: u64, c: u64) -> u64 { if c == 0 { a } else { gcd(c, a % c) } }
struct Ratio<const N: i64, const D: i64>;
impl<const N: i64, const D: i64> Ratio<N, D> { const G: i64 = gcd(N.unsigned_abs(), D.unsigned_abs()) as i64; const NUM: i64 = N / Self::G * (D / Self::G).signum(); const DEN: i64 = (D / Self::G).abs(); fn apply(x: i64) -> i64 { x * Self::NUM / Self::DEN } }
struct Field<const LO: u32, const HI: u32>;
impl<const LO: u32, const HI: u32> Field<LO, HI> { const MASK: u32 = (u32::MAX >> (31 - (HI - LO))) << LO; const fn get(x: u32) -> u32 { (x & Self::MASK) >> LO } const fn set(x: u32, v: u32) -> u32 { x & !Self::MASK | v << LO & Self::MASK } }
const fn total(parts: &[&str]) -> usize { let mut n = 0; let mut i = 0; while i < parts.len() { n += parts[i].len(); i += 1; } n }
const fn concat<const N: usize>(parts: &[&str]) -> [u8; N] { let mut out = [0; N]; let (mut i, mut at) = (0, 0); while i < parts.len() { let p = parts[i].as_bytes(); let mut j = 0; while j < p.len() { out[at] = p[j]; at += 1; j += 1; } i += 1; } out }
const PARTS: &[&str] = &["const", "-", "évaluated"];
const JOINED: [u8; total(PARTS)] = concat(PARTS);
const TEXT: &str = match std::str::from_utf8(&JOINED) { Ok(s) => s, Err(_) => panic!() };
const fn lookup<const N: usize>(map: [(u8, u8); N]) -> [u8; 256] { let mut t = [0xff; 256]; let mut i = 0; while i < N { t[map[i].0 as usize] = map[i].1; i += 1; } t }
static DIGITS: [u8; 256] = lookup([(b'0', 0), (b'1', 1), (b'9', 9), (b'a', 10), (b'f', 15)]);

fn main() {
    println!("{}/{} {}", Ratio::<6, -8>::NUM, Ratio::<6, -8>::DEN, Ratio::<6, -8>::apply(b(100)));
    println!("{}/{}", Ratio::<{ 1 << 40 }, { 1 << 38 }>::NUM, Ratio::<{ 1 << 40 }, { 1 << 38 }>::DEN);
    println!("{:x} {:x} {:x}", Field::<4, 11>::MASK, Field::<4, 11>::get(b(0x1234_5678)), Field::<28, 31>::set(b(0x1234_5678), 0xf));
    println!("{:x} {}", Field::<0, 31>::MASK, Field::<7, 7>::get(b(0x80)));
    println!("{TEXT} {} {:?}", JOINED.len(), DIGITS[b(b'f') as usize]);
    println!("{}", DIGITS.iter().filter(|x| **x != 0xff).count());
    const BITS: [u32; 5] = [8u32.trailing_zeros(), u64::MAX.count_ones(), (-1i8).leading_ones(), 1u128.leading_zeros(), 300u16.swap_bytes() as u32];
    println!("{BITS:?} {:?}", b(BITS).map(u32::isqrt));
    const SLICE: &[i32] = &[1, 2, 3, 4, 5];
    const MID: &[i32] = SLICE.split_at(1).1.split_at(3).0;
    println!("{MID:?} {:?}", const { match SLICE { [a, .., z] => *a * 100 + *z, _ => 0 } });
}
