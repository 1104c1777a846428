//! && and || with effects, comparisons chained, conditions as values, nested ifs and early ends.
use std::cell::RefCell;
use std::hint::black_box as b;

thread_local! { static LOG: RefCell<String> = const { RefCell::new(String::new()) }; }
fn t(c: char, v: bool) -> bool { LOG.with_borrow_mut(|l| l.push(c)); v }
fn log() -> String { LOG.take() }
fn many(n: u8) -> bool { let (p, q, r, s) = (n & 1 != 0, n & 2 != 0, n & 4 != 0, n & 8 != 0); (t('p', p) && t('q', q) || t('r', r)) && !(t('s', s) && t('p', p)) || t('z', n > 12) }
fn eager(n: u8) -> bool { let (p, q) = (n & 1 != 0, n & 2 != 0); t('a', p) & t('b', q) | t('c', !p) ^ t('d', q) }
fn assign(n: i32) -> (i32, bool) { let mut x = n; let mut ok = x > 0; ok &= t('1', { x += 1; x % 2 == 0 }); ok |= t('2', x > 10); ok ^= x == 6; (x, ok) }
fn choose(a: i32, c: i32, d: i32) -> i32 { if a > c && (a > d || c == d) { if c > d { 1 } else if a == d + 1 { 2 } else { 3 } } else if !(a < c) || d < 0 { 4 } else { (if d > c { 5 } else { 6 }) * if a == 0 { 10 } else { 1 } } }
fn early(v: &[i32]) -> i32 { let mut s = 0; for &x in v { let y = if x == 0 { return -1 } else if x < 0 { continue } else if x > 50 { break } else { x * 2 }; s += y + (x == 7 && { s *= 2; s > 5 }) as i32; } s }
fn in_range(x: f64, lo: f64, hi: f64) -> &'static str { if !(x >= lo) { "below or nan" } else if !(x <= hi) { "above" } else { "in" } }
fn sign(x: i64) -> i8 { (x > 0) as i8 - (x < 0) as i8 }
fn select(c: bool, x: u64, y: u64) -> u64 { let m = (c as u64).wrapping_neg(); x & m | y & !m }

fn main() {
    for n in 0..16 { print!("{}{} ", many(b(n)) as u8, log()); }
    println!();
    for n in 0..4 { print!("{}{} ", eager(b(n)) as u8, log()); }
    for n in [-3, 5, 6, 20] { print!("{:?}{} ", assign(b(n)), log()); }
    println!();
    for a in 0..3 { for c in 0..3 { for d in -1..3 { print!("{}", choose(b(a), b(c), b(d))); } } }
    println!();
    println!("{} {} {}", early(b(&[1, -5, 7, 60, 9])), early(&[1, 0]), early(&[7, 7]));
    for x in [0.5, -1.0, 2.0, f64::NAN] { print!("{} ", in_range(b(x), 0.0, 1.0)); }
    println!("{} {} {}", sign(b(-9)), sign(b(0)), sign(b(i64::MAX)));
    println!("{} {}", select(b(true), 1 << 40, 2), select(b(false), 1, u64::MAX));
    let v: Vec<_> = (0..20).filter(|n| n % 2 == 0 && n % 3 != 0 || *n == 9 && b(true)).collect();
    println!("{v:?} {:?}", b(Some(3)).filter(|x| *x > 5).or_else(|| t('o', true).then_some(8)).is_some_and(|x| x == 8 && t('y', true)));
    println!("{}", log());
}
