//! Division and remainder of all signs, Euclid's, flooring by hand, shifts of negatives, by constants and by variables.
use std::hint::black_box as b;

fn floor_div(a: i32, c: i32) -> i32 { let q = a / c; if a % c != 0 && (a < 0) != (c < 0) { q - 1 } else { q } }
macro_rules! constants { ($x:expr; $($d:literal)*) => { $(print!("{} {} {} {} ", $x / $d, $x % $d, $x.div_euclid($d), $x.rem_euclid($d));)* println!(); } }

fn main() {
    for a in [7, -7, 0, i32::MAX, i32::MIN + 1] { for c in [2, -2, 3, -3, i32::MAX, i32::MIN] {
        let (a, c) = (b(a), b(c));
        println!("{} {} {} {} {}", a / c, a % c, a.div_euclid(c), a.rem_euclid(c), floor_div(a, c));
    } }
    for x in [0i32, 1, -1, 9, -9, 100, -100, 12345, i32::MIN, i32::MAX] { let x = b(x); constants!(x; 1 2 3 5 7 10 16 100 1000 -2 -7 641 65536 2147483647); }
    for x in [0i64, -1, 9, i64::MIN, i64::MAX, -1_000_000_007] { let x = b(x); constants!(x; 1 2 3 7 10 1000 4294967297 -5 9223372036854775807); }
    for x in [0u64, 9, u64::MAX, 1 << 63] { let x = b(x); constants!(x; 1 2 3 7 10 1000 641 4294967297 18446744073709551615); }
    for x in [0u32, 9, u32::MAX, 1 << 31] { let x = b(x); constants!(x; 1 2 3 7 10 1000 641 4294967295); }
    for x in [0u8, 9, 255, 128] { let x = b(x); constants!(x; 1 2 3 7 10 100 255); }
    for x in [0i8, -9, -128, 127] { let x = b(x); constants!(x; 1 2 3 7 10 100 -127); }
    for x in [0i16, -9, i16::MIN, i16::MAX] { let x = b(x); constants!(x; 1 2 3 7 10 1000 -641); }
    for x in [-1i8, -128, 127, 1] { println!("{} {} {} {}", b(x) >> 1, b(x) >> 7, b(x) as u8 >> 1, (b(x) << 1) >> 1); }
    for x in [-1i64, i64::MIN, 12345] { println!("{} {} {}", b(x) >> 63, b(x) >> b(32), (b(x) as u64 >> b(33)) as i64); }
    println!("{} {} {}", b(10u32).div_ceil(3), b(9u8).next_multiple_of(4), b(-9i32).rem_euclid(4).abs_diff(-1));
    println!("{}", (-200..200i32).filter(|x| x.rem_euclid(7) == 3 && x / 7 * 7 != *x).map(|x| x.div_euclid(7)).sum::<i32>());
}
