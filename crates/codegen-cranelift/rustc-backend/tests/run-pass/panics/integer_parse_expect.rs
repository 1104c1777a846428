//! expect of a failed parse, in an iterator that has printed some.
// fails
fn main() { let s: i32 = std::hint::black_box("1 22 333 x4 5").split(' ').map(|w| { let n = w.parse::<i32>().expect("a number"); println!("{n}"); n }).sum(); println!("{s}"); }
