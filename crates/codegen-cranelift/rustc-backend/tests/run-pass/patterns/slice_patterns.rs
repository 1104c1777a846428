//! Slices and arrays in patterns: fixed, with a rest, from both ends, nested.
use std::hint::black_box as b;

fn shape(s: &[i32]) -> String {
    match s {
        [] => "empty".into(),
        [x] => format!("one {x}"),
        [a, z] if a == z => format!("twice {a}"),
        [0, rest @ ..] => format!("zero then {rest:?}"),
        [first, .., 0] => format!("{first} to zero"),
        [a, mid @ .., z] => format!("{a} {} {z}", mid.len()),
    }
}
fn palindrome(s: &[u8]) -> bool { match s { [a, mid @ .., z] => a == z && palindrome(mid), _ => true } }
fn sum(s: &[i64]) -> i64 { match s { [a, c, d, e, rest @ ..] => a + c + d + e + sum(rest), [a, rest @ ..] => a + sum(rest), [] => 0 } }
fn array(a: [u8; 4]) -> u32 {
    match a { [0, 0, 0, x] => x.into(), [127, .., 1] => 1000, [10, x, ..] => 2000 + u32::from(x), [192, 168, rest @ ..] => 3000 + u32::from(rest[1]), _ => 0 }
}
fn bytes(s: &[u8]) -> &'static str {
    match s { b"GET" => "get", b"POST" => "post", [b'G', b'O', ..] => "go", [.., b'!'] => "bang", _ => "?" }
}
fn words(w: &[&str]) -> String {
    match w { ["add", n] => format!("+{n}"), ["move", from, "to", to] => format!("{from}>{to}"), ["say", text @ ..] => text.join("_"), [] | ["help"] => "help".into(), [other, ..] => format!("no {other}") }
}

fn main() {
    for s in [&[][..], &[5], &[5, 5], &[0, 1, 2], &[7, 1, 0], &[1, 2, 3, 4], &[0], &[1, 0]] { println!("{}", shape(b(s))); }
    for s in ["", "a", "abba", "abcba", "abca"] { println!("{}", palindrome(b(s.as_bytes()))); }
    println!("{}", sum(b(&[1, 20, 300, 4000, 50_000, 600_000])));
    for a in [[0, 0, 0, 9], [127, 0, 0, 1], [10, 3, 2, 1], [192, 168, 1, 77], [1; 4]] { println!("{}", array(b(a))); }
    for s in ["GET", "POST", "GOT", "hey!", "", "G"] { print!("{} ", bytes(b(s.as_bytes()))); }
    println!();
    for s in ["add 5", "move a to b", "say hi you there", "help", "jump high", "move a by b"] { println!("{}", words(&b(s).split(' ').collect::<Vec<_>>())); }
    let mut v = [1, 2, 3, 4, 5];
    if let [first, .., last] = &mut v { std::mem::swap(first, last); }
    if let [_, mid @ .., _] = &mut v[..] { mid.reverse(); }
    println!("{v:?}");
    let [a, [c, d], ..] = b([[1, 2], [3, 4], [5, 6]]) else { unreachable!() };
    let [x, y] = a;
    println!("{x} {y} {c} {d}");
}
