//! Ranges of every kind in patterns: open, half-open, of chars, of negative and wide numbers, of consts.
use std::hint::black_box as b;

const LIMIT: i32 = 50;
fn int(x: i32) -> u8 { match x { i32::MIN..=-100 => 1, -99..0 => 2, 0 => 3, 1..LIMIT => 4, LIMIT => 5, 51.. => 6 } }
fn byte(x: u8) -> &'static str { match x { b'0'..=b'9' => "digit", b'a'..=b'f' | b'A'..=b'F' => "hex", b' ' | b'\t'..=b'\r' => "space", 0x80.. => "high", _ => "other" } }
fn ch(c: char) -> u8 { match c { '\0'..='\u{7f}' => 1, '\u{80}'..='\u{7ff}' => 2, '\u{800}'..='\u{ffff}' => 3, _ => 4 } }
fn wide(x: u128) -> u8 { match x { 0..=0xffff_ffff => 1, 0x1_0000_0000..=0xffff_ffff_ffff_ffff => 2, u128::MAX => 4, _ => 3 } }
fn long(x: i64) -> i8 { match x { ..-1_000_000_000_000 => -2, -1_000_000_000_000..=-1 => -1, 0..=9 => 0, 10.. => 1 } }
fn float(x: f64) -> &'static str { match x { ..=-1.0 => "low", -1.0..1.0 => "middle", 1.0..=f64::MAX => "high", f64::INFINITY => "inf", _ => "nan" } }
fn grade(x: u16) -> char { match x { 90..=100 => 'A', 80..90 => 'B', 70..80 => 'C', 101.. => '?', n @ 60..70 if n % 2 == 0 => 'D', _ => 'F' } }
fn small(x: i8) -> u8 { match x { -128 => 0, -127..=-1 => 1, 0 => 2, 1..127 => 3, 127 => 4 } }

fn main() {
    for x in [i32::MIN, -101, -100, -99, -1, 0, 1, 49, 50, 51, i32::MAX] { print!("{} ", int(b(x))); }
    println!();
    for x in 0..=255u8 { if x == 0 || byte(x) != byte(x - 1) { print!("{x}:{} ", byte(b(x))); } }
    println!();
    for c in ['\0', 'z', '\u{7f}', '\u{80}', 'ß', '\u{7ff}', '\u{800}', '€', '\u{ffff}', '\u{10000}', '🦀', char::MAX] { print!("{}{} ", ch(b(c)), c.len_utf8() as u8 == ch(c)); }
    println!();
    for x in [0, 0xffff_ffff, 1 << 32, u64::MAX.into(), 1 << 64, u128::MAX - 1, u128::MAX] { print!("{} ", wide(b(x))); }
    println!();
    for x in [i64::MIN, -1_000_000_000_001, -1_000_000_000_000, -1, 0, 9, 10, i64::MAX] { print!("{} ", long(b(x))); }
    println!();
    for x in [f64::NEG_INFINITY, -1.0, -0.999, -0.0, 0.999, 1.0, f64::MAX, f64::INFINITY, f64::NAN] { print!("{} ", float(b(x))); }
    println!();
    println!("{}", [0, 59, 60, 61, 69, 70, 79, 80, 89, 90, 100, 101, 65535].map(|x| grade(b(x))).iter().collect::<String>());
    println!("{:?}", [-128, -127, -1, 0, 1, 126, 127].map(|x| small(b(x))));
}
