//! main that gives a boxed error made by `?` from a parse, after work.
// fails
use std::error::Error;
fn work(s: &str) -> Result<u32, Box<dyn Error>> { let mut t = 0; for w in s.split(' ') { let n: u32 = w.parse().map_err(|e| format!("{w}: {e}"))?; println!("{n}"); t += n; } Ok(t) }
fn main() -> Result<(), Box<dyn Error>> { println!("{}", work(std::hint::black_box("1 2 3"))?); println!("{}", work(std::hint::black_box("4 5 six"))?); Ok(()) }
