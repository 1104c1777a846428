//! Zero-sized strategy types, const flags and tuples of traits that unroll at compile time.
use std::hint::black_box as b;
use std::marker::PhantomData;
trait Hash { const NAME: &'static str; fn mix(h: u64, x: u64) -> u64; }
struct Fnv; struct Rot<const N: u32>; struct Chain<A, B>(PhantomData<(A, B)>);
impl Hash for Fnv { const NAME: &'static str = "fnv"; fn mix(h: u64, x: u64) -> u64 { (h ^ x).wrapping_mul(0x100_0000_01b3) } }
impl<const N: u32> Hash for Rot<N> { const NAME: &'static str = "rot"; fn mix(h: u64, x: u64) -> u64 { h.rotate_left(N) ^ x } }
impl<A: Hash, B: Hash> Hash for Chain<A, B> { const NAME: &'static str = "chain"; fn mix(h: u64, x: u64) -> u64 { B::mix(A::mix(h, x), x >> 1) } }
fn hash<H: Hash>(d: &[u64]) -> String { format!("{} {:x}", H::NAME, d.iter().fold(7, |h, x| H::mix(h, *x))) }
trait Step { fn run(&mut self, x: i64) -> Option<i64>; fn names() -> String; }
struct Add(i64); struct Keep<F>(F); struct Count(u32);
impl Step for Add { fn run(&mut self, x: i64) -> Option<i64> { Some(x + self.0) } fn names() -> String { "add".into() } }
impl<F: FnMut(i64) -> bool> Step for Keep<F> { fn run(&mut self, x: i64) -> Option<i64> { (self.0)(x).then_some(x) } fn names() -> String { "keep".into() } }
impl Step for Count { fn run(&mut self, x: i64) -> Option<i64> { self.0 += 1; Some(x * i64::from(self.0)) } fn names() -> String { "count".into() } }
macro_rules! tuples { ($($($t:ident.$i:tt)*;)*) => { $(impl<$($t: Step),*> Step for ($($t,)*) { fn run(&mut self, x: i64) -> Option<i64> { $(let x = self.$i.run(x)?;)* Some(x) } fn names() -> String { [$($t::names()),*].join("+") } })* } }
tuples! { A.0; A.0 B.1; A.0 B.1 C.2; A.0 B.1 C.2 D.3; }
fn drive<S: Step>(mut s: S, v: &[i64]) { println!("{} {:?}", S::names(), v.iter().map(|x| s.run(*x)).collect::<Vec<_>>()); }
struct Cfg<const FAST: bool, const LIMIT: usize>;
impl<const FAST: bool, const LIMIT: usize> Cfg<FAST, LIMIT> { const LOOPS: usize = if FAST { LIMIT / 2 } else { LIMIT }; fn go(x: u32) -> u32 { let mut y = x; for i in 0..Self::LOOPS { y = if FAST { y.wrapping_mul(3) } else { y.rotate_left(i as u32) ^ x }; } y } }
fn main() {
    let d = b([1, 2, 3, u64::MAX]);
    println!("{} {} {} {}", hash::<Fnv>(&d), hash::<Rot<5>>(&d), hash::<Rot<63>>(&d), hash::<Chain<Rot<1>, Chain<Fnv, Rot<9>>>>(&d));
    let v = b([1, -2, 30, 4]);
    drive((Add(5),), &v);
    drive((Keep(|x| x > 0), Count(0)), &v);
    drive((Count(10), (Add(-1), Keep(|x| x % 2 == 0)), Add(b(100))), &v);
    let mut seen = vec![];
    drive((Add(1), Add(2), Keep(|x| { seen.push(x); seen.len() < 4 }), Count(0)), &v);
    println!("{seen:?} {} {} {}", Cfg::<true, 10>::go(b(5)), Cfg::<false, 10>::go(b(5)), Cfg::<true, 1>::go(9));
}
