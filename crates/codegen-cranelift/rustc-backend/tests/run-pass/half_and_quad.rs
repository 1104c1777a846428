//! f16 and f128: what is said of them, arithmetic, comparisons, conversions to and from everything, and f16's mathematics.
#![feature(f16, f128, cfg_target_has_reliable_f16_f128)]
use std::hint::black_box as b;

fn half() {
    let values = [0.0f16, -0.0, 1.5, -2.25, 65504.0, f16::MIN_POSITIVE, 6e-8, f16::INFINITY, f16::NEG_INFINITY, f16::NAN];
    for x in values {
        let x = b(x);
        println!("{x:?} {:04x} {} {} {} {}", x.abs().to_bits(), x.is_nan(), x.is_finite(), x.is_sign_negative(), x.is_normal());
        println!("  {} {} {} {} {} {}", x as i8, x as u8, x as i16, x as u32, x as i64, x as u128);
        println!("  {:?} {:?} {:?}", x as f32, x as f64, (x as f128) as f64);
        for y in values {
            let y = b(y);
            let bits = |it: f16| if it.is_nan() { 0x7e00 } else { it.to_bits() };
            println!("  {:04x} {:04x} {:04x} {:04x} {:04x}", bits(x + y), bits(x - y), bits(x * y), bits(x / y), bits(x % y));
            println!("  {} {} {} {} {:?} {:?}", x < y, x <= y, x == y, x != y, x.partial_cmp(&y), x.total_cmp(&y));
            println!("  {:04x} {:04x} {:04x}", bits(x.min(y)), bits(x.max(y)), bits(x.copysign(y)));
        }
    }
    // Rounded once: by way of a float, this is another number.
    for (x, y, z) in [(0x3c01u16, 0x3c01, 0x0001), (0x4201, 0x3c03, 0x1400), (0x3555, 0x2aab, 0x8001), (0x7bff, 0x3c01, 0xcbff)] {
        let of = |bits| b(f16::from_bits(bits));
        println!("{:04x}", of(x).mul_add(of(y), of(z)).to_bits());
    }
    let (x, y) = (b(2.25f16), b(-3.5f16));
    println!("{:?} {:?} {:?} {:?} {:?} {:?}", x.sqrt(), y.floor(), y.ceil(), y.trunc(), y.round(), y.round_ties_even());
    println!("{:?} {:?} {:?}", y.fract(), x.powi(3), x.signum());
    for n in [0i64, 1, -1, 2049, 65519, 65520, -65520, i64::MAX, i64::MIN] {
        let n = b(n);
        println!("{:04x} {:04x} {:04x}", (n as f16).to_bits(), (n as u64 as f16).to_bits(), (n as i128 as f16).to_bits());
    }
    for n in [65519.99f64, 65520.0, 2.98e-8, 2.99e-8, 1.00048828125, 1.000488281250001] {
        println!("{:04x} {:04x} {:04x}", (b(n) as f16).to_bits(), (b(n as f32) as f16).to_bits(), (b(n as f128) as f16).to_bits());
    }
}

fn quad() {
    let values = [0.0f128, -0.0, 1.5, -2.25, 1e30, -1e30, 300.7, -129.9, f128::MAX, f128::MIN_POSITIVE, f128::INFINITY, f128::NEG_INFINITY, f128::NAN];
    for x in values {
        let x = b(x);
        println!("{:032x} {} {} {}", x.to_bits() << 1, x.is_nan(), x.is_infinite(), x.is_sign_negative());
        println!("  {} {} {} {} {} {}", x as i8, x as u8, x as i16, x as u16, x as i32, x as u32);
        println!("  {} {} {} {} {:?} {:?}", x as i64, x as u64, x as i128, x as u128, x as f64, x as f32);
        for y in values {
            let y = b(y);
            let bits = |it: f128| if it.is_nan() { 0 } else { it.to_bits() };
            println!("  {:x} {:x} {:x} {:x}", bits(x + y), bits(x - y), bits(x * y), bits(x / y));
            println!("  {} {} {} {} {} {:?} {:?}", x < y, x <= y, x > y, x == y, x != y, x.partial_cmp(&y), x.total_cmp(&y));
        }
    }
    for n in [0i64, 1, -1, 255, i64::MAX, i64::MIN] {
        let n = b(n);
        println!("{:x} {:x} {:x} {:x}", (n as f128).to_bits(), (n as u64 as f128).to_bits(), (n as i8 as f128).to_bits(), (n as u16 as f128).to_bits());
        println!("{:x} {:x}", ((n as i128 * 3) as f128).to_bits(), ((n as u128) as f128).to_bits());
    }
}

fn main() {
    // What the targets' sets have in common.
    println!("{} {}", cfg!(target_has_reliable_f16), cfg!(target_has_reliable_f128));
    println!("{}", cfg!(target_has_reliable_f16_math));
    half();
    quad();
}
