//! unreachable! reached by one path of many.
// fails
use std::hint::black_box as b;
fn f(n: u32) -> u32 { match n % 4 { 0 => n, 1 => n * 2, 2 => if n > 100 { unreachable!("n was {n}") } else { 7 }, _ => { if n == 3 { return 1; } todo!() } } }
fn main() { for n in [0, 1, 2, 3, 98, 102] { println!("{}", f(b(n))); } }
