//! Adaptors of our own over any iterator: group, dedup, tee, interleave, cartesian product, k-way merge, combinations.
use std::cell::RefCell;
use std::collections::{BinaryHeap, VecDeque};
use std::hint::black_box as b;
use std::rc::Rc;
struct GroupBy<I: Iterator, F> { it: std::iter::Peekable<I>, f: F }
impl<I: Iterator, K: PartialEq, F: FnMut(&I::Item) -> K> Iterator for GroupBy<I, F> { type Item = (K, Vec<I::Item>); fn next(&mut self) -> Option<Self::Item> { let x = self.it.next()?; let k = (self.f)(&x); let mut v = vec![x]; while let Some(y) = self.it.peek() { if (self.f)(y) != k { break; } v.extend(self.it.next()); } Some((k, v)) } }
struct Tee<I: Iterator>(Rc<RefCell<(I, VecDeque<I::Item>, bool)>>, bool);
impl<I: Iterator<Item: Clone>> Tee<I> { fn new(i: I) -> (Self, Self) { let r = Rc::new(RefCell::new((i, VecDeque::new(), false))); (Tee(r.clone(), false), Tee(r, true)) } }
impl<I: Iterator<Item: Clone>> Iterator for Tee<I> { type Item = I::Item; fn next(&mut self) -> Option<I::Item> { let mut s = self.0.borrow_mut(); if s.2 == self.1 && let Some(x) = s.1.pop_front() { return Some(x); } let x = s.0.next()?; s.2 = !self.1; s.1.push_back(x.clone()); Some(x) } }
#[derive(Clone)] struct Product<A: Iterator, B> { a: A, b: B, now: Option<A::Item>, cur: B }
impl<A: Iterator<Item: Clone>, B: Iterator + Clone> Iterator for Product<A, B> { type Item = (A::Item, B::Item); fn next(&mut self) -> Option<Self::Item> { loop { if let Some(x) = &self.now && let Some(y) = self.cur.next() { return Some((x.clone(), y)); } self.now = Some(self.a.next()?); self.cur = self.b.clone(); } } }
struct Interleave<A, B>(A, B, bool);
impl<T, A: Iterator<Item = T>, B: Iterator<Item = T>> Iterator for Interleave<A, B> { type Item = T; fn next(&mut self) -> Option<T> { self.2 = !self.2; if self.2 { self.0.next().or_else(|| self.1.next()) } else { self.1.next().or_else(|| self.0.next()) } } }
struct Combos { n: usize, at: Vec<usize>, done: bool }
impl Iterator for Combos { type Item = Vec<usize>; fn next(&mut self) -> Option<Vec<usize>> { if self.done { return None; } let r = self.at.clone(); let k = self.at.len(); match (0..k).rev().find(|i| self.at[*i] != i + self.n - k) { Some(i) => { self.at[i] += 1; for j in i + 1..k { self.at[j] = self.at[j - 1] + 1; } } None => self.done = true } Some(r) } }
fn merge(v: Vec<Vec<u32>>) -> Vec<u32> { let mut its: Vec<_> = v.into_iter().map(Vec::into_iter).collect(); let mut h: BinaryHeap<_> = its.iter_mut().enumerate().filter_map(|(i, t)| t.next().map(|x| std::cmp::Reverse((x, i)))).collect(); std::iter::from_fn(|| { let std::cmp::Reverse((x, i)) = h.pop()?; h.extend(its[i].next().map(|y| std::cmp::Reverse((y, i)))); Some(x) }).collect() }
fn main() {
    println!("{:?}", GroupBy { it: b([1, 3, 2, 4, 6, 5]).into_iter().peekable(), f: |x: &i32| x % 2 }.collect::<Vec<_>>());
    println!("{:?}", GroupBy { it: "aabbbca".chars().peekable(), f: |c: &char| *c }.map(|(c, v)| format!("{c}{}", v.len())).collect::<String>());
    let (mut x, mut y) = Tee::new((0..b(6)).map(|x| x * x));
    println!("{:?} {:?} {:?} {:?}", x.by_ref().take(3).collect::<Vec<_>>(), y.next(), y.by_ref().take(3).collect::<Vec<_>>(), x.next());
    println!("{:?} {:?}", x.collect::<Vec<_>>(), y.collect::<Vec<_>>());
    let p = Product { a: 0..2, b: "xy".chars(), now: None, cur: "".chars() };
    println!("{:?} {}", p.clone().collect::<Vec<_>>(), Product { a: p.clone(), b: p, now: None, cur: Product { a: 0..0, b: "".chars(), now: None, cur: "".chars() } }.count());
    println!("{:?}", Interleave([1, 2, 3, 4].into_iter(), [10, 20].into_iter(), false).collect::<Vec<_>>());
    println!("{:?} {}", Combos { n: b(5), at: vec![0, 1, 2], done: false }.map(|c| c.iter().map(usize::to_string).collect::<String>()).collect::<Vec<_>>(), Combos { n: 9, at: vec![0, 1, 2, 3], done: false }.count());
    println!("{:?}", merge(vec![vec![1, 5, 9], vec![], vec![2, 5, 6, 10], vec![0]]));
}
