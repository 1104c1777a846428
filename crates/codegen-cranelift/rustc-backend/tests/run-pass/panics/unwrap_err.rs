//! unwrap of an Err whose Debug prints to standard output.
// fails
use std::fmt;
struct Loud(u8);
impl fmt::Debug for Loud { fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { println!("shown {}", self.0); f.write_str("loud") } }
fn main() { let r: Result<u8, Loud> = std::hint::black_box(Ok(1)); println!("{}", r.unwrap()); let r: Result<u8, Loud> = std::hint::black_box(Err(Loud(2))); println!("{}", r.expect("no")); }
