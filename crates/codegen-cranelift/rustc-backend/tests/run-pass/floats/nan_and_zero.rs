//! NaN and signed zeros in comparisons, min, max, sort, clamp, classification and matches.
use std::hint::black_box as b;
use std::num::FpCategory;

fn class(x: f64) -> u8 { match x.classify() { FpCategory::Nan => 0, FpCategory::Infinite => 1, FpCategory::Zero => 2, FpCategory::Subnormal => 3, FpCategory::Normal => 4 } }

fn main() {
    let all = [f64::NAN, f64::INFINITY, f64::NEG_INFINITY, 0.0, -0.0, 1.0, -1.0, 1e-310, f64::MIN_POSITIVE];
    for x in all {
        for y in all {
            let (x, y) = (b(x), b(y));
            print!("{}{}{}{}{}{} {:?} ", (x < y) as u8, (x <= y) as u8, (x > y) as u8, (x >= y) as u8, (x == y) as u8, (x != y) as u8, x.partial_cmp(&y).map(|o| o as i8));
            print!("{}{} ", !(x < y) as u8, !(x >= y) as u8);
            if (x, y) != (0.0, 0.0) { print!("{:?} {:?} ", x.min(y), x.max(y)); }
        }
        println!("{} {} {} {} {}", class(x), x.is_nan(), x.is_finite(), x.is_subnormal(), x.is_normal());
    }
    println!("{:?} {:?} {:?}", b(f64::NAN).clamp(0.0, 1.0).is_nan(), b(-5.0f64).clamp(-1.0, 1.0), b(f64::INFINITY).clamp(0.0, 9.0));
    let mut v = [3.0, f64::NAN, -0.0, f64::NEG_INFINITY, 0.0, 1.0, f64::INFINITY].map(b);
    v.sort_by(f64::total_cmp);
    println!("{v:?}");
    println!("{:?}", [0.0f32, -0.0].map(|x| (x == 0.0, x.is_sign_negative(), 1.0 / b(x), x.to_bits())));
    println!("{:?} {:?} {:?}", b(0.0) + b(-0.0), b(-0.0f64) + b(-0.0), b(0.0f64) * b(-1.0));
    println!("{:?} {:?}", b(f64::INFINITY) - f64::INFINITY == 0.0, (b(0.0f32) * f32::INFINITY).is_nan());
    println!("{:?} {:?}", b(f64::NAN).max(1.0), [1.0, f64::NAN, 3.0].into_iter().fold(f64::NAN, f64::min));
    println!("{} {}", b(f32::NAN) != b(f32::NAN), if b(f32::NAN) > 1.0 { "gt" } else if b(f32::NAN) <= 1.0 { "le" } else { "neither" });
    println!("{:?}", (b(0.0f64).to_bits() ^ b(-0.0f64).to_bits()).leading_zeros());
    println!("{:?}", (b(f64::NAN) as f32).is_nan() && (b(f32::NAN) as f64).is_nan() && b(f64::NAN).sqrt().is_nan());
    println!("{:?} {:?}", b(-1.0f64).sqrt().is_nan(), b(-0.0f64).sqrt());
}
