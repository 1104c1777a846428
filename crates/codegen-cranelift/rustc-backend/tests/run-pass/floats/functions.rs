//! Elementary functions to a few digits, identities, angles and powers at special values.
use std::hint::black_box as b;

fn main() {
    for x in [0.1, 0.5, 1.0, 2.0, 10.0, 0.001, 100.5] {
        let x: f64 = b(x);
        println!("{:.9} {:.9} {:.9} {:.9} {:.9} {:.9}", x.sin(), x.cos(), x.tan(), x.exp().min(1e9), x.ln(), x.sqrt());
        println!("{:.9} {:.9} {:.9} {:.9} {:.9} {:.9}", x.atan(), (1.0 / (1.0 + x)).asin(), (1.0 / (1.0 + x)).acos(), (x / 10.0).sinh().min(1e6), x.tanh(), x.cbrt());
        println!("{:.9} {:.9} {:.9} {:.9} {:.9}", x.log2(), x.log10(), x.log(3.0), x.exp_m1().min(1e6), x.ln_1p());
        println!("{:.9} {:.9} {:.9} {:?}", x.hypot(3.0), x.atan2(-1.0), x.powf(1.5), x.sin_cos().0 == x.sin());
        let f = x as f32;
        println!("{:.4} {:.4} {:.4} {:.4} {:.4}", f.sin(), f.ln(), f.powf(0.25), f.atan2(2.0), f.cbrt());
    }
    println!("{:?} {:?} {:?} {:?}", b(2.0f64).powi(10), b(2.0f64).powi(-3), b(-2.0f64).powi(3), b(0.0f64).powi(0));
    println!("{:?} {:?} {:?} {:?}", b(2.0f64).powf(0.0), b(f64::NAN).powf(0.0), b(-8.0f64).powf(2.0), b(-8.0f64).powf(0.5).is_nan());
    println!("{:?} {:?} {:?}", b(0.0f64).ln(), b(-1.0f64).ln().is_nan(), b(1000.0f64).exp());
    println!("{:?} {:?} {:?}", b(16.0f64).sqrt(), b(1e-300f64).sqrt() > 0.0, b(2.0f32).sqrt().to_bits());
    println!("{:.6} {:.6}", b(180.0f64).to_radians(), b(std::f64::consts::PI / 3.0).to_degrees());
    println!("{:?} {:?} {:?}", b(f64::INFINITY).atan() > 1.57, b(f64::NEG_INFINITY).exp(), b(-0.0f64).sin());
    println!("{:?} {:?} {:?}", b(3.7f64).recip() * 3.7, b(10.0f32).exp2(), b(0.5f64).exp2() < 1.4143);
    println!("{:?} {:?}", b(7.0f64).mul_add(3.0, -21.0), b(0.1f64).mul_add(10.0, -1.0));
    println!("{:?}", (1..=8).map(|n| (f64::from(n) * std::f64::consts::FRAC_PI_4).sin()).map(|x| (x * 1e6).round() / 1e6 + 0.0).collect::<Vec<_>>());
}
