//! Multiplication of signed words that overflows only in the last step.
// fails
use std::hint::black_box as b;
fn main() { let mut x = b(1i64); for n in 1..=21 { x *= n; println!("{n} {x}"); } if cfg!(not(debug_assertions)) { std::process::exit(1); } }
