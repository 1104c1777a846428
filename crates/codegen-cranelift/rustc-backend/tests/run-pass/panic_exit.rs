//! A panic: its message, and that the program fails.
// fails
fn main() {
    println!("before");
    let v = vec![1, 2, 3];
    let i = std::env::args().count() + 5;
    println!("{}", v[i]);
}
