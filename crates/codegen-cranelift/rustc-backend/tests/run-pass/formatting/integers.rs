//! Widths, fills, signs, alternate forms and bases of all integer types.
use std::hint::black_box as b;

macro_rules! each { ($($t:ty)*) => { $(for x in [<$t>::MIN, <$t>::MAX, 0, 42] { let x = b(x); println!("{x} {x:+} {x:>6} {x:<6}| {x:^7} {x:06} {x:x} {x:#X} {x:#b} {x:o} {x:e} {x:?}"); })* } }

fn main() {
    each! { u8 i8 u16 i16 u32 i32 u64 i64 u128 i128 }
    let n = b(-255i32);
    println!("[{n:*>8}] [{n:*<8}] [{n:é^9}] [{n:+08}] [{n:#010x}] [{n:#06b}] [{:#x}]", b(255u8));
    let (w, p) = (b(10), b(3));
    println!("[{n:w$}] [{n:<w$}] [{:>4$}] [{:0>4$}] [{:.*}]", 7, 5, p, 1.23456, 9);
    println!("{:e} {:E} {:e} {:e}", b(1_000_000u32), b(123_456_789u64), b(-1500i16), b(0u8));
    println!("{0} {1} {0} {name}", 1, 2, name = b("x"));
    println!("{:?} {:02x?} {:#X?}", b([1, 20]), b([1u8, 255]), [17]);
    println!("{:5}|{:<5}|{:^5}|{:>5}", true, false, 'c', "s");
    println!("{:08.3} {:+.1} {:+} {:?}", b(-3.14159), b(2.0), b(0), b(-0.0));
    println!("{:?} {:?}", u64::MAX as f32, format_args!("{:>4}", 1).to_string());
    println!("{{}} {{{}}} {:%<4}", b(1), 5);
}
