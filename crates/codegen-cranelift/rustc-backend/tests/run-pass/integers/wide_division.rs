//! 128-bit division and remainder: all sizes of dividend and divisor, by shifts checked against multiplication.
use std::hint::black_box as b;

fn main() {
    let mut s = 0x1234_5678_9abc_def0_0fed_cba9_8765_4321u128;
    let mut next = || { s ^= s << 31; s ^= s >> 47; s = s.wrapping_mul(0xda94_2042_e4dd_58b5); s };
    let mut h = 0u128;
    for i in 0..128u32 { for j in (0..128).step_by(7) {
        let (x, y) = (b(next() >> i), b(next() >> j | 1));
        let (q, r) = (x / y, x % y);
        if q * y + r != x || r >= y { println!("wrong {x} / {y}"); }
        h = h.rotate_left(3) ^ q ^ r << 1;
        let (a, c) = (b(x as i128), b(y as i128));
        if c != -1 { let (q, r) = (a / c, a % c); if q * c + r != a || (r != 0 && (r < 0) != (a < 0)) { println!("wrong {a} / {c}"); } h ^= (q as u128).rotate_right(i) ^ r as u128; }
        if c != -1 { let (q, r) = (a.div_euclid(c), a.rem_euclid(c)); if r < 0 || q.wrapping_mul(c).wrapping_add(r) != a { println!("euclid {a} {c}"); } }
    } }
    println!("{h:032x}");
    println!("{} {}", b(u128::MAX) / b(10), b(u128::MAX) % b(10));
    println!("{} {}", b(i128::MIN) / b(3), b(i128::MIN) % b(3));
    println!("{} {}", b(i128::MIN) / 2, b(i128::MIN) % 1_000_000_007);
    println!("{} {} {}", b(u128::MAX) / (1 << 64), b(u128::MAX) % (1 << 65), b(7u128) / u128::MAX);
    println!("{:?} {:?}", b(i128::MIN).checked_div(b(-1)), b(i128::MIN).wrapping_rem(-1));
    println!("{} {}", b(u128::MAX).div_ceil(1000), b(5u128).next_multiple_of(1 << 100));
    let mut n = b(u128::MAX);
    let mut digits = String::new();
    while n > 0 { digits.insert(0, char::from_digit((n % 36) as u32, 36).unwrap()); n /= 36; }
    println!("{digits} {}", u128::from_str_radix(&digits, 36) == Ok(u128::MAX));
}
