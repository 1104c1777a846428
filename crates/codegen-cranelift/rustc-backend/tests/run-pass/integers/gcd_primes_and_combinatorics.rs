//! Number theory in all widths: gcd, inverses, factorisation, primality, Chinese remainders, binomials.
use std::hint::black_box as b;
fn egcd(a: i128, c: i128) -> (i128, i128, i128) { if c == 0 { (a, 1, 0) } else { let (g, x, y) = egcd(c, a % c); (g, y, x - a / c * y) } }
fn inverse(a: i128, m: i128) -> Option<i128> { let (g, x, _) = egcd(a.rem_euclid(m), m); (g == 1).then(|| x.rem_euclid(m)) }
fn mulmod(a: u64, c: u64, m: u64) -> u64 { (u128::from(a) * u128::from(c) % u128::from(m)) as u64 }
fn powmod(mut a: u64, mut e: u64, m: u64) -> u64 { let mut r = 1; while e > 0 { if e & 1 == 1 { r = mulmod(r, a, m); } a = mulmod(a, a, m); e >>= 1; } r }
fn prime(n: u64) -> bool { if n < 2 { return false; } for p in [2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37] { if n % p == 0 { return n == p; } } let (d, r) = ((n - 1) >> (n - 1).trailing_zeros(), (n - 1).trailing_zeros()); [2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37].iter().all(|a| { let mut x = powmod(*a, d, n); x == 1 || (0..r).any(|_| { let ok = x == n - 1; x = mulmod(x, x, n); ok }) }) }
fn rho(n: u64) -> u64 { if n % 2 == 0 { return 2; } for c in 1.. { let f = |x| (mulmod(x, x, n) + c) % n; let (mut x, mut y) = (2, 2); loop { x = f(x); y = f(f(y)); let g = gcd(x.abs_diff(y), n); if g == n { break; } if g > 1 { return g; } } } unreachable!() }
fn gcd(mut a: u64, mut c: u64) -> u64 { if a == 0 || c == 0 { return a | c; } let s = (a | c).trailing_zeros(); a >>= a.trailing_zeros(); while c != 0 { c >>= c.trailing_zeros(); if a > c { (a, c) = (c, a); } c -= a; } a << s }
fn factor(n: u64, out: &mut Vec<u64>) { if n == 1 { return; } if prime(n) { out.push(n); return; } let d = rho(n); factor(d, out); factor(n / d, out); }
fn crt(r: &[(i128, i128)]) -> Option<(i128, i128)> { r.iter().try_fold((0, 1), |(a, m), (c, n)| { let (g, p, _) = egcd(m, *n); if (c - a) % g != 0 { return None; } let l = m / g * n; Some(((a + m * ((c - a) / g * p % (n / g))).rem_euclid(l), l)) }) }
fn binomial(n: u128, k: u128) -> Option<u128> { (0..k).try_fold(1u128, |a, i| Some(a.checked_mul(n - i)? / (i + 1))) }
fn main() {
    println!("{:?} {:?} {:?}", inverse(b(3), 1_000_000_007), inverse(-7, 31), inverse(6, 9));
    println!("{:?}", [0, 1, 2, 97, 561, 3_215_031_751, 1_000_000_007, u64::MAX, 18_446_744_073_709_551_557].map(|n| prime(b(n))));
    for n in [360, 1_000_003 * 999_983, 600_851_475_143, u64::MAX] { let mut f = vec![]; factor(b(n), &mut f); f.sort(); println!("{f:?}"); }
    println!("{} {} {}", gcd(b(u64::MAX), 1 << 40), gcd(0, 5), gcd(b(1 << 50), 3 << 48));
    println!("{:?} {:?}", crt(b(&[(2, 3), (3, 5), (2, 7)])), crt(&[(1, 4), (2, 6)]));
    println!("{:?} {:?}", binomial(b(100), 50), binomial(b(200), 100));
    println!("{:?}", (1..30u32).map(|n| (1..=n).filter(|k| gcd(n.into(), (*k).into()) == 1).count()).collect::<Vec<_>>());
}
