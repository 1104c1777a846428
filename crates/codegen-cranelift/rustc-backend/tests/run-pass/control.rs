//! Control flow: labelled loops, switches dense and sparse, let-else, matches on ranges, strings, tuples, wide integers.
use std::hint::black_box as b;

fn dense(n: u8) -> &'static str { match n { 0 => "a", 1 => "b", 2 => "c", 3 => "d", 4 => "e", 5 => "f", 9 => "j", _ => "?" } }
fn sparse(n: i64) -> u32 { match n { -9_000_000_000 => 1, -1 => 2, 0 => 3, 77 => 4, 1000 => 5, 5_000_000_000 => 6, i64::MAX => 7, _ => 0 } }
fn wide(n: u128) -> u8 { match n { 0 => 0, 1 => 1, 0x1_0000_0000_0000_0000 => 2, u128::MAX => 3, 2..=9 => 4, _ => 5 } }
fn signed(n: i8) -> i32 { match n { -128..=-100 => -2, -99..=-1 => -1, 0 => 0, 1..=99 => 1, 100..=127 => 2 } }
fn chars(c: char) -> u8 { match c { 'a'..='z' => 1, 'A' | 'E' | 'I' => 2, '0'..='9' => 3, '\u{1F600}'..='\u{1F64F}' => 4, _ => 0 } }
fn strings(s: &str) -> u8 { match s { "one" => 1, "two" => 2, "three" => 3, "" => 9, _ => 0 } }
fn tuples(t: (bool, Option<u8>, &[i32])) -> u8 { match t { (true, Some(1..=5), [_, ..]) => 1, (true, None, []) => 2, (false, Some(x), [a, b]) if *a == *b => x, (_, _, [.., 7]) => 3, _ => 0 } }
fn let_else(s: &str) -> i32 { let Some((a, b)) = s.split_once('=') else { return -1 }; let Ok(n) = b.parse::<i32>() else { return -2 }; n + a.len() as i32 }
fn collatz(mut n: u64) -> u32 { let mut c = 0; loop { if n == 1 { break c; } n = if n % 2 == 0 { n / 2 } else { 3 * n + 1 }; c += 1; } }
fn labelled() -> Vec<(i32, i32)> { let mut out = vec![]; 'outer: for i in 0..6 { for j in 0..6 { if j == 4 { continue 'outer; } if i == 4 { break 'outer; } if (i + j) % 3 == 0 { out.push((i, j)); } } } out }
fn block() -> i32 { let x = 'b: { if b(3) > 2 { break 'b 10; } 20 }; x + 1 }
fn ackermann(m: u64, n: u64) -> u64 { match (m, n) { (0, n) => n + 1, (m, 0) => ackermann(m - 1, 1), (m, n) => ackermann(m - 1, ackermann(m, n - 1)) } }
fn is_even(n: u32) -> bool { if n == 0 { true } else { is_odd(n - 1) } }
fn is_odd(n: u32) -> bool { if n == 0 { false } else { is_even(n - 1) } }
fn state(input: &str) -> Result<Vec<String>, String> {
    #[derive(Debug, Clone, Copy, PartialEq)] enum St { Start, Word, Quote, Escape }
    let (mut st, mut cur, mut out) = (St::Start, String::new(), vec![]);
    for c in input.chars() { st = match (st, c) {
        (St::Start, ' ') => St::Start, (St::Start, '"') => St::Quote, (St::Start | St::Word, c) if c != ' ' && c != '"' => { cur.push(c); St::Word }
        (St::Word, ' ') => { out.push(std::mem::take(&mut cur)); St::Start } (St::Quote, '\\') => St::Escape, (St::Quote, '"') => { out.push(std::mem::take(&mut cur)); St::Start }
        (St::Quote, c) => { cur.push(c); St::Quote } (St::Escape, c) => { cur.push(c); St::Quote } (s, c) => return Err(format!("{s:?} {c:?}")) } }
    if st == St::Word { out.push(cur); } else if st != St::Start { return Err(format!("{st:?}")); }
    Ok(out)
}

fn main() {
    println!("{:?}", (0..12).map(|n| dense(b(n))).collect::<String>());
    println!("{:?}", [-9_000_000_000, -1, 0, 1, 77, 78, 1000, 5_000_000_000, i64::MAX, i64::MIN].map(|n| sparse(b(n))));
    println!("{:?}", [0, 1, 2, 9, 10, 1 << 64, u128::MAX, u128::MAX - 1].map(|n| wide(b(n))));
    println!("{:?}", [-128, -100, -99, -1, 0, 1, 99, 100, 127].map(|n| signed(b(n))));
    println!("{:?}", ['q', 'E', 'B', '7', '😀', 'é'].map(|c| chars(b(c))));
    println!("{:?}", ["one", "two", "three", "four", ""].map(|s| strings(b(s))));
    println!("{} {} {} {} {}", tuples((true, Some(3), &[1])), tuples((true, None, &[])), tuples((false, Some(8), &[2, 2])), tuples((false, None, &[1, 7])), tuples((true, Some(9), &[])));
    println!("{:?}", ["ab=5", "x", "y=z"].map(let_else));
    println!("{} {:?} {}", collatz(b(27)), labelled(), block());
    println!("{} {} {}", ackermann(2, 9), is_even(b(101)), is_odd(b(7)));
    println!("{:?} {:?} {:?}", state(r#"a "b c" d\e "x\"y""#), state("a\"b"), state("\"open"));
    let mut i = 0; while let Some(x) = [1, 2, 3].get(i) { i += *x as usize; } println!("{i}");
    let v: Vec<u32> = (0..).map(|x| x * x).take_while(|x| *x < 200).filter(|x| x % 2 == 1).collect(); println!("{v:?}");
}
