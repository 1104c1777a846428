//! Sorting, hashing, parsing and sieving at compile time, compared with the same at run time.
use std::hint::black_box as b;

const fn sort<const N: usize>(mut a: [i32; N]) -> [i32; N] { let mut i = 1; while i < N { let mut j = i; while j > 0 && a[j - 1] > a[j] { let t = a[j]; a[j] = a[j - 1]; a[j - 1] = t; j -= 1; } i += 1; } a }
const fn fnv(s: &str) -> u64 { let mut h = 0xcbf2_9ce4_8422_2325u64; let mut i = 0; while i < s.len() { h = (h ^ s.as_bytes()[i] as u64).wrapping_mul(0x100_0000_01b3); i += 1; } h }
const fn parse(s: &str) -> Option<i64> { let d = s.as_bytes(); let (neg, mut i) = match d { [b'-', ..] => (true, 1), _ => (false, 0) }; let mut n = 0i64; while i < d.len() { match d[i] { c @ b'0'..=b'9' => n = match n.checked_mul(10) { Some(n) => n + (c - b'0') as i64, None => return None }, _ => return None } i += 1; } Some(if neg { -n } else { n }) }
const fn sieve<const N: usize>() -> [bool; N] { let mut p = [true; N]; let mut i = 2; while i < N { if p[i] { let mut j = i * i; while j < N { p[j] = false; j += i; } } i += 1; } p }
const fn crc() -> [u32; 256] { let mut t = [0; 256]; let mut i = 0; while i < 256 { let mut c = i as u32; let mut k = 0; while k < 8 { c = if c & 1 == 1 { c >> 1 ^ 0xedb8_8320 } else { c >> 1 }; k += 1; } t[i] = c; i += 1; } t }
const fn wide(n: u32) -> u128 { if n == 0 { 1 } else { wide(n - 1) * n as u128 } }
struct Point { x: i32, y: i32 }
impl Point { const fn new(x: i32, y: i32) -> Self { Point { x, y } } const fn plus(mut self, o: &Point) -> Self { self.x += o.x; self.y += o.y; self } const fn norm(&self) -> u32 { self.x.unsigned_abs() + self.y.unsigned_abs() } }

const SORTED: [i32; 7] = sort([5, -3, 9, 0, i32::MIN, 9, 2]);
const HASH: u64 = fnv("compile time");
const PARSED: [Option<i64>; 4] = [parse("123"), parse("-99"), parse("1x"), parse("99999999999999999999")];
const PRIMES: [bool; 100] = sieve();
static CRC: [u32; 256] = crc();
const FACT: u128 = wide(33);
const POINT: u32 = Point::new(3, -4).plus(&Point::new(-10, 1)).norm();

fn main() {
    println!("{:?} {}", SORTED, SORTED == sort(b([9, 2, 5, 9, -3, 0, i32::MIN])));
    println!("{HASH:x} {}", HASH == fnv(b("compile time")));
    println!("{PARSED:?} {}", PARSED == ["123", "-99", "1x", "99999999999999999999"].map(|s| parse(b(s))));
    println!("{:?} {}", (2..100).filter(|i| PRIMES[*i]).collect::<Vec<_>>(), PRIMES == b(sieve::<100> as fn() -> [bool; 100])());
    println!("{:x} {}", !b("123456789").bytes().fold(!0u32, |c, x| c >> 8 ^ CRC[((c ^ u32::from(x)) & 255) as usize]), CRC == crc());
    println!("{FACT} {} {POINT}", FACT == wide(b(33)));
}
