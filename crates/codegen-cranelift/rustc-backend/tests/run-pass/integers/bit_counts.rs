//! Counts of bits, zeros, ones, rotations, reversals and byte swaps for each width.
use std::hint::black_box as b;

macro_rules! bits { ($($t:ident)*) => { $(
    for x in [0 as $t, 1, <$t>::MAX, <$t>::MIN, <$t>::MAX >> 1, <$t>::MAX / 3, 0x5a, 100, <$t>::MAX - 1] {
        let x = b(x);
        print!("{} {} {} {} {} {} ", x.count_ones(), x.count_zeros(), x.leading_zeros(), x.trailing_zeros(), x.leading_ones(), x.trailing_ones());
        println!("{:x} {:x} {:x} {:x} {:x} {:x}", x.rotate_left(b(3)), x.rotate_right(b(5)), x.swap_bytes(), x.reverse_bits(), x.to_be(), x.rotate_left(b(<$t>::BITS)));
        println!("{:?} {:?} {:?}", x.to_le_bytes(), x.to_be_bytes().iter().rev().eq(x.to_le_bytes().iter()), <$t>::from_be_bytes(x.to_be_bytes()) == x);
    }
    let mut h = 0u64;
    for n in 0..<$t>::BITS * 2 { let x = (0x37 as $t).rotate_left(b(n)); h = h.wrapping_mul(31) + u64::from(x.leading_zeros() * 8 + x.trailing_zeros()); h ^= x.wrapping_shr(b(n)) as u64 ^ x.wrapping_shl(b(n)) as u64; }
    println!("{} {h:x}", stringify!($t));
)* } }

fn main() {
    bits! { u8 u16 u32 u64 u128 i8 i16 i32 i64 i128 }
    println!("{} {} {}", b(40u32).is_power_of_two(), b(40u8).next_power_of_two(), b(129u8).checked_next_power_of_two().is_none());
    println!("{:?} {:?}", b(1u64 << 40).trailing_zeros(), b(0u64).checked_ilog2());
}
