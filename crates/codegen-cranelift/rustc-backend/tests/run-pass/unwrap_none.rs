//! `unwrap` of nothing panics.
// fails
fn main() { let v: Vec<u32> = Vec::new(); println!("{}", v.len()); let m = v.iter().max(); println!("{}", m.unwrap()); }
