//! Remainder by zero in a narrow type.
// fails
use std::hint::black_box as b;
fn main() { for d in [3u8, 2, 1, 0] { println!("{}", 200 % b(d)); } }
