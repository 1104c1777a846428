//! dyn Iterator, dyn DoubleEndedIterator and adaptors over boxes and mutable references.
use std::hint::black_box as b;

fn source(kind: u8) -> Box<dyn Iterator<Item = u32>> {
    match kind { 0 => Box::new(0..5), 1 => Box::new([9, 8, 7].into_iter()), 2 => Box::new(std::iter::successors(Some(1u32), |x| x.checked_mul(10))), 3 => Box::new(source(0).zip(source(1)).map(|(a, c)| a * c)), _ => Box::new(std::iter::empty()) }
}
fn both(kind: bool) -> Box<dyn DoubleEndedIterator<Item = char>> { if kind { Box::new("héllo".chars()) } else { Box::new(('a'..='e').filter(|c| *c != 'b')) } }
fn take_two(it: &mut dyn Iterator<Item = u32>) -> u32 { it.take(2).sum() }
struct Countdown(u8);
impl Iterator for Countdown { type Item = u32; fn next(&mut self) -> Option<u32> { self.0 = self.0.checked_sub(1)?; Some(self.0.into()) } fn size_hint(&self) -> (usize, Option<usize>) { (self.0.into(), Some(self.0.into())) } }
impl ExactSizeIterator for Countdown {}

fn main() {
    for k in 0..5 { let v: Vec<_> = source(b(k)).collect(); println!("{v:?} {:?}", source(k).size_hint()); }
    for k in [true, false] { let mut it = both(b(k)); println!("{:?} {:?} {}", it.next(), it.next_back(), it.rev().collect::<String>()); }
    let mut c = Countdown(9);
    println!("{} {} {}", take_two(&mut c), take_two(&mut c), c.len());
    println!("{:?} {:?}", c.by_ref().nth(1), c.collect::<Vec<_>>());
    let mut all: Vec<Box<dyn Iterator<Item = u32>>> = (0..4).map(source).collect();
    let mut out = vec![];
    loop { let mut any = false; for it in &mut all { if let Some(x) = it.next() { out.push(x); any = true; } } if !any || out.len() > 15 { break; } }
    println!("{out:?}");
    let e: &dyn ExactSizeIterator<Item = u32> = &Countdown(4);
    println!("{}", e.len());
    println!("{:?}", Countdown(6).map(|x| x * x).rev_sorted());
}
trait RevSorted: Iterator { fn rev_sorted(self) -> Vec<Self::Item> where Self: Sized, Self::Item: Ord { let mut v: Vec<_> = self.collect(); v.sort_by(|a, c| c.cmp(a)); v } }
impl<I: Iterator> RevSorted for I {}
