//! floor, ceil, trunc, round, ties to even, fract, rem and their signs of zero, in both widths.
use std::hint::black_box as b;

fn main() {
    for x in [0.0, -0.0, 0.5, -0.5, 1.5, -1.5, 2.5, -2.5, 0.49999999999999994, -0.49999999999999994, 0.9999999999999999, 4503599627370495.5, 4503599627370496.5, 9007199254740993.0, 1e300, f64::INFINITY, f64::NEG_INFINITY, f64::NAN, 5e-324, -5e-324] {
        let x = b(x);
        println!("{:?} {:?} {:?} {:?} {:?} {:?}", x.floor(), x.ceil(), x.trunc(), x.round(), x.round_ties_even(), x.fract());
        let f = x as f32;
        println!("{:?} {:?} {:?} {:?} {:?} {:?}", f.floor(), f.ceil(), f.trunc(), f.round(), f.round_ties_even(), f.fract());
        println!("{:?} {:?} {:?} {:?}", x.abs(), -x, x.signum(), x.copysign(-3.0));
    }
    for (x, y) in [(5.5, 2.0), (-5.5, 2.0), (5.5, -2.0), (-5.5, -2.0), (1e20, 3.0), (0.3, 0.1), (-0.0, 1.0), (1.0, f64::INFINITY), (6.0, 3.0)] {
        let (x, y) = (b(x), b(y));
        println!("{:?} {:?} {:?} {:?}", x % y, x.div_euclid(y), x.rem_euclid(y), (x as f32) % (y as f32));
    }
    println!("{} {}", (b(f64::INFINITY) % 2.0).is_nan(), (b(2.0f64) % 0.0).is_nan());
    println!("{:?} {:?}", b(16777215.5f32).round(), b(8388607.5f32).round_ties_even());
    println!("{:?} {:?} {:?}", b(0.1f32 + 0.2), b(0.1f64) + b(0.2), b(0.1f32) as f64);
    println!("{:?} {:?}", b(16777217i32) as f32, b(9007199254740993i64) as f64);
}
