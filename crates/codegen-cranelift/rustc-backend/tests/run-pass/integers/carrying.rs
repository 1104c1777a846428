//! Long additions, subtractions and multiplications with carries made of overflowing and wide operations.
use std::hint::black_box as b;

type Big = [u32; 8];
fn add(x: &Big, y: &Big) -> (Big, bool) { let mut r = [0; 8]; let mut c = false; for i in 0..8 { let (s, a) = x[i].overflowing_add(y[i]); let (s, d) = s.overflowing_add(c.into()); r[i] = s; c = a | d; } (r, c) }
fn sub(x: &Big, y: &Big) -> (Big, bool) { let mut r = [0; 8]; let mut c = false; for i in 0..8 { let (s, a) = x[i].overflowing_sub(y[i]); let (s, d) = s.overflowing_sub(c.into()); r[i] = s; c = a | d; } (r, c) }
fn mul(x: &Big, y: &Big) -> [u32; 16] { let mut r = [0u32; 16]; for i in 0..8 { let mut c = 0u64; for j in 0..8 { let t = u64::from(x[i]) * u64::from(y[j]) + u64::from(r[i + j]) + c; r[i + j] = t as u32; c = t >> 32; } r[i + 8] = c as u32; } r }
fn hex(x: &[u32]) -> String { x.iter().rev().map(|w| format!("{w:08x}")).collect() }
fn dec(mut x: Vec<u32>) -> String { let mut s = vec![]; while x.iter().any(|w| *w != 0) { let mut r = 0u64; for w in x.iter_mut().rev() { let t = r << 32 | u64::from(*w); *w = (t / 10) as u32; r = t % 10; } s.push(b'0' + r as u8); } s.reverse(); String::from_utf8(s).unwrap() }
fn add128(a: (u128, u128), c: (u128, u128)) -> (u128, u128, bool) { let (l, k) = a.0.overflowing_add(c.0); let (h, o) = a.1.overflowing_add(c.1); let (h, p) = h.overflowing_add(k.into()); (l, h, o || p) }

fn main() {
    let x: Big = b(std::array::from_fn(|i| 0x9e37_79b9u32.wrapping_mul(i as u32 + 1)));
    let y: Big = b(std::array::from_fn(|i| !(i as u32).wrapping_mul(0x0101_0101)));
    println!("{} {}", hex(&add(&x, &y).0), add(&x, &y).1);
    println!("{} {}", hex(&sub(&x, &y).0), sub(&x, &y).1);
    println!("{}", hex(&mul(&x, &y)));
    println!("{}", dec(mul(&x, &y).to_vec()));
    println!("{}", sub(&add(&x, &y).0, &y).0 == x);
    println!("{:?} {:?}", add(&[u32::MAX; 8], &[1, 0, 0, 0, 0, 0, 0, 0]), sub(&[0; 8], &[1, 0, 0, 0, 0, 0, 0, 0]).1);
    println!("{:?}", add128((b(u128::MAX), b(5)), (1, u128::MAX - 5)));
    println!("{:?} {:?}", b(u64::MAX).widening_by_hand(u64::MAX), b(u8::MAX).carrying_add(b(255), true));
    println!("{:?} {:?} {:?}", b(0u32).borrowing_sub(0, true), b(u64::MAX).carrying_mul(u64::MAX, u64::MAX), b(7u128).carrying_add(u128::MAX, false));
    let mut fact = vec![1u32];
    for n in 1..=60u64 { let mut c = 0u64; for w in &mut fact { let t = u64::from(*w) * n + c; *w = t as u32; c = t >> 32; } if c > 0 { fact.push(c as u32); } }
    println!("{}", dec(fact));
}
trait Widening { fn widening_by_hand(self, o: u64) -> (u64, u64); }
impl Widening for u64 { fn widening_by_hand(self, o: u64) -> (u64, u64) { let p = self as u128 * o as u128; (p as u64, (p >> 64) as u64) } }
