//! A length minus one of an empty slice, in a loop bound.
// fails
use std::hint::black_box as b;
fn last(v: &[i32]) -> i32 { v[v.len() - 1] }
fn main() { for v in [&[1, 2, 3][..], &[4], &[]] { println!("{}", last(b(v))); } }
