//! ilog, isqrt, pow, checked and saturating, over ranges, checked against loops.
use std::hint::black_box as b;

fn main() {
    for x in [1u64, 2, 3, 9, 10, 99, 100, 101, 999_999_999_999, 1_000_000_000_000, u64::MAX] {
        let x = b(x);
        println!("{} {} {} {} {:?}", x.ilog2(), x.ilog10(), x.ilog(b(7)), x.isqrt(), x.checked_ilog(1));
    }
    println!("{:?} {:?} {:?}", b(0u8).checked_ilog10(), b(-5i32).checked_ilog2(), b(-5i32).checked_isqrt());
    println!("{}", (0..=u16::MAX).all(|x| { let r = u32::from(b(x).isqrt()); r * r <= u32::from(x) && (r + 1) * (r + 1) > u32::from(x) }));
    println!("{}", (1..=u16::MAX).map(|x| b(x).ilog10()).sum::<u32>());
    println!("{} {}", b(u128::MAX).isqrt(), b(u128::MAX).ilog10());
    println!("{} {} {}", b(i64::MAX).isqrt(), b(i128::MAX).ilog(3), b(255u8).isqrt());
    for (x, n) in [(2i32, 30), (2, 31), (-2, 31), (3, 19), (3, 20), (-1, u32::MAX), (0, 0), (7, 1)] { println!("{:?} {} {} {:?}", b(x).checked_pow(n), b(x).wrapping_pow(n), b(x).saturating_pow(n), b(x).overflowing_pow(n)); }
    println!("{} {} {}", b(3u8).pow(5), b(-5i64).pow(27), b(10u64).pow(19));
    let modpow = |mut x: u64, mut e: u64, m: u64| { let mut r = 1u64; while e > 0 { if e & 1 == 1 { r = (u128::from(r) * u128::from(x) % u128::from(m)) as u64; } x = (u128::from(x) * u128::from(x) % u128::from(m)) as u64; e >>= 1; } r };
    println!("{} {}", modpow(b(3), 1 << 40, 1_000_000_007), modpow(b(2), (1 << 61) - 2, (1 << 61) - 1));
    let gcd = |mut a: u64, mut c: u64| { while c != 0 { (a, c) = (c, a % c); } a };
    println!("{} {}", gcd(b(1_071_191_400), 462_000), gcd(b(u64::MAX), 65537));
    println!("{:?}", (1..40u32).filter(|n| (2..*n).all(|d| n % d != 0)).collect::<Vec<_>>());
    println!("{} {} {}", b(7i32).signum(), b(-7i128).signum(), b(i16::MIN).unsigned_abs());
}
