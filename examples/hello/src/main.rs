//! The usual first program.

fn main() {
    println!("Hello, world!");
}
