//! A bounds check with a length from a const argument, after ones that hold.
// fails
use std::hint::black_box as b;
#[inline(never)] fn at<const N: usize>(a: &[u16; N], i: usize) -> u16 { a[i] + a[N - 1] }
fn main() { println!("{} {}", at(&[1, 2, 3], b(2)), at(&[9], b(0))); println!("{}", at(&[1, 2, 3, 4], b(3))); println!("{}", at(&[1, 2], b(2))); }
