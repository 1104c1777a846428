//! Guards run in order, at most once for an arm, and may have effects.
use std::cell::Cell;
use std::hint::black_box as b;

thread_local! { static CALLS: Cell<u32> = const { Cell::new(0) }; }
fn ask(name: &str, answer: bool) -> bool { CALLS.set(CALLS.get() + 1); print!("{name}{} ", answer as u8); answer }

fn classify(x: (i32, Option<i32>)) -> u8 {
    match x {
        (a, Some(c)) if ask("sum", a + c > 10) => 1,
        (0, _) if ask("zero", true) => 2,
        (_, None) if ask("none", x.0 < 0) => 3,
        (1 | 2, Some(_)) if ask("low", x.0 == 2) => 4,
        (a, Some(c)) if ask("same", a == c) && ask("even", a % 2 == 0) => 5,
        _ => 6,
    }
}
fn either(p: (u8, u8)) -> u8 {
    match p { (x, _) | (_, x) if ask("x", x > 5) => x, _ => 0 }
}
fn chain(v: &[i32]) -> i32 {
    let mut total = 0;
    for &x in v {
        total += match x {
            n if n < 0 => { if ask("stop", n == -9) { break; } continue }
            n if let Some(half) = n.checked_div(2).filter(|h| h * 2 == n) => half,
            n => n,
        };
    }
    total
}

fn main() {
    for x in [(6, Some(5)), (0, Some(1)), (0, None), (-1, None), (1, None), (1, Some(3)), (2, Some(3)), (3, Some(3)), (4, Some(4)), (5, Some(4))] {
        println!("{}", classify(b(x)));
    }
    for p in [(6, 1), (1, 6), (1, 1), (7, 8)] { println!("{}", either(b(p))); }
    println!("{}", chain(b(&[1, 2, -1, 10, -9, 100])));
    println!("{}", CALLS.get());
    let mut seen = Vec::new();
    let r = match b(7) { n if { seen.push(1); n > 10 } => 'a', n if { seen.push(2); n > 5 } => 'b', _ => { seen.push(3); 'c' } };
    println!("{r} {seen:?}");
}
