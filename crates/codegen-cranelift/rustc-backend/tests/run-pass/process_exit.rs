//! A program that ends itself with a code.
// fails
struct D; impl Drop for D { fn drop(&mut self) { println!("never") } }
fn main() { let _d = D; println!("leaving"); std::process::exit(3); }
