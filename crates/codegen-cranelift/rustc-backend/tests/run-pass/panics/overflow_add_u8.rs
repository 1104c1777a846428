//! Addition of bytes that overflows.
// fails
use std::hint::black_box as b;
fn sum(v: &[u8]) -> u8 { let mut s = 0; for x in v { s += x; println!("{s}"); } s }
fn main() { println!("{}", sum(b(&[100, 100, 55]))); println!("{}", sum(b(&[100, 100, 56]))); if cfg!(not(debug_assertions)) { std::process::exit(1); } }
