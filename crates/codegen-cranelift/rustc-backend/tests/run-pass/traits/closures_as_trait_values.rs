//! A trait implemented for closures and functions through a bound on Fn, used as values, boxed and composed.
use std::hint::black_box as b;
trait Rule { fn test(&self, x: i32) -> bool; fn and<R: Rule>(self, r: R) -> And<Self, R> where Self: Sized { And(self, r) } fn not(self) -> Not<Self> where Self: Sized { Not(self) } }
struct And<A, B>(A, B); struct Not<A>(A);
impl<F: Fn(i32) -> bool> Rule for F { fn test(&self, x: i32) -> bool { self(x) } }
impl<A: Rule, B: Rule> Rule for And<A, B> { fn test(&self, x: i32) -> bool { self.0.test(x) && self.1.test(x) } }
impl<A: Rule> Rule for Not<A> { fn test(&self, x: i32) -> bool { !self.0.test(x) } }
struct Boxed(Box<dyn Rule>);
impl Rule for Boxed { fn test(&self, x: i32) -> bool { self.0.test(x) } }
fn even(x: i32) -> bool { x % 2 == 0 }
fn select(r: &impl Rule) -> Vec<i32> { (-3..10).filter(|x| r.test(b(*x))).collect() }
fn main() {
    let k = b(4);
    println!("{:?} {:?}", select(&even), select(&even.not()));
    println!("{:?}", select(&even.and(move |x| x > k)));
    println!("{:?}", select(&(|x: i32| x < k).and(even.not()).not().and(|x: i32| x != 7)));
    let all: Vec<Boxed> = vec![Boxed(Box::new(even)), Boxed(Box::new(move |x: i32| x == k)), Boxed(Box::new(i32::is_positive.and(even)))];
    println!("{:?}", all.iter().map(|r| select(r).len()).collect::<Vec<_>>());
    println!("{:?}", select(&all.into_iter().reduce(|a, c| Boxed(Box::new(a.and(c)))).unwrap()));
}
