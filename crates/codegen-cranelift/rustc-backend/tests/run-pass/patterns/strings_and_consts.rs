//! Matches on strings, byte strings, constants and constant structs.
use std::hint::black_box as b;

#[derive(PartialEq, Eq, Clone, Copy, Debug)]
struct Rgb(u8, u8, u8);
const BLACK: Rgb = Rgb(0, 0, 0);
const RED: Rgb = Rgb(255, 0, 0);
const PAIR: (i64, &str) = (-7_000_000_000, "deep");
const SOME: Option<u16> = Some(443);
const BYTES: [u8; 3] = *b"abc";
const PI: f32 = 3.25;

fn color(c: Rgb) -> &'static str { match c { BLACK => "black", RED => "red", Rgb(r, g, bl) if r == g && g == bl => "gray", Rgb(0, ..) => "cold", _ => "other" } }
fn pair(p: (i64, &str)) -> u8 { match p { PAIR => 1, (-7_000_000_000, _) => 2, (_, "deep" | "deeper") => 3, _ => 4 } }
fn port(p: Option<u16>) -> &'static str { match p { SOME => "https", Some(80 | 8080) => "http", Some(u16::MAX) => "max", Some(_) => "some", None => "none" } }
fn month(s: &str) -> u8 {
    match s { "jan" => 1, "feb" => 2, "mar" => 3, "apr" => 4, "may" => 5, "jun" => 6, "jul" => 7, "aug" => 8, "sep" => 9, "oct" => 10, "nov" => 11, "dec" => 12, _ => 0 }
}
fn bytes(x: [u8; 3]) -> u8 { match x { BYTES => 1, [b'x'..=b'z', ..] => 2, [0, 0, 0] => 3, _ => 4 } }
fn float(x: f32) -> u8 { match x { PI => 1, 0.0 => 2, 1e10 => 3, _ => 4 } }
fn ch(c: char) -> u8 { match c { 'a' => 1, 'ä' => 2, '🦀' => 3, '\u{301}' => 4, '\\' | '\'' => 5, _ => 6 } }

fn main() {
    for c in [BLACK, RED, Rgb(9, 9, 9), Rgb(0, 1, 2), Rgb(1, 2, 3)] { println!("{}", color(b(c))); }
    for p in [PAIR, (-7_000_000_000, "x"), (0, "deep"), (0, "deeper"), (0, "dee")] { print!("{} ", pair(b(p))); }
    println!();
    for p in [SOME, Some(80), Some(8080), Some(65535), Some(1), None] { print!("{} ", port(b(p))); }
    println!();
    for m in ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec", "ja", "jann", "", "Jan"] { print!("{} ", month(b(m))); }
    println!();
    for x in [*b"abc", *b"zzz", [0; 3], *b"abd"] { print!("{} ", bytes(b(x))); }
    for x in [3.25, -0.0, 1e10, f32::NAN, 3.2500002] { print!("{} ", float(b(x))); }
    for c in ['a', 'ä', '🦀', '\u{301}', '\\', '\'', 'z'] { print!("{} ", ch(b(c))); }
    println!();
    let s = String::from("feb");
    println!("{} {}", month(&s), matches!(s.as_bytes(), b"feb"));
    let boxed: Box<str> = "oct".into();
    println!("{}", match &*boxed { "oct" if s.len() == 3 => "yes", _ => "no" });
}
