//! Thousands of `let`s, each of which is a block of its own for a debugger.
// flags: -Cdebuginfo=2 --cfg wasm_variables

macro_rules! four {
    ($($it:tt)*) => { $($it)* $($it)* $($it)* $($it)* };
}

fn main() {
    let v = std::env::args().count() as u32;
    four! { four! { four! { four! { four! { four! { four! { let v = v.wrapping_mul(31) ^ 7; } } } } } } }
    println!("{v}");
}
