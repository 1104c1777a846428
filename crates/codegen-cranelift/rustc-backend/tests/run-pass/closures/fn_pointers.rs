//! Function pointers: tables, comparisons, casts from closures and items, with many kinds of arguments.
use std::hint::black_box as b;

fn add(a: i32, c: i32) -> i32 { a + c }
fn sub(a: i32, c: i32) -> i32 { a - c }
fn pick(op: char) -> Option<fn(i32, i32) -> i32> { Some(match op { '+' => add, '-' => sub, '*' => |a, c| a * c, '%' => i32::rem_euclid, 'm' => i32::max, 'p' => |a, c| a.pow(c as u32), _ => return None }) }
fn many(a: u8, c: i16, d: f32, e: u64, f: &str, g: [u8; 3], h: (bool, char), i: u128) -> String { format!("{a} {c} {d} {e} {f} {g:?} {h:?} {i}") }
fn big(x: [u64; 8]) -> [u64; 8] { x.map(|y| y + 1) }
fn generic<T: Default + std::fmt::Debug>() -> String { format!("{:?}", T::default()) }
fn diverge(code: u8) -> fn() -> u8 { const F: [fn() -> u8; 3] = [|| 10, || 20, || 30]; F[code as usize % 3] }
static OPS: &[(&str, fn(f64) -> f64)] = &[("sqrt", f64::sqrt), ("neg", |x| -x), ("half", |x| x / 2.0), ("floor", f64::floor)];
unsafe fn raw(p: *const u8) -> u8 { unsafe { *p } }
extern "C" fn c_abi(a: u8, c: f64) -> f64 { f64::from(a) + c }

fn main() {
    for op in "+-*%mp?".chars() { println!("{op} {:?}", pick(b(op)).map(|f| f(-7, 3))); }
    let f: fn(u8, i16, f32, u64, &str, [u8; 3], (bool, char), u128) -> String = b(many);
    println!("{}", f(1, -2, 0.5, 1 << 60, "s", [1, 2, 3], (true, 'c'), u128::MAX));
    println!("{:?}", (b(big) as fn([u64; 8]) -> [u64; 8])([9; 8]));
    println!("{:?}", [generic::<u8>, generic::<String>, generic::<(bool, Option<char>)>].map(|f: fn() -> String| f()));
    println!("{:?}", (0..4).map(|c| diverge(b(c))()).collect::<Vec<_>>());
    println!("{:?}", OPS.iter().map(|(n, f)| format!("{n}={}", f(b(9.0)))).collect::<Vec<_>>());
    println!("{} {}", std::ptr::fn_addr_eq(add as fn(i32, i32) -> i32, pick('+').unwrap()), std::ptr::fn_addr_eq(add as fn(i32, i32) -> i32, sub as fn(i32, i32) -> i32));
    let (r, c): (unsafe fn(*const u8) -> u8, extern "C" fn(u8, f64) -> f64) = (b(raw), b(c_abi));
    println!("{} {}", unsafe { r(&77) }, c(3, 0.25));
    let opt: Option<extern "C" fn(u8, f64) -> f64> = b(None);
    println!("{} {:?}", opt.is_none(), ["1", "x"].map(str::parse::<i32>).map(|r| r.ok()));
    println!("{:?}", [1, 2].map(Some).map(Option::unwrap).map(i64::from));
}
