//! Labels on loops and blocks, breaks with values through several levels, continues outwards.
use std::hint::black_box as b;

fn find(m: &[[i32; 4]; 4], want: i32) -> Option<(usize, usize)> { 'rows: for (r, row) in m.iter().enumerate() { for (c, x) in row.iter().enumerate() { if *x < 0 { continue 'rows; } if *x == want { return Some((r, c)); } if *x > 90 { break 'rows; } } } None }
fn blocks(n: i32) -> &'static str { let r = 'a: { if n < 0 { break 'a "negative"; } let d = 'b: { if n > 100 { break 'a "huge"; } if n % 2 == 0 { break 'b 2; } if n % 3 == 0 { break 'b 3; } break 'a "other"; }; if d == 2 { "even" } else { "three" } }; r }
fn collatz(limit: u64) -> (u64, u32) { let mut best = (0, 0); let mut n = 1; 'outer: loop { let (mut x, mut steps) = (n, 0); loop { if x == 1 { break; } if x > 1_000_000 { n += 1; continue 'outer; } x = if x % 2 == 0 { x / 2 } else { 3 * x + 1 }; steps += 1; } if steps > best.1 { best = (n, steps); } n += 1; if n > limit { break 'outer best; } } }
fn triple(n: u32) -> Option<(u32, u32, u32)> { 'a: for a in 1..n { 'b: for c in a..n { if a + c >= n { continue 'a; } for d in c..n { match (a * a + c * c).cmp(&(d * d)) { std::cmp::Ordering::Less => continue 'b, std::cmp::Ordering::Equal if a + c + d == n => { unsafe { FOUND = (a, c, d); } break 'a; }, _ => {} } } } } let f = unsafe { FOUND }; (f.0 > 0).then_some(f) }
static mut FOUND: (u32, u32, u32) = (0, 0, 0);
fn value(mut n: u32) -> u32 { let a = loop { n += 1; if n % 7 == 0 { break n * 10; } }; let c = loop { break loop { n -= 1; if n < 3 { break n + 1; } }; }; a + c + while_value(n) }
fn while_value(n: u32) -> u32 { let mut i = 0; let mut s = 0; while { i += 1; i < n + 5 } { if i == 2 { continue; } s += i; if s > 20 { break; } } s }

fn main() {
    let m = [[1, 2, -1, 5], [3, -5, 7, 5], [9, 5, 95, 6], [8, 8, 8, 8]];
    for want in [2, 5, 3, 6, 8] { print!("{:?} ", find(b(&m), want)); }
    println!();
    for n in [-1, 101, 4, 9, 7] { print!("{} ", blocks(b(n))); }
    println!("{:?} {:?}", collatz(b(1000)), triple(b(12)));
    println!("{} {} {}", value(b(1)), value(20), while_value(0));
    let mut log = vec![];
    'x: for i in 0.. { 'y: while b(true) { for j in i.. { if j > i + 3 { break 'y; } if i * j == 12 { break 'x; } if (i + j) % 4 == 1 { log.push((i, j)); continue 'x; } } } log.push((i, 99)); }
    println!("{log:?}");
    let t = 'l: { for i in 0..10 { let r: Result<u8, u8> = if i == b(6) { Err(i) } else { Ok(i) }; match r { Ok(_) => continue, Err(e) => break 'l e } } 0 };
    println!("{t}");
}
