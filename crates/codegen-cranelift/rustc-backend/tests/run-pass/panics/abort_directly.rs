//! process::abort ends without hooks.
// fails
fn main() { std::panic::set_hook(Box::new(|_| println!("hook"))); println!("before"); if std::hint::black_box(true) { std::process::abort() } println!("after"); }
