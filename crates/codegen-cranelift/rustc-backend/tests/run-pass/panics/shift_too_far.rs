//! A shift by the width of the type.
// fails
use std::hint::black_box as b;
fn main() { for n in [0, 7, 31, 32] { println!("{}", 1u32 << b(n)); } if cfg!(not(debug_assertions)) { std::process::exit(1); } }
