//! A panic within array::map after half of the elements, with values alive that must not be dropped.
// fails
use std::hint::black_box as b;
struct D(u8);
impl Drop for D { fn drop(&mut self) { println!("drop {}", self.0); } }
fn main() { let keep = D(9); let a = b(["1", "2", "x", "4"]).map(|s| { println!("{s}"); D(s.parse().unwrap()) }); println!("{}", a.len() + keep.0 as usize); }
