//! A slice whose start is after its end.
// fails
use std::hint::black_box as b;
fn main() { let v = vec![1, 2, 3, 4]; for (i, j) in [(0, 4), (2, 2), (4, 4), (3, 2)] { println!("{:?}", &v[b(i)..b(j)]); } }
