//! Closures, function pointers, trait objects and what captures what.
use std::collections::BTreeMap;

fn apply<F: Fn(i32) -> i32>(f: F, n: i32) -> i32 { f(n) }
fn twice(f: impl FnMut() -> u32) -> (u32, u32) { let mut f = f; (f(), f()) }
fn boxed(n: i64) -> Box<dyn Fn(i64) -> i64> { Box::new(move |x| x * n) }
fn once(f: Box<dyn FnOnce(String) -> usize>) -> usize { f("hello".into()) }
fn pointer(x: u8) -> u8 { x.wrapping_add(200) }
fn compose<A, B, C>(f: impl Fn(A) -> B, g: impl Fn(B) -> C) -> impl Fn(A) -> C { move |x| g(f(x)) }
fn wide(f: fn(u128, f32, &str) -> (u128, String)) -> (u128, String) { f(1 << 90, 2.5, "z") }
fn wide_impl(a: u128, b: f32, c: &str) -> (u128, String) { (a + 1, format!("{b}{c}")) }

struct Counter { n: u32 }
impl Counter { fn by(&mut self, k: u32) -> impl FnMut() -> u32 + '_ { move || { self.n += k; self.n } } }

fn main() {
    let k = 10;
    println!("{}", apply(|x| x + k, 5));
    let mut n = 0;
    println!("{:?}", twice(|| { n += 3; n }));
    println!("{n}");
    println!("{}", boxed(7)(6));
    let s = String::from("world");
    println!("{}", once(Box::new(move |t| t.len() + s.len())));
    let table: [fn(u8) -> u8; 3] = [pointer, |x| x / 2, u8::count_zeros_as];
    for f in table { println!("{}", f(100)); }
    println!("{}", compose(|x: i32| x as f64 / 2.0, |y| format!("<{y}>"))(9));
    println!("{:?}", wide(wide_impl));
    let mut c = Counter { n: 1 };
    { let mut step = c.by(4); step(); step(); }
    println!("{}", c.n);
    let mut ops: BTreeMap<&str, Box<dyn Fn(f64, f64) -> f64>> = BTreeMap::new();
    ops.insert("+", Box::new(|a, b| a + b));
    ops.insert("*", Box::new(|a, b| a * b));
    ops.insert("max", Box::new(f64::max));
    for (name, op) in &ops { println!("{name} {}", op(3.0, 4.5)); }
    let fs: Vec<Box<dyn FnMut() -> i32>> = (0..3).map(|i| { let mut acc = i; Box::new(move || { acc += i; acc }) as _ }).collect();
    for mut f in fs { f(); println!("{}", f()); }
    let r: &dyn Fn(&[u8]) -> Option<&u8> = &|s| s.first();
    println!("{:?} {:?}", r(&[1, 2]), r(&[]));
}

trait Zeros { fn count_zeros_as(self) -> u8; }
impl Zeros for u8 { fn count_zeros_as(self) -> u8 { self.count_zeros() as u8 } }
