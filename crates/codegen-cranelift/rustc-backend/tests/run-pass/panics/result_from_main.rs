//! main's error is given by its Debug, with exit code 1; what was printed stays.
// fails
use std::fmt;
struct E(u8);
impl fmt::Debug for E { fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { println!("debug of {}", self.0); f.write_str("E!") } }
struct D;
impl Drop for D { fn drop(&mut self) { println!("dropped before the end"); } }
fn main() -> Result<(), E> { let _d = D; println!("start"); let r: Result<u8, u8> = std::hint::black_box(Err(9)); let n = r.map_err(E)?; println!("{n}"); Ok(()) }
