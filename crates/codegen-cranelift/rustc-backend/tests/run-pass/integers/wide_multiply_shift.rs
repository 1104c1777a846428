//! 128-bit products, shifts by every amount, comparisons and bit operations.
use std::hint::black_box as b;

fn mul_wide(x: u64, y: u64) -> (u64, u64) { let p = u128::from(x) * u128::from(y); ((p >> 64) as u64, p as u64) }
fn by_halves(x: u64, y: u64) -> (u64, u64) {
    let (xl, xh, yl, yh) = (x & 0xffff_ffff, x >> 32, y & 0xffff_ffff, y >> 32);
    let mid = xl * yh + (xl * yl >> 32);
    let mid2 = xh * yl + (mid & 0xffff_ffff);
    (xh * yh + (mid >> 32) + (mid2 >> 32), mid2 << 32 | (xl * yl & 0xffff_ffff))
}

fn main() {
    let vals = [0, 1, 3, u64::MAX, u64::MAX - 1, 1 << 63, 0xdead_beef_cafe_babe, 0xffff_ffff, 1 << 32];
    for x in vals { for y in vals { if mul_wide(b(x), b(y)) != by_halves(x, y) { println!("wrong {x} {y}"); } } }
    println!("{:?}", mul_wide(b(0xdead_beef_cafe_babe), b(0x0123_4567_89ab_cdef)));
    let x = b(0x8123_4567_89ab_cdef_fedc_ba98_7654_3210u128);
    let i = x as i128;
    let mut h = 0u128;
    for n in 0..128u32 {
        let n = b(n);
        h = h.wrapping_mul(31) ^ (x << n) ^ (x >> n).rotate_left(1) ^ (i >> n) as u128 ^ (i << n) as u128;
        h ^= x.rotate_left(n) ^ x.rotate_right(n).swap_bytes() ^ x.wrapping_shl(n + 128) ^ u128::from(n > 64);
        if (x << n >> n) != x & (u128::MAX >> n) { println!("shift {n}"); }
    }
    println!("{h:x}");
    println!("{:?} {:?} {:?}", x.checked_shl(b(128)), i.checked_shr(127), x.overflowing_shl(b(129)));
    println!("{} {} {} {} {}", x.count_ones(), x.leading_zeros(), (x >> 70).leading_zeros(), (x << 70).trailing_zeros(), i.leading_ones());
    println!("{:x} {:x} {:x}", x.swap_bytes(), x.reverse_bits(), !x);
    println!("{:x} {:x} {:x}", x & x >> 3, x | x << 5, x ^ x >> 64);
    let o = [0u128, 1, 1 << 63, 1 << 64, (1 << 64) - 1, (1 << 64) + 1, 1 << 127, u128::MAX];
    for a in o { println!("{}", o.iter().map(|c| format!("{}{}{}{} ", (b(a) < *c) as u8, (b(a) as i128 > *c as i128) as u8, (b(a) == *c) as u8, (b(a) as i128).cmp(&(*c as i128)) as i8)).collect::<String>()); }
    println!("{:?} {:?}", x.overflowing_mul(b(x)), i.checked_mul(b(-1)));
    println!("{:?} {:?}", b(1u128 << 100).checked_mul(1 << 27), b(1i128 << 100).checked_mul(1 << 27));
    println!("{:?} {:?}", b(i128::MAX).overflowing_add(1), b(0u128).overflowing_sub(1));
    println!("{} {} {:?}", b(3u128).pow(80), b(-3i128).pow(79), b(3u128).checked_pow(81));
}
