//! panic_any with a value of another type: the hook sees it, the end is the same.
// fails
#[derive(Debug)] struct Code(u8, &'static str);
fn main() {
    std::panic::set_hook(Box::new(|i| match i.payload().downcast_ref::<Code>() { Some(c) => println!("{c:?} {}", c.0), None => println!("other") }));
    let n = std::hint::black_box(3u8);
    println!("start");
    if n > 2 { std::panic::panic_any(Code(n, "why")) }
    println!("not reached");
}
