//! Floats printed: shortest, with precision, exponents, signs, at the ends of their ranges.
use std::hint::black_box as b;

fn main() {
    let all = [0.0, -0.0, 1.0, 0.1, 0.2 + 0.1, 1.0 / 3.0, 123456789.125, 1e15, 1e16, 1e17, 1e21, 1e-5, 1e-7, 1.5e300, f64::MAX, f64::MIN_POSITIVE, 5e-324, f64::EPSILON, 0.5, 1.5, 2.5, 0.125, 9.995, 999.9999, f64::INFINITY, f64::NEG_INFINITY, f64::NAN, 2f64.powi(53), 2f64.powi(-30), -7.0e-10];
    for x in all {
        let x = b(x);
        println!("{x} {x:?} {x:.0} {x:.1} {x:.3} {x:e} {x:.2e} {x:E}");
        let f = x as f32;
        println!("{f} {f:?} {f:.2} {f:e} {f:+} {f:9.3}|{f:<9.1}|{f:^+9.0}|{f:09.2}");
        let (s, t) = (x.to_string(), format!("{f:?}"));
        println!("{} {}", s.parse::<f64>().unwrap().to_bits() == x.to_bits() || x.is_nan(), t.parse::<f32>().unwrap() == f || f.is_nan());
    }
    let mut seed = 1u64;
    let mut bad = 0;
    let mut hash = 0u64;
    for _ in 0..2000 {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        let x = f64::from_bits(seed ^ seed >> 29);
        if x.is_nan() { continue; }
        let s = format!("{x:e}");
        bad += u32::from(s.parse() != Ok(x));
        hash = s.bytes().fold(hash, |h, c| h.wrapping_mul(31).wrapping_add(u64::from(c)));
        let f = f32::from_bits(seed as u32 ^ (seed >> 33) as u32);
        if !f.is_nan() { bad += u32::from(f.to_string().parse() != Ok(f)); }
    }
    println!("{bad} {hash:x}");
    println!("{:.20} {:.30}", b(0.1), b(1e-20));
    println!("{:.5} {:.0} {:.0} {:.0}", b(1e20), b(0.5), b(1.5), b(-0.4));
    println!("{:?} {:?}", [1.0, 2.5].iter().map(|x| x / 3.0).collect::<Vec<f32>>(), (1e7f32, 1e16f64, 1e17f64));
}
