//! Inner loops of the kinds that vectorise: sums, maxima, filters, saturating blends, over byte to double.
use std::hint::black_box as b;
fn dot<T: Copy + std::ops::Mul<Output = T> + std::iter::Sum>(x: &[T], y: &[T]) -> T { x.iter().zip(y).map(|(a, c)| *a * *c).sum() }
fn blend(x: &[u8], y: &[u8], out: &mut [u8], k: u8) { for i in 0..out.len() { out[i] = ((u16::from(x[i]) * u16::from(k) + u16::from(y[i]) * u16::from(255 - k) + 127) / 255) as u8; } }
fn sat(x: &[i16], y: &[i16]) -> Vec<i16> { x.iter().zip(y).map(|(a, c)| a.saturating_add(*c).saturating_sub(100)).collect() }
fn prefix(v: &mut [u32]) { for i in 1..v.len() { v[i] = v[i].wrapping_add(v[i - 1]); } }
fn filter3(v: &[f32], k: [f32; 3]) -> Vec<f32> { v.windows(3).map(|w| w[0] * k[0] + w[1] * k[1] + w[2] * k[2]).collect() }
fn count(v: &[u8], x: u8) -> usize { let mut n = 0; for y in v { n += (*y == x) as usize; } n }
fn minmax(v: &[i64]) -> (i64, i64) { let (mut lo, mut hi) = (i64::MAX, i64::MIN); for x in v { lo = lo.min(*x); hi = hi.max(*x); } (lo, hi) }
fn interleave(x: &[u16]) -> Vec<u32> { x.chunks_exact(2).map(|c| { let (mut a, mut d) = (u32::from(c[0]), u32::from(c[1])); for (s, m) in [(8, 0xff00ff), (4, 0xf0f0f0f), (2, 0x33333333), (1, 0x55555555)] { a = (a | a << s) & m; d = (d | d << s) & m; } a | d << 1 }).collect() }
fn main() {
    for n in [0usize, 1, 3, 7, 8, 15, 16, 17, 33, 100] {
        let f: Vec<f32> = (0..n).map(|i| i as f32 * 0.5 - 3.0).collect();
        let d: Vec<f64> = f.iter().map(|x| f64::from(*x) / 3.0).collect();
        let i: Vec<i64> = (0..n as i64).map(|x| (x * 7919 - 300_000) * (1 << 20)).collect();
        let (u, w): (Vec<u8>, Vec<u8>) = ((0..n).map(|x| (x * 77) as u8).collect(), (0..n).map(|x| (x * 31 + 5) as u8).collect());
        let s: Vec<i16> = (0..n).map(|x| (x as i16).wrapping_mul(2777)).collect();
        println!("{n} {:?} {:?} {} {:?}", dot(b(&f), &f), dot(&d, &d).to_bits(), i.iter().fold(0i64, |a, x| a.wrapping_mul(3) ^ x), minmax(b(&i)));
        let mut out = vec![0; n];
        blend(b(&u), &w, &mut out, 77);
        println!("{:?} {}", out.iter().map(|x| u32::from(*x)).sum::<u32>(), count(&u, 77));
        println!("{:?}", sat(b(&s), &s.iter().rev().copied().collect::<Vec<_>>()).iter().map(|x| i32::from(*x)).sum::<i32>());
        let mut p: Vec<u32> = (0..n as u32).map(|x| x.wrapping_mul(0x9e37_79b9)).collect();
        prefix(b(&mut p));
        println!("{:?} {:?} {:x?}", p.last(), filter3(&f, [0.25, 0.5, 0.25]).last(), interleave(&s.iter().map(|x| *x as u16).collect::<Vec<_>>()).last());
    }
}
