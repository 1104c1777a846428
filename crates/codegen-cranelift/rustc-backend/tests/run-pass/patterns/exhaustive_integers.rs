//! Every value of a byte through matches that compile to tables, bit tests and comparisons.
use std::hint::black_box as b;

fn table(x: u8) -> u32 {
    match x {
        0 => 11, 1 => 3, 2 => 19, 3 => 7, 4 => 23, 5 => 5, 6 => 2, 7 => 13, 8 => 17, 9 => 29,
        20 => 100, 21 => 101, 23 => 103, 24 => 104, 25 => 105,
        100..=110 => 200 + u32::from(x), 255 => 999, 254 => 998, 128 => 128,
        _ => 0,
    }
}
fn signed(x: i8) -> i32 { match x { -128 => 1, -127 => 2, -126 => 3, -5 => 4, -4 => 5, -3 => 6, -2 => 7, -1 => 8, 0 => 9, 1 => 10, 127 => 11, _ => -1 } }
fn vowel(c: u8) -> bool { matches!(c, b'a' | b'e' | b'i' | b'o' | b'u' | b'A' | b'E' | b'I' | b'O' | b'U') }
fn pair(x: u8, y: bool) -> u8 { match (x % 4, y) { (0, true) => 1, (1, false) => 2, (2, _) => 3, (3, true) | (0, false) => 4, (1, true) | (3, false) => 5, (4.., _) => 6 } }
fn boolean(a: bool, c: bool, d: bool) -> u8 { match (a, c, d) { (true, true, _) => 1, (true, false, true) => 2, (false, _, true) => 3, (_, false, false) => 4, (false, true, false) => 5 } }

fn main() {
    let mut h = 0u32;
    for x in 0..=255u8 { h = h.wrapping_mul(31).wrapping_add(table(b(x))); if table(x) != 0 { print!("{x}={} ", table(b(x))); } }
    println!("{h}");
    for x in i8::MIN..=i8::MAX { if signed(b(x)) > 0 { print!("{x}={} ", signed(b(x))); } }
    println!();
    println!("{}", (0..=255u8).filter(|c| vowel(b(*c))).map(char::from).collect::<String>());
    for x in 0..8 { print!("{}{} ", pair(b(x), true), pair(b(x), b(false))); }
    for n in 0..8 { print!("{} ", boolean(b(n & 1 != 0), b(n & 2 != 0), b(n & 4 != 0))); }
    println!();
    let mut state = 0u8;
    let mut path = String::new();
    for _ in 0..40 {
        state = match state { 0 => 3, 3 => 9, 9 => 27, s @ 27..=100 => s.wrapping_mul(3), s @ 101.. => s - 100, s => s + 1 };
        path += &format!("{state} ");
    }
    println!("{path}");
}
