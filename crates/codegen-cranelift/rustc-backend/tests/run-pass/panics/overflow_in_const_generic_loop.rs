//! An accumulator of a narrow type overflows in a generic function after many good rounds.
// fails
use std::hint::black_box as b;
#[inline(never)] fn sum<const N: usize>(a: [i8; N]) -> i8 { let mut s = 0i8; for x in a { s += x; println!("{s}"); } s }
fn main() { println!("{}", sum(b([100, -50, 77]))); println!("{}", sum(b([-100, -28, 1]))); println!("{}", sum(b([-100, -29]))); if cfg!(not(debug_assertions)) { std::process::exit(1); } }
