//! Explicit discriminants that are negative, sparse and at the ends of their types.
use std::hint::black_box as b;

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[repr(i8)]
enum Small { Min = -128, MinusOne = -1, Zero, One, Max = 127 }
#[derive(Debug, Clone, Copy, PartialEq)]
#[repr(i64)]
enum Long { Min = i64::MIN, Below = -5_000_000_000, Above = 5_000_000_000, Max = i64::MAX }
#[derive(Debug, Clone, Copy)]
enum Plain { A = -1000, B, C = 70_000, D }
#[derive(Debug, Clone, Copy)]
#[repr(u64)]
enum Top { A = u64::MAX, B = 1 << 63, C = 0 }

fn small(x: Small) -> i32 {
    match x { Small::Min => 1, Small::MinusOne => 2, Small::Zero => 3, Small::One => 4, Small::Max => 5 }
}
fn long(x: Long) -> &'static str {
    match x { Long::Min => "min", Long::Below => "below", Long::Above => "above", Long::Max => "max" }
}

fn main() {
    for x in [Small::Min, Small::MinusOne, Small::Zero, Small::One, Small::Max] {
        println!("{} {:?} {} {} {} {}", small(b(x)), x, b(x) as i8, b(x) as u8, b(x) as i64, b(x) as u64);
        println!("{:?} {}", Some(b(x)), b(x) < Small::Zero);
    }
    for x in [Long::Min, Long::Below, Long::Above, Long::Max] {
        println!("{} {} {} {} {}", long(b(x)), b(x) as i64, b(x) as u64, b(x) as i32, b(x) as i128);
        println!("{:?}", b(Some(Some(x))));
    }
    for x in [Plain::A, Plain::B, Plain::C, Plain::D] {
        println!("{} {} {} {}", b(x) as i32, b(x) as u8, b(x) as i64, b(x) as u128);
    }
    for x in [Top::A, Top::B, Top::C] {
        println!("{} {} {}", b(x) as u64, b(x) as i64, b(x) as u128);
    }
    println!("{} {}", size_of::<Plain>(), size_of::<Option<Small>>());
}
