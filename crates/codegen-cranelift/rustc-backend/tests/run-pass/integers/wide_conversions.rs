//! 128-bit to and from every other type, floats among them.
use std::hint::black_box as b;

fn main() {
    let u = [0u128, 1, 127, 128, 255, 1 << 31, 1 << 32, (1 << 53) + 1, 1 << 63, u64::MAX as u128, 1 << 64, (1 << 64) + (1 << 11) + 1, (1 << 100) - 1, 1 << 127, u128::MAX, u128::MAX << 103, (u128::MAX << 103) - 1];
    for x in u {
        let x = b(x);
        let i = x as i128;
        println!("{} {} {} {} {} {}", x as u8, x as i8, x as u16, x as i32, x as u32, x as i64);
        println!("{:?} {:?} {:?} {:?}", x as f32, x as f64, i as f32, i as f64);
        println!("{:?} {:?} {:?}", u64::try_from(x).ok(), i8::try_from(i).ok(), u128::try_from(i).ok());
        println!("{:?} {:?}", (x as f64) as u128, (i as f64) as i128);
    }
    for f in [0.0, -0.5, 0.99, 1e10, -1e10, 1.5e19, 1.9e38, 3.4e38, 3.5e38, -1.7e38, -1.8e38, 1e300, f64::INFINITY, f64::NEG_INFINITY, f64::NAN, 9007199254740993.0] {
        let f = b(f);
        println!("{} {} {} {}", f as u128, f as i128, f as f32 as u128, f as f32 as i128);
    }
    for x in [i8::MIN, -1, 0, i8::MAX] { println!("{} {} {}", b(x) as i128, b(x) as u128, b(x) as u8 as i128); }
    for x in [i64::MIN, -1, i64::MAX] { println!("{} {} {}", b(x) as i128, b(x) as u128, b(x) as u64 as u128); }
    println!("{} {} {}", b(true) as u128, b('🦀') as u128, i128::from(b(-5i32)));
    println!("{:?} {:?}", b(u128::MAX).to_be_bytes(), i128::from_le_bytes(b([1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x80])));
    println!("{:?}", u128::from_ne_bytes(b(5u128).to_ne_bytes()));
    println!("{:?} {:?}", "7fffffffffffffffffffffffffffffff".chars().count(), i128::from_str_radix("-80000000000000000000000000000000", 16));
}
