//! Panics of std's own functions: chunks of zero, after others that hold.
// fails
use std::hint::black_box as b;
fn main() { println!("{:?}", [1, 2, 3].chunks(b(2)).collect::<Vec<_>>()); println!("{:?}", (0..9).step_by(b(4)).collect::<Vec<_>>()); println!("{:?}", [1, 2, 3].chunks(b(0)).collect::<Vec<_>>()); }
