//! Functions that never return, never types in branches, returns within expressions, breaks in arguments.
use std::hint::black_box as b;
fn fail(n: u8) -> ! { println!("ends with {n}"); std::process::exit((n - 1).into()) }
fn first(v: &[u8]) -> u8 { let x = match v.first() { Some(x) => *x, None => return 255 }; x + if v.len() > 1 { v[1] } else { return x } }
fn args(n: i32) -> i32 { let add = |a: i32, c: i32| a + c; let mut t = 0; loop { t = add(t, if t > n { break } else { t + 1 }); if t % 7 == 0 { return add(1000, { if t > 20 { return -t; } t }); } } t }
fn tuple(n: u8) -> (u8, u8) { (n + 1, match n { 0 => return (0, 0), 1 => { let (a, c) = tuple(0); a + c } _ => loop { if n > 5 { return (n, 99); } break n * 2; } }) }
fn nested(n: u32) -> Result<u32, &'static str> { let r = { let x = if n == 0 { return Err("zero") } else if n > 100 { Err("big")? } else { n }; x * { if x % 2 == 0 { 3 } else { return Ok(x) } } }; Ok(r + 1) }
fn unreached(n: Option<u8>) -> u8 { let Some(x) = n else { loop { if b(true) { return 1; } } }; #[allow(unreachable_code)] { if x > 200 { return { return 2; }; } } x }
fn closures(v: &[i32]) -> i32 { let f = |x: &i32| -> i32 { if *x < 0 { return 0; } let y = (|| { if *x > 10 { return 10; } *x })(); y * 2 }; v.iter().map(f).sum() }
fn labelled() -> u8 { let x = 'a: { let y: u8 = if b(false) { break 'a 1 } else { 'c: { if b(true) { break 'c 20; } break 'a 3 } }; y + 1 }; x }
enum Never {}
fn result(n: u8) -> Result<u8, Never> { Ok(if n > 9 { fail(n) } else { n }) }
fn main() {
    println!("{} {} {}", first(b(&[])), first(&[3]), first(&[3, 4]));
    println!("{} {} {}", args(b(3)), args(10), args(40));
    println!("{:?} {:?} {:?} {:?}", tuple(b(0)), tuple(1), tuple(3), tuple(9));
    println!("{:?} {:?} {:?} {:?}", nested(b(0)), nested(101), nested(7), nested(8));
    println!("{} {} {}", unreached(b(None)), unreached(Some(201)), unreached(Some(5)));
    println!("{} {}", closures(b(&[1, -5, 50])), labelled());
    let Ok(x) = result(b(4));
    println!("{x}");
    let v: Vec<u8> = (0..3).map(|i| if i > 5 { fail(i) } else { i }).collect();
    println!("{v:?}");
    let Ok(y) = result(if b(1) == 1 { return fail(1) } else { 3 });
    println!("{y}");
}
