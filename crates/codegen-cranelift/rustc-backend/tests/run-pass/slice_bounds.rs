//! A range out of bounds panics.
// fails
fn main() { let s = "héllo"; println!("{}", &s[0..1]); let n = std::env::args().count() + 1; println!("{}", &s[0..n]); }
