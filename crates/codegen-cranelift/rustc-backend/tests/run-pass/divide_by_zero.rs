//! A division by zero panics.
// fails
fn main() { let n = std::env::args().count() as i32 - 1; let z = n.min(0); println!("dividing"); println!("{}", 10 / z); }
