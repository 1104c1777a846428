//! from_str_radix for all bases, printing by hand in each, byte orders and unaligned reads.
use std::hint::black_box as b;

fn to_radix(mut n: u64, base: u32) -> String { let mut s = String::new(); loop { s.push(char::from_digit((n % u64::from(base)) as u32, base).unwrap()); n /= u64::from(base); if n == 0 { break s.chars().rev().collect(); } } }
fn roman(mut n: u16) -> String { let mut s = String::new(); for (v, r) in [(1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")] { while n >= v { n -= v; s += r; } } s }
fn varint(mut n: u64, out: &mut Vec<u8>) { while n >= 128 { out.push(n as u8 | 128); n >>= 7; } out.push(n as u8); }
fn unvarint(it: &mut impl Iterator<Item = u8>) -> Option<u64> { let (mut n, mut s) = (0, 0); loop { let x = it.next()?; n |= u64::from(x & 127) << s; if x < 128 { return Some(n); } s += 7; } }
fn zigzag(n: i64) -> u64 { (n << 1 ^ n >> 63) as u64 }
fn unzigzag(n: u64) -> i64 { (n >> 1) as i64 ^ -((n & 1) as i64) }

fn main() {
    for base in 2..=36 { let s = to_radix(b(0x0123_4567_89ab_cdef), base); if u64::from_str_radix(&s, base) != Ok(0x0123_4567_89ab_cdef) { println!("wrong {base}"); } if base % 7 == 2 { println!("{base} {s}"); } }
    println!("{:?} {:?} {:?}", i8::from_str_radix("-80", 16), i8::from_str_radix("80", 16).is_err(), u8::from_str_radix("100000000", 2).is_err());
    println!("{:?}", [1, 4, 9, 14, 40, 90, 400, 1994, 2024, 3999].map(|n| roman(b(n))));
    let all = [0, 1, 127, 128, 300, 1 << 35, u64::MAX];
    let mut out = vec![];
    for n in all { varint(b(n), &mut out); }
    println!("{out:?}");
    let mut it = out.into_iter();
    println!("{:?}", std::iter::from_fn(|| unvarint(&mut it)).eq(all));
    println!("{:?}", [0, -1, 1, -2, i64::MAX, i64::MIN].map(|n| (zigzag(b(n)), unzigzag(zigzag(n)) == n)));
    let bytes: Vec<u8> = (1..=20).collect();
    for at in 0..4 { println!("{:x} {:x} {:x} {:x}", u16::from_le_bytes(bytes[at..at + 2].try_into().unwrap()), u32::from_be_bytes(bytes[at..at + 4].try_into().unwrap()), i64::from_le_bytes(bytes[at..at + 8].try_into().unwrap()), u128::from_be_bytes(bytes[at..at + 16].try_into().unwrap())); }
    println!("{:x} {:x} {}", u32::from_be(b(0x0102_0304)), b(0x0102u16).to_be(), u64::from_le(b(5)));
    println!("{:?} {:?}", b(1.5f32).to_be_bytes(), f64::from_le_bytes([0, 0, 0, 0, 0, 0, 0xf0, 0x3f]));
    println!("{:?}", "0x1f 0b101 0o17 99".split(' ').map(|s| match s.get(..2) { Some("0x") => i32::from_str_radix(&s[2..], 16), Some("0b") => i32::from_str_radix(&s[2..], 2), Some("0o") => i32::from_str_radix(&s[2..], 8), _ => s.parse() }).collect::<Result<Vec<_>, _>>());
}
