//! Curried, composed and generated closures, each a type of its own.
use std::hint::black_box as b;

fn curry(a: i64) -> impl Fn(i64) -> Box<dyn Fn(i64) -> i64> { move |c| Box::new(move |d| a * 100 + c * 10 + d) }
fn counter() -> impl FnMut() -> u32 { let mut n = 0; move || { n += 1; n } }
fn fold_all(fs: Vec<Box<dyn Fn(i32) -> i32>>) -> Box<dyn Fn(i32) -> i32> { fs.into_iter().fold(Box::new(|x| x), |f, g| Box::new(move |x| g(f(x)))) }
fn memo(f: fn(&mut dyn FnMut(u64) -> u64, u64) -> u64) -> impl FnMut(u64) -> u64 {
    let mut cache = std::collections::BTreeMap::new();
    fn go(cache: &mut std::collections::BTreeMap<u64, u64>, f: fn(&mut dyn FnMut(u64) -> u64, u64) -> u64, n: u64) -> u64 {
        if let Some(x) = cache.get(&n) { return *x; }
        let x = f(&mut |m| go(cache, f, m), n);
        cache.insert(n, x);
        x
    }
    move |n| go(&mut cache, f, n)
}
fn choose(up: bool) -> &'static dyn Fn(i32) -> i32 { if up { &|x| x + 1 } else { &|x| x - 1 } }
fn once<T>(x: T) -> impl FnOnce() -> (T, usize) { let n = size_of::<T>(); move || (x, n) }

fn main() {
    println!("{}", curry(b(1))(2)(3));
    let (mut c, mut d) = (counter(), counter());
    println!("{} {} {} {}", c(), c(), d(), c());
    let by: Vec<Box<dyn Fn(i32) -> i32>> = (1..=4).map(|n| Box::new(move |x| x * n + 1) as _).collect();
    println!("{}", fold_all(by)(b(3)));
    let mut fib = memo(|fib, n| if n < 2 { n } else { fib(n - 1) + fib(n - 2) });
    println!("{} {}", fib(b(80)), fib(50));
    println!("{} {}", choose(b(true))(5), choose(b(false))(5));
    println!("{:?} {:?}", once([1u16; 3])(), once("x".to_owned())().0);
    let apply_n = |f: &dyn Fn(u8) -> u8, n| { let mut x = 1; for _ in 0..n { x = f(x); } x };
    println!("{} {}", apply_n(&|x| x.wrapping_mul(3), 7), apply_n(&|x| !x, 3));
}
