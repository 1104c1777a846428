//! An index beyond an array, after output that must be there.
// fails
use std::hint::black_box as b;
fn main() { let a = [1, 2, 3]; for i in 0..5 { println!("{}", a[b(i)]); } }
