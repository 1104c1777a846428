//! copy_from_slice of unlike lengths.
// fails
use std::hint::black_box as b;
fn main() { let mut a = [0u8; 4]; a[..2].copy_from_slice(b(&[1, 2])); println!("{a:?}"); a.copy_from_slice(b(&[1, 2, 3])); println!("{a:?}"); }
