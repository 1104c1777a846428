//! Overflow checks are on: an addition that overflows panics.
// fails
fn main() {
    let n = std::env::args().count() as u8;
    println!("{}", n + 100);
    println!("{}", n + 255);
    if cfg!(not(debug_assertions)) {
        std::process::exit(1);
    }
}
