//! 128-bit integers: division, shifts by variable amounts, conversions, formatting, comparison chains.
use std::hint::black_box as b;
fn main() {
    let xs: [i128; 7] = [0, 1, -1, i128::MAX, i128::MIN, 1 << 64, -(1 << 63)];
    for &x in &xs { for &y in &xs {
        println!("{} {} {} {:?} {:?}", b(x) < b(y), x.wrapping_mul(y), x.wrapping_sub(y), x.checked_div(y), x.checked_rem(y));
        println!("{:?} {:?} {:?}", x.overflowing_add(y), x.overflowing_mul(y), (x as u128).overflowing_mul(y as u128));
    } }
    for s in [0u32, 1, 31, 32, 63, 64, 65, 100, 127] { println!("{} {} {} {}", b(i128::MIN) >> b(s), b(u128::MAX) >> b(s), b(-5i128) << b(s), b(0x0123_4567_89ab_cdefu128).rotate_left(s)); }
    println!("{:x} {:o} {:b} {:e}", b(u128::MAX), b(1u128 << 100), b(5i128), b(12345678901234567890u128));
    println!("{} {} {} {}", b(u128::MAX) as f64, b(-1e30f64) as i128, b(f32::INFINITY) as u128, b(1u128 << 127).leading_zeros());
    println!("{:?} {:?}", "340282366920938463463374607431768211455".parse::<u128>(), "-170141183460469231731687303715884105729".parse::<i128>().is_err());
    let mut v = vec![5u128, 1 << 120, 3, 0]; v.sort(); println!("{v:?} {}", v.iter().sum::<u128>());
    println!("{} {}", b(u128::MAX).count_ones(), b(1i128 << 70).trailing_zeros());
}
