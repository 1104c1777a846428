//! `main` that returns an error fails.
// fails
fn main() -> Result<(), Box<dyn std::error::Error>> { println!("start"); let n: u8 = "999".parse()?; println!("{n}"); Ok(()) }
