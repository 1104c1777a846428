//! Functions with scores of values alive at once, of all types, through loops, calls and branches.
use std::hint::black_box as b;
#[inline(never)] fn ints(a: u32, n: u32) -> u32 {
    let (mut v0, mut v1, mut v2, mut v3, mut v4, mut v5, mut v6, mut v7) = (a, a ^ 1, a + 2, a * 3, a | 4, a & 5, !a, a.rotate_left(7));
    let (mut w0, mut w1, mut w2, mut w3, mut w4, mut w5, mut w6, mut w7) = (v7, v6, v5, v4, v3, v2, v1, v0);
    for i in 0..n {
        (v0, v1, v2, v3) = (v1.wrapping_add(w0), v2 ^ w1, v3.wrapping_mul(5), v0.rotate_left(i % 32));
        (v4, v5, v6, v7) = (v5.wrapping_sub(v0), v6 | w2 & v1, v7 ^ i, v4.wrapping_add(w7));
        if v0 & 1 == 0 { (w0, w1) = (w1, w0.wrapping_add(v4)); } else { (w2, w3) = (w3 ^ v5, w2); }
        if v5 > w4 { w4 = w4.wrapping_add(helper(v6, w5)); std::mem::swap(&mut w5, &mut w6); }
        w7 = w7.wrapping_add(v0 ^ w3);
    }
    [v0, v1, v2, v3, v4, v5, v6, v7, w0, w1, w2, w3, w4, w5, w6, w7].iter().fold(0, |h, x| h.wrapping_mul(31) ^ x)
}
#[inline(never)] fn helper(a: u32, c: u32) -> u32 { a % (c | 1) + 1 }
#[inline(never)] fn mixed(n: u8) -> (u8, i16, f32, f64, u64, i128, bool, char) {
    let (mut a, mut c, mut d, mut e, mut f, mut g, mut h, mut i) = (n, -1i16, 1.5f32, 0.25f64, 7u64, -9i128, true, 'a');
    for k in 0..n { a = a.wrapping_mul(3) ^ k; c = c.wrapping_sub(a.into()); d = d * 0.5 + f32::from(k); e += f64::from(d) / 3.0; f = f.rotate_left(5) ^ e.to_bits() >> 52; g = g.wrapping_mul(i128::from(c)) + i128::from(f & 0xff); h ^= g % 3 == 0; if h { i = (i as u8 + 1).min(b'z') as char; } }
    (a, c, d, (e * 1e6).round(), f, g, h, i)
}
#[inline(never)] fn expression(x: i64, y: i64) -> i64 { (((x + y) * (x - y) + (x ^ y) * 3) - ((x & y) | (x << 3)) * ((y >> 2) - (x % (y | 1)))) ^ ((x * x + y * y) - ((x + 1) * (y + 1) - (x - 1) * (y - 1)) * (((x | 7) - (y & 7)) + ((x ^ 5) * (y ^ 3)))) }
#[inline(never)] fn phis(mut a: u64, mut c: u64, mut d: u64, n: u32) -> (u64, u64, u64) { for i in 0..n { match (a ^ u64::from(i)) % 5 { 0 => (a, c) = (c, a), 1 => (c, d) = (d, c), 2 => (a, c, d) = (d, a, c), 3 => (a, d) = (a.wrapping_add(d), a), _ => { let t = c; c = a.wrapping_mul(3); a = t ^ d; } } } (a, c, d) }
fn main() {
    for n in [0, 1, 7, 100] { println!("{} {:?}", ints(b(12345), b(n)), mixed(b(n as u8))); }
    for (x, y) in [(3, 4), (-100, 7), (1 << 20, -(1 << 19)), (0, 0)] { println!("{}", expression(b(x), b(y))); }
    for n in [0, 1, 2, 3, 50, 51] { println!("{:?}", phis(b(1), b(2), b(3), n)); }
}
