//! A vector that asks for more than there can be.
// fails
use std::hint::black_box as b;
fn main() { println!("{}", Vec::<u64>::with_capacity(b(10)).capacity() >= 10); println!("{:?}", Vec::<u64>::new().try_reserve(b(usize::MAX / 4)).is_err()); let v = Vec::<u64>::with_capacity(b(usize::MAX / 2)); println!("{}", v.len()); }
