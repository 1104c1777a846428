//! Integers of every width: wrapping, checked, saturating and overflowing operations at the edges.
use std::hint::black_box as b;

macro_rules! ints {
    ($($t:ident)*) => {$({
        let edges: [$t; 8] = [0, 1, 2, 3, $t::MAX, $t::MIN, $t::MAX / 2, $t::MIN / 3];
        for &x in &edges {
            for &y in &edges {
                let (x, y) = (b(x), b(y));
                println!(
                    "{} {x} {y}: {} {} {} {:?} {:?} {:?} {:?} {:?} {} {} {:?} {:?} {:?}",
                    stringify!($t),
                    x.wrapping_add(y), x.wrapping_sub(y), x.wrapping_mul(y),
                    x.checked_add(y), x.checked_sub(y), x.checked_mul(y),
                    x.checked_div(y), x.checked_rem(y),
                    x.saturating_add(y), x.saturating_sub(y),
                    x.overflowing_add(y), x.overflowing_sub(y), x.overflowing_mul(y),
                );
                println!("  {} {} {} {} {}", x & y, x | y, x ^ y, x < y, x >= y);
                println!("  {:?} {:?}", x.cmp(&y), x.max(y));
            }
            println!(
                "  {} {} {} {} {} {} {}",
                x.count_ones(), x.leading_zeros(), x.trailing_zeros(),
                x.swap_bytes(), x.reverse_bits(), x.rotate_left(b(3)), x.rotate_right(b(5)),
            );
            for s in [0u32, 1, 5, $t::BITS - 1] {
                println!("  {} {} {:?} {:?}", x.wrapping_shl(b(s)), x.wrapping_shr(b(s)), x.checked_shl(s), x.checked_shr($t::BITS));
            }
        }
    })*};
}

fn main() {
    ints!(u8 i8 u16 i16 u32 i32 u64 i64 u128 i128);
    println!("{}", b(7i32).pow(5));
    println!("{:?}", b(-7i64).checked_pow(21));
    println!("{}", b(-17i32).rem_euclid(5));
    println!("{}", b(-17i128).div_euclid(5));
    println!("{}", b(u64::MAX).abs_diff(3));
    println!("{:?}", b(u128::MAX).checked_ilog10());
    println!("{}", b(12345678901234567890u128).isqrt());
}
