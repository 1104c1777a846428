//! Overflow of 128-bit multiplication and subtraction.
// fails
use std::hint::black_box as b;
fn main() {
    println!("{}", b(i128::MIN) + b(i128::MAX));
    println!("{}", b(1u128 << 63) * b(1 << 64));
    println!("{}", b(u128::MAX) - b(u128::MAX));
    println!("{}", b(1i128 << 64) * b(1 << 62));
    println!("{}", b(1i128 << 64) * b(1 << 63));
    if cfg!(not(debug_assertions)) { std::process::exit(1); }
}
