//! Negation and abs of the least number.
// fails
use std::hint::black_box as b;
fn main() { for x in [5i16, -5, i16::MAX, i16::MIN] { println!("{}", -b(x)); } if cfg!(not(debug_assertions)) { std::process::exit(1); } }
