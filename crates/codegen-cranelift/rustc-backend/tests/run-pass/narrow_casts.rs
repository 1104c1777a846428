//! Casts between all widths and signs.
use std::hint::black_box as b;
macro_rules! cast { ($v:expr, $($t:ty)*) => { $(print!("{} ", b($v) as $t);)* println!(); } }
fn main() {
    for x in [0i64, 1, -1, 127, 128, 255, 256, -128, -129, 32767, 32768, 65535, 65536, i32::MAX as i64, i32::MIN as i64, i64::MAX, i64::MIN] {
        cast!(x, u8 i8 u16 i16 u32 i32 u64 i64 u128 i128);
        cast!(x as i8, u8 i8 u16 i16 u32 i32 u64 i64 u128 i128);
        cast!(x as u8, u8 i8 u16 i16 u32 i32 u64 i64 u128 i128);
        cast!(x as i16, u8 i8 u16 i16 u32 i32 u64 i64 i128);
        cast!(x as u32, u8 i8 u16 i16 u32 i32 u64 i64 i128);
    }
    cast!('é', u8 u16 u32 u64); cast!(true, u8 i8 i32 u64 i128); println!("{}", b(233u8) as char);
    println!("{:?} {:?} {:?}", u8::try_from(b(256i32)), i8::try_from(b(-128i64)), u32::try_from(b(-1i8)).is_err());
    println!("{:?} {:?}", char::from_u32(b(0xD800)), char::from_u32(b(0x1F600)));
}
