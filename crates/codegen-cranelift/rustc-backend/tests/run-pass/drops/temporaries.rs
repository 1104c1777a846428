//! When temporaries die: in statements, let, match, if let, tail expressions and arguments of edition 2024.
use std::hint::black_box as b;

struct D(&'static str);
impl Drop for D { fn drop(&mut self) { print!("-{} ", self.0); } }
impl D { fn id(&self) -> usize { self.0.len() } fn chain(self) -> D { print!("(chain {}) ", self.0); D("chained") } fn me(&self) -> &D { self } fn opt(&self) -> Option<usize> { Some(self.0.len()) } }
fn make(s: &'static str) -> D { print!("+{s} "); D(s) }
fn tail() -> usize { let _local = make("local"); make("tail").id() }
fn block() -> usize { let x = { let _i = make("inner"); make("temp").id() }; print!("[block] "); x }
fn args(a: usize, c: usize) -> usize { print!("[args] "); a + c }

fn main() {
    make("stmt").id(); println!();
    let _ = make("underscore"); println!("[after _]");
    let _x = make("named"); println!("[after _x]");
    let n = make("let").id() + make("let2").me().id(); println!("[n {n}]");
    let r = &make("extended"); println!("[r {}]", r.id());
    let t = (make("t0"), &make("t1")); println!("[t {}]", t.1.id());
    match make("scrutinee").id() { 9 => print!("[arm] "), _ => print!("[other] ") } println!();
    if let Some(5) = make("iflet").opt() { print!("[then] "); } else { print!("[else] "); } println!();
    if let Some(4) = make("iflet").opt() { print!("[then] "); } else { print!("[else] "); } println!();
    if make("cond").id() > 3 { print!("[then] "); } println!();
    println!("[tail {}]", tail());
    println!("[block {}]", block());
    println!("[{}]", args(make("a1").id(), make("a22").me().me().id()));
    make("head").chain().chain(); println!();
    let mut i = 0; while make("while").id() + i < 7 { i += 1; print!("[loop] "); } println!();
    for _ in 0..make("range").id() / 5 { print!("[for] "); } println!();
    let arr = [make("e0"), make("e1")]; drop(arr); println!();
    let s = match make("m").opt() { Some(n) if make("guard").id() > n => "yes", _ => "no" }; println!("[{s}]");
    let _ = b(make("a").id()) > 0 && make("b").id() > 5 && make("c").id() > 0; println!();
    let y; y = make("late"); let _z = make("z"); println!("[end] {}", y.id());
}
