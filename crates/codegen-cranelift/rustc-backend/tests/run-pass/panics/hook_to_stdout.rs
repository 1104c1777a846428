//! A panic hook that prints the message, the file's end and the line to standard output.
// fails
use std::panic;
fn deep(n: u32) -> u32 { if n == 0 { panic!("at the bottom: {} {:?}", 42, "x") } deep(n - 1) + 1 }
fn main() {
    panic::set_hook(Box::new(|info| {
        let text = info.payload().downcast_ref::<String>().map(String::as_str).or(info.payload().downcast_ref::<&str>().copied());
        let at = info.location().unwrap();
        println!("hook: {text:?} at {}:{}:{}", at.file().rsplit('/').next().unwrap(), at.line(), at.column());
    }));
    println!("start");
    println!("{}", deep(std::hint::black_box(5)));
}
