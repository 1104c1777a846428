//! Big arrays on the stack, in structs, returned, in boxes and as statics; sieves, histograms, dynamic programs.
use std::hint::black_box as b;
static PRIMES: [u16; 168] = { let mut p = [0u16; 168]; let (mut n, mut k) = (2u16, 0); while k < 168 { let mut d = 2; let mut ok = true; while d * d <= n { if n % d == 0 { ok = false; break; } d += 1; } if ok { p[k] = n; k += 1; } n += 1; } p };
struct Big { head: u32, table: [u64; 300], tail: [u8; 77] }
#[inline(never)] fn make(seed: u64) -> Big { let mut s = seed; Big { head: seed as u32, table: std::array::from_fn(|_| { s = s.wrapping_mul(0x5851_f42d_4c95_7f2d).wrapping_add(1); s >> 11 }), tail: [seed as u8; 77] } }
#[inline(never)] fn merge(a: Big, mut c: Big) -> Big { for (x, y) in c.table.iter_mut().zip(&a.table) { *x ^= *y; } c.tail[76] = a.tail[0]; Big { head: a.head + c.head, ..c } }
fn knapsack(items: &[(usize, u32)]) -> u32 { let mut best = [0u32; 1001]; for (w, v) in items { for c in (*w..=1000).rev() { best[c] = best[c].max(best[c - w] + v); } } best[1000] }
fn histogram(d: &[u8]) -> ([u32; 256], u8) { let mut h = [0; 256]; for x in d { h[*x as usize] += 1; } let top = h.iter().enumerate().max_by_key(|x| (*x.1, 255 - x.0)).unwrap().0; (h, top as u8) }
fn sieve() -> (usize, usize) { let mut s = [true; 20_000]; s[0] = false; s[1] = false; let mut i = 2; while i * i < s.len() { if s[i] { for j in (i * i..s.len()).step_by(i) { s[j] = false; } } i += 1; } (s.iter().filter(|x| **x).count(), s.iter().rposition(|x| *x).unwrap()) }
fn ways(n: usize) -> u128 { let mut w = [0u128; 500]; w[0] = 1; for c in [1, 2, 5, 10, 20, 50, 100, 200] { for i in c..=n { w[i] += w[i - c]; } } w[n] }
fn main() {
    let m = merge(make(b(1)), make(b(99)));
    println!("{} {:x} {:?}", m.head, m.table.iter().fold(0, |h: u64, x| h.rotate_left(1) ^ x), (m.tail[0], m.tail[76]));
    let bx = Box::new(make(7));
    let un = *bx;
    println!("{} {}", un.table[299], un.tail.len());
    println!("{}", knapsack(b(&[(100, 60), (200, 100), (300, 120), (450, 333), (550, 390), (7, 1)])));
    let data: Vec<u8> = (0..5000u32).map(|x| (x * x >> 3) as u8).collect();
    let (h, top) = histogram(b(&data));
    println!("{} {top} {}", h.iter().map(|x| u64::from(*x) * u64::from(*x)).sum::<u64>(), h[usize::from(top)]);
    println!("{:?} {}", sieve(), ways(b(499)));
    println!("{} {:?}", PRIMES[b(167)], PRIMES.binary_search(&499));
    let grids: Vec<[[u8; 16]; 16]> = (0..10).map(|k| std::array::from_fn(|r| std::array::from_fn(|c| (r * c + k) as u8))).collect();
    println!("{}", grids.iter().map(|g| u32::from(g[b(15)][15]) + u32::from(g[3][4])).sum::<u32>());
}
