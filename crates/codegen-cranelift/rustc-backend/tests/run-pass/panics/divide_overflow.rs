//! The least number divided by minus one, whatever the overflow checks.
// fails
use std::hint::black_box as b;
fn main() { println!("{}", b(i64::MIN) / b(2)); println!("{}", b(i64::MIN + 1) / b(-1)); println!("{}", b(i64::MIN) / b(-1)); }
