//! Names that macros make and names that they are given; scopes, labels, shadowing, evaluation once.
use std::hint::black_box as b;

macro_rules! swap { ($a:ident, $c:ident) => { let tmp = $a; $a = $c; $c = tmp; }; }
macro_rules! using_x { ($e:expr) => {{ let x = 100; let r = $e; (x, r) }}; }
macro_rules! define { ($n:ident, $e:expr) => { let $n = $e; }; }
macro_rules! twice { ($e:expr) => {{ let v = $e; v + v }}; }
macro_rules! lazy_or { ($a:expr, $c:expr) => { match $a { Some(x) => x, None => $c } }; }
macro_rules! search { ($v:expr, $p:pat $(if $g:expr)?) => { 'found: { for (i, x) in $v.iter().enumerate() { match *x { $p $(if $g)? => break 'found Some(i), _ => {} } } None } }; }
macro_rules! until { ($l:lifetime: $c:expr => $body:block) => { $l: loop { if $c { break $l; } $body } }; }
macro_rules! counter { ($n:ident) => { fn $n() -> u32 { static N: std::sync::atomic::AtomicU32 = std::sync::atomic::AtomicU32::new(0); N.fetch_add(1, std::sync::atomic::Ordering::Relaxed) } }; }
counter!(first); counter!(second);
macro_rules! make_adder { ($n:ident, $by:literal) => { macro_rules! $n { ($e:expr) => { $e + $by }; } }; }
make_adder!(add5, 5);
macro_rules! closure { (|$($p:ident),*| $body:expr) => { |$($p: i64),*| -> i64 { $body } }; }
macro_rules! log { ($fmt:literal $(, $($a:tt)*)?) => { format!(concat!("[{}] ", $fmt), module_path!().len() > 0 $(, $($a)*)?) }; }
macro_rules! shadow { ($x:ident) => { { let $x = $x + 1; let $x = $x * 2; $x } }; }

fn main() {
    let (mut tmp, mut other) = (b(1), b(2));
    swap!(tmp, other);
    println!("{tmp} {other}");
    let x = 5;
    println!("{:?}", using_x!(x * 2));
    define!(y, x + b(1));
    println!("{y}");
    let mut calls = 0;
    println!("{} {calls}", twice!({ calls += 1; b(21) }));
    println!("{calls}");
    println!("{} {}", lazy_or!(b(Some(3)), { unreachable!() }), lazy_or!(b(None), x));
    println!("{:?} {:?} {:?}", search!([1, 5, 9], 5..), search!([1, 5, 9], n if n % 3 == 0), search!(b(vec!['a']), 'b'));
    let mut n = 0;
    until!('out: n > b(5) => { n += 2; if n == 4 { continue 'out; } });
    println!("{n}");
    println!("{} {} {} {}", first(), first(), second(), first());
    println!("{} {}", add5!(b(10)), add5!(2) * 2);
    println!("{} {}", closure!(|a, c| a * c - x)(b(6), 7), log!("{}-{:?}", b(1), "q"));
    println!("{} {}", shadow!(x), x);
    println!("{} {}", line!() > 1, stringify!(a + b (c)));
}
