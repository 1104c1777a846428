//! Switches over hundreds of cases, with holes, of 64 and 128 bits, of chars, and nested.
use std::hint::black_box as b;

macro_rules! table { ($x:expr; $($k:literal)*) => { match $x { $($k => $k as u64 % 1009 * 31 + 1,)* _ => 0 } } }
fn dense(x: u16) -> u64 { table!(x; 0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30 31 32 33 34 35 36 37 38 39 40 41 42 43 44 45 46 47 48 49 50 52 53 54 55 56 57 58 59 60 61 62 63 64 65 66 67 68 69 70 71 72 73 74 75 76 77 78 79 80) }
fn sparse(x: u64) -> u64 { table!(x; 0 1 5 17 100 1000 10000 65535 65536 1000000 4294967295 4294967296 1099511627776 9223372036854775807 9223372036854775808 18446744073709551615) }
fn signed(x: i64) -> u64 { match x { i64::MIN => 1, -4294967297 => 2, -4294967296 => 3, -65536 => 4, -3 => 5, -2 => 6, -1 => 7, 0 => 8, 1 => 9, 2 => 10, 4294967296 => 11, i64::MAX => 12, _ => 0 } }
fn wide(x: i128) -> u8 { match x { i128::MIN => 1, -18446744073709551616 => 2, -1 => 3, 0 => 4, 1 => 5, 18446744073709551615 => 6, 18446744073709551616 => 7, 18446744073709551617 => 8, i128::MAX => 9, _ => 0 } }
fn clusters(x: i32) -> i32 { match x { -1000..=-990 => x + 1, -5 => 50, -4 => 40, -3 => 30, 10 => 1, 11 => 2, 12 => 3, 13 => 4, 14 => 5, 15 => 6, 1000 => 7, 1001 => 8, 1002 => 9, 1003 => 10, 0x7fff_fff0..=0x7fff_ffff => 11, _ => -1 } }
fn ch(c: char) -> u32 { match c { 'a'..='f' => c as u32 - 87, '0'..='9' => c as u32 - 48, 'α' => 100, 'β' => 101, 'γ' => 102, 'δ' => 103, 'ε' => 104, '🦀' => 200, '🦁' => 201, '🦂' => 202, '🦃' => 203, _ => 999 } }
fn text(s: &str) -> u8 { match s { "" => 1, "a" => 2, "ab" => 3, "abc" => 4, "abd" => 5, "b" => 6, "ba" => 7, "long long key number one" => 8, "long long key number two" => 9, _ => 0 } }
fn nested(x: u8, y: u8) -> u16 { match x { 0 => match y { 0 => 1, 1 => 2, 7 => 3, _ => 4 }, 1 => match y { 200 => 5, 201 => 6, _ => 7 }, 2 | 3 => u16::from(y) * 2, 4 => match y { y if y > 100 => 8, 50 => 9, _ => nested(1, y) }, _ => 0 } }

fn main() {
    println!("{}", (0..90).map(|x| dense(b(x)).to_string()).collect::<Vec<_>>().join(" "));
    for x in [0, 1, 2, 5, 17, 18, 100, 1000, 65535, 65536, 65537, u32::MAX as u64, 1 << 32, 1 << 40, i64::MAX as u64, 1 << 63, u64::MAX, u64::MAX - 1] { print!("{} ", sparse(b(x))); }
    println!();
    for x in [i64::MIN, -(1 << 32) - 1, -1 << 32, -65536, -4, -3, -2, -1, 0, 1, 2, 3, 1 << 32, i64::MAX] { print!("{} ", signed(b(x))); }
    println!();
    for x in [i128::MIN, -1 << 64, -1, 0, 1, 2, u64::MAX as i128, 1 << 64, (1 << 64) + 1, (1 << 64) + 2, i128::MAX] { print!("{} ", wide(b(x))); }
    println!();
    for x in [-1001, -1000, -995, -990, -989, -6, -5, -4, -3, -2, 9, 10, 11, 12, 13, 14, 15, 16, 999, 1000, 1003, 1004, i32::MAX - 16, i32::MAX - 15, i32::MAX] { print!("{} ", clusters(b(x))); }
    println!();
    println!("{:?}", "afg09:αεζ🦀🦃🦄".chars().map(|c| ch(b(c))).collect::<Vec<_>>());
    println!("{:?}", ["", "a", "ab", "abc", "abd", "abe", "b", "ba", "c", "long long key number one", "long long key number two", "long long key number two!"].map(|s| text(b(s))));
    println!("{}", (0..6).flat_map(|x| [0, 1, 7, 50, 150, 200, 201].map(|y| nested(b(x), b(y)))).map(|n| n.to_string()).collect::<Vec<_>>().join(" "));
}
