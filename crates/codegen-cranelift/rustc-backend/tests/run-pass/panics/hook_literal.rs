//! A literal message comes to the hook as a str; hooks are taken and replaced.
// fails
use std::panic;
fn main() {
    let old = panic::take_hook();
    panic::set_hook(Box::new(|_| println!("first")));
    drop(panic::take_hook());
    drop(old);
    let seen = std::rc::Rc::new(7);
    let n = *seen;
    panic::set_hook(Box::new(move |i| println!("second {n} {:?} {}", i.payload().downcast_ref::<&str>(), i.payload_as_str().is_some())));
    let v: Vec<u8> = Vec::new();
    if std::hint::black_box(v.is_empty()) { panic!("literal") }
    println!("not reached");
}
