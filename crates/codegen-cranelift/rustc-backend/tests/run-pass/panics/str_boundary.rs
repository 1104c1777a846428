//! A string cut within a character.
// fails
use std::hint::black_box as b;
fn main() { let s = "aé🦀"; for i in [0, 1, 3, 7, 5] { println!("{:?}", s.split_at(b(i))); } }
