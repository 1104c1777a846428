//! Closures as comparators and keys: captured orders, borrowed keys, counted calls, composed with then_with.
use std::cell::Cell;
use std::cmp::{Ordering, Reverse};
use std::hint::black_box as b;
#[derive(Debug, Clone, PartialEq)] struct P { name: &'static str, age: u8, score: f32 }
fn by<K: PartialOrd>(f: impl Fn(&P) -> K) -> impl Fn(&P, &P) -> Ordering { move |a, c| f(a).partial_cmp(&f(c)).unwrap_or(Ordering::Equal) }
fn then(f: impl Fn(&P, &P) -> Ordering, g: impl Fn(&P, &P) -> Ordering) -> impl Fn(&P, &P) -> Ordering { move |a, c| f(a, c).then_with(|| g(a, c)) }
fn rev(f: impl Fn(&P, &P) -> Ordering) -> impl Fn(&P, &P) -> Ordering { move |a, c| f(c, a) }
fn names(v: &[P]) -> String { v.iter().map(|p| p.name).collect::<Vec<_>>().join(" ") }
fn main() {
    let all = b([P { name: "dan", age: 30, score: 1.5 }, P { name: "amy", age: 25, score: 2.5 }, P { name: "eve", age: 30, score: -1.0 }, P { name: "bob", age: 25, score: 2.5 }, P { name: "cat", age: 41, score: f32::NAN }]);
    let sorted = |f: &dyn Fn(&P, &P) -> Ordering| { let mut v = all.to_vec(); v.sort_by(f); names(&v) };
    println!("{}", sorted(&by(|p| p.age)));
    println!("{}", sorted(&rev(by(|p| p.name))));
    println!("{}", sorted(&then(by(|p| p.age), rev(by(|p| p.name)))));
    println!("{}", sorted(&then(rev(by(|p| p.name.len())), then(by(|p| p.age % 2), by(|p| p.name.as_bytes()[1])))));
    let order = ["eve", "bob", "amy"];
    let mut v = all.to_vec();
    v.sort_by_key(|p| order.iter().position(|n| *n == p.name).map_or((1, Reverse(p.age)), |i| (0, Reverse(i as u8 ^ 0xff))));
    println!("{}", names(&v));
    let calls = Cell::new(0);
    v.sort_by_cached_key(|p| { calls.set(calls.get() + 1); p.name.chars().rev().collect::<String>() });
    println!("{} {}", names(&v), calls.get());
    println!("{:?} {:?}", all.iter().max_by(|a, c| a.score.total_cmp(&c.score)).map(|p| p.name), all.iter().min_by_key(|p| (p.age, Reverse(p.name))).map(|p| p.name));
    println!("{:?}", all.iter().filter(|p| !p.score.is_nan()).map(|p| (p.score * 4.0) as i32).fold((i32::MAX, i32::MIN), |(lo, hi), x| (lo.min(x), hi.max(x))));
    let mut groups: Vec<(u8, Vec<&str>)> = vec![];
    for p in &all { match groups.iter_mut().find(|g| g.0 == p.age) { Some(g) => g.1.push(p.name), None => groups.push((p.age, vec![p.name])) } }
    println!("{groups:?} {:?}", all.is_sorted_by(|a, c| a.age <= c.age));
}
