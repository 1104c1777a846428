//! `as` from each integer type to each other, at the edges; and the checked ways.
use std::hint::black_box as b;

macro_rules! to { ($x:expr; $($t:ty)*) => { $(print!("{} ", $x as $t);)* println!(); } }
macro_rules! from { ($($t:ty)*) => { $(for x in [<$t>::MIN, <$t>::MAX, 0, 1, <$t>::MAX / 2 + 1, (0 as $t).wrapping_sub(2), 0x55] { let x = b(x); to!(x; u8 i8 u16 i16 u32 i32 u64 i64 u128 i128 f32 f64); })* } }
macro_rules! tries { ($x:expr; $($t:ty)*) => { $(print!("{:?} ", <$t>::try_from($x).ok());)* println!(); } }

fn main() {
    from! { u8 i8 u16 i16 u32 i32 u64 i64 u128 i128 }
    for x in [-129i64, -128, -1, 0, 127, 128, 255, 256, 32767, 65535, 65536, 1 << 31, 1 << 32, i64::MAX] { let x = b(x); tries!(x; u8 i8 u16 i16 u32 i32 u64 i128 u128); }
    for x in [-1.5f64, 0.0, 127.9, 128.0, 255.99, 256.0, -128.9, 65535.5, 4294967295.9, 4294967296.0, 1e19, -1e19, 1e40, f64::NAN] { let x = b(x); to!(x; u8 i8 u16 i16 u32 i32 u64 i64 u128 i128); let x = x as f32; to!(x; u8 i8 u16 i16 u32 i32 u64 i64 u128 i128); }
    println!("{} {} {} {}", b(true) as i8, b('é') as u8, b(233u8) as char, b('\u{10ffff}') as u16);
    println!("{:?} {:?} {:?}", u8::try_from('é'), u8::try_from('€').is_err(), char::try_from(b(0xdfffu32)).is_err());
    println!("{} {} {}", i64::from(b(-3i16)), u128::from(b(true)), f64::from(b(-7i32)));
    println!("{} {}", b(-1i8) as u8 as i32 as u64 as i8, (b(300i32) as u8 as i8 as i64).wrapping_mul(-1));
    println!("{:?}", b(-5i32).cast_unsigned().cast_signed().checked_add_unsigned(7));
}
