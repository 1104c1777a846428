//! Tables of floats made at compile time, looked up, interpolated and compared with those made at run time.
use std::hint::black_box as b;

const fn table() -> [f64; 32] { let mut t = [0.0; 32]; let mut i = 0; while i < 32 { let x = i as f64 / 8.0; t[i] = x - x * x * x / 6.0 + x * x * x * x * x / 120.0; i += 1; } t }
static TABLE: [f64; 32] = table();
const EDGES: [f32; 8] = [f32::MIN, f32::MAX, f32::EPSILON, f32::MIN_POSITIVE, -0.0, f32::INFINITY, 1.0 / 3.0, 16777217.0];
static MIXED: (f32, u8, f64, [f32; 3]) = (1.5, 7, -2.25, [0.1, 0.2, 0.3]);
const CASTS: [i64; 6] = [1e20 as i64, -1e20 as i64, f64::NAN as i64, 2.9 as i64, -2.9 as i64, 300.0 as u8 as i64];
const BITS: [u64; 3] = [1.5f64.to_bits(), (-0.0f64).to_bits(), (0.1f32 as f64).to_bits()];
const CMP: [bool; 5] = [f64::NAN == f64::NAN, 0.0 == -0.0, 1.0 < f64::INFINITY, 0.1 + 0.2 == 0.3, 0.1f32 as f64 == 0.1];
const OPS: [f64; 6] = [7.5 % 2.0, -7.5 % 2.0, 1e308 * 10.0, 5e-324 / 2.0, (2.5f64).floor() + (-2.5f64).ceil(), (9.0f64 - 1.0).abs().max(3.0)];
fn lookup(x: f64) -> f64 { let p = x * 8.0; let i = p as usize; let f = p - i as f64; TABLE[i] * (1.0 - f) + TABLE[i + 1] * f }

fn main() {
    for i in 0..8 { println!("{:?} {:?}", b(&TABLE)[b(i * 4)], lookup(b(f64::from(i as u32) * 0.37))); }
    println!("{:?} {:?}", b(EDGES), b(&MIXED));
    println!("{:?} {:x?} {:?} {:?}", b(CASTS), b(BITS), b(CMP), b(OPS));
    println!("{}", (0..32).all(|i| { let x = b(i) as f64 / 8.0; TABLE[i] == x - x * x * x / 6.0 + x * x * x * x * x / 120.0 }));
    println!("{:?}", EDGES.map(|x| b(x) as f64));
    println!("{:?} {:?}", b(0.1) + b(0.2) == 0.3, b(7.5) % b(2.0) == OPS[0]);
    const PI: f64 = { let mut s = 0.0; let mut k = 0; while k < 1000 { s += (if k % 2 == 0 { 4.0 } else { -4.0 }) / (2 * k + 1) as f64; k += 1; } s };
    println!("{PI:?}");
}
