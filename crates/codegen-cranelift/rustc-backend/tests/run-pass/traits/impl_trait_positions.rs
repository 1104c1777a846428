//! impl Trait as argument, as result, nested, in traits, and captured lifetimes.
use std::fmt::Display;
use std::hint::black_box as b;

fn evens(v: &[i32]) -> impl DoubleEndedIterator<Item = &i32> + Clone { v.iter().filter(|x| *x % 2 == 0) }
fn adder(n: i32) -> impl Fn(i32) -> i32 + Copy { move |x| x + n }
fn compose<A, B, C>(f: impl Fn(A) -> B, g: impl Fn(B) -> C) -> impl Fn(A) -> C { move |x| g(f(x)) }
fn show_all(items: impl IntoIterator<Item = impl Display>) -> String { items.into_iter().map(|x| format!("<{x}>")).collect() }
fn pair<'a>(a: &'a str, c: &'a str) -> (impl Display + 'a, impl Iterator<Item = char> + 'a) { (format!("{a}{c}"), a.chars().zip(c.chars()).flat_map(|(x, y)| [y, x])) }
fn recursive(n: u32) -> Box<dyn Iterator<Item = u32>> { if n == 0 { Box::new(std::iter::once(0)) } else { Box::new(recursive(n - 1).chain([n]).chain(recursive(n - 1))) } }
trait Source { fn items(&self) -> impl Iterator<Item = u64> + '_; fn total(&self) -> u64 { self.items().sum() } fn label() -> impl Display { "default" } }
struct Fib(u32);
struct Fixed(Vec<u64>);
impl Source for Fib { fn items(&self) -> impl Iterator<Item = u64> { let mut s = (0u64, 1u64); (0..self.0).map(move |_| { s = (s.1, s.0 + s.1); s.0 }) } fn label() -> impl Display { 1.618 } }
impl Source for Fixed { fn items(&self) -> impl Iterator<Item = u64> + '_ { self.0.iter().copied().rev() } }
fn report<S: Source>(s: &S) { println!("{} {} {:?}", S::label(), s.total(), s.items().take(3).collect::<Vec<_>>()); }

fn main() {
    let v = [1, 2, 3, 4, 6];
    let e = evens(b(&v));
    println!("{:?} {:?}", e.clone().rev().collect::<Vec<_>>(), e.map(|x| x * 2).sum::<i32>());
    let add = adder(b(5));
    println!("{} {}", compose(add, compose(adder(1), |x| format!("{x}!")))(10), add(1));
    println!("{} {}", show_all(vec![1.5, -0.0]), show_all(["a", "b"]));
    let (d, it) = pair("abc", "xyz");
    println!("{d} {}", it.collect::<String>());
    println!("{:?}", recursive(3).collect::<Vec<_>>());
    report(&Fib(10));
    report(&Fixed(vec![5, 6, 7, 8]));
}
