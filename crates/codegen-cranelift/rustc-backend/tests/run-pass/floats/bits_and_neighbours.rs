//! Bits of floats, neighbours, exponents and mantissas by hand, subnormal arithmetic.
use std::hint::black_box as b;

fn parts(x: f64) -> (bool, i32, u64) { let n = x.to_bits(); (n >> 63 == 1, (n >> 52 & 0x7ff) as i32 - 1023, n & ((1 << 52) - 1)) }
fn half(x: f32) -> u16 {
    let n = x.to_bits();
    let (s, e, m) = ((n >> 16 & 0x8000) as u16, (n >> 23 & 0xff) as i32, n & 0x7f_ffff);
    match e { 255 => s | 0x7c00 | if m != 0 { 0x200 } else { 0 }, e if e > 142 => s | 0x7c00, e if e > 112 => s | ((e - 112) as u16) << 10 | (m >> 13) as u16, e if e > 101 => s | ((m | 0x80_0000) >> (126 - e)) as u16, _ => s }
}
fn fast_inv_sqrt(x: f32) -> f32 { let y = f32::from_bits(0x5f37_59df - (x.to_bits() >> 1)); y * (1.5 - 0.5 * x * y * y) }

fn main() {
    for x in [0.0, -0.0, 1.0, -1.5, 0.1, f64::MAX, f64::MIN_POSITIVE, 5e-324, 1e-310, f64::INFINITY] {
        let x = b(x);
        println!("{:016x} {:?} {:?} {:?}", x.to_bits(), parts(x), x.next_up(), x.next_down());
        println!("{:08x} {:04x}", (x as f32).to_bits(), half(x as f32));
        println!("{:?}", f64::from_bits(x.to_bits() ^ 1 << 52));
    }
    println!("{:?} {:?}", f32::from_bits(b(0x7f80_0000)), f32::from_bits(b(1)));
    println!("{:.6} {:.6}", fast_inv_sqrt(b(4.0)), fast_inv_sqrt(0.15625));
    let mut x = b(1.0f64);
    let mut n = 0;
    while x > 0.0 { x /= 2.0; n += 1; }
    println!("{n} {:?}", b(5e-324) / 2.0);
    println!("{:?} {:?} {:?}", b(f64::MIN_POSITIVE) / 3.0, b(1e-320) * 1e300, b(1e-200f64) * b(1e-200));
    println!("{:?} {:?} {:?}", b(1e-45f32) + b(1e-45), b(f32::MAX) + b(1e31), b(f32::MAX) * 1.0000001);
    println!("{:?} {:?}", b(1e308f64) * 10.0, b(-1e38f32) * 10.0);
    let ulps = |a: f64, c: f64| (a.to_bits() as i64 - c.to_bits() as i64).abs();
    println!("{} {} {}", ulps(b(0.1) + 0.2, 0.3), ulps(b(1.0) / 3.0 * 3.0, 1.0), ulps(b(0.7) * 3.0, 2.1));
    println!("{:?} {:?} {:?}", b(2.0f64).powi(-1074), b(1.5f64).mul_add(2.0, 1e-20), b(f64::EPSILON).mul_add(f64::EPSILON, 1.0));
    println!("{:?} {:?}", f64::MAX_EXP, f32::DIGITS + f32::MANTISSA_DIGITS + f64::RADIX);
}
