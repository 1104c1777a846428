//! Floating point: arithmetic, comparison, rounding, conversions at the edges.
use std::hint::black_box as b;

fn main() {
    let values = [0.0f64, -0.0, 1.0, -1.5, 2.5, 3.5, 1e300, -1e-300, f64::INFINITY, f64::NEG_INFINITY, f64::NAN, 0.1, 1e10, 255.5, -128.9, 4294967296.0];
    for &x in &values {
        for &y in &values {
            let (x, y) = (b(x), b(y));
            let sum = x + y;
            println!("{x:?} {y:?}: {} {} {} {:?} {:?} {} {}", if sum.is_nan() { "NaN".into() } else { format!("{sum:?}") }, x < y, x == y, x.partial_cmp(&y), x.total_cmp(&y) as i8, x.min(y), x.max(y));
            let q = x / y;
            println!("  {} {}", if q.is_nan() { "NaN".into() } else { format!("{q:e}") }, (x % y).is_nan() || (x % y).abs() <= y.abs());
        }
        println!("  {:?} {:?} {:?} {:?} {:?} {:?}", x.floor(), x.ceil(), x.trunc(), x.round(), x.round_ties_even(), x.abs());
        println!("  {} {} {} {} {} {} {} {}", x as u8, x as i8, x as u16, x as i32, x as u32, x as i64, x as u64, x as i128);
        println!("  {} {:?} {:x}", x as u128, x as f32, if x.is_nan() { 0 } else { x.to_bits() });
        println!("  {:?} {:?}", x.copysign(-1.0), x.is_sign_negative());
        let f = x as f32;
        println!("  {:?} {:?} {} {}", f * 3.0, f.mul_add(2.0, 1.0), f as i32, f as u64);
    }
    for i in [0i64, -1, i64::MAX, i64::MIN, 1 << 53, (1 << 53) + 1] {
        println!("{:?} {:?} {:?} {:?}", b(i) as f64, b(i) as f32, b(i) as u64 as f64, b(i) as i128 as f64);
    }
    println!("{:?} {:?}", b(u128::MAX) as f32, b(i128::MIN) as f64);
    println!("{:.6} {:.6} {:.6}", b(2.0f64).sqrt(), b(2.0f64).powi(10), b(2.0f64).powf(0.5));
    println!("{:.6} {:.6} {:.6} {:.6}", b(1.0f64).sin(), b(1.0f64).exp(), b(10.0f64).ln(), b(0.5f64).atan2(2.0));
    println!("{:.4} {:.4}", b(1.0f32).cos(), b(100.0f32).log10());
    println!("{:?}", "1.5e3".parse::<f64>());
    println!("{:?} {:?}", b(f32::MAX) as f64, b(1e40f64) as f32);
}
