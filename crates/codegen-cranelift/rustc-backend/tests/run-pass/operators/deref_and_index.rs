//! Deref chains, DerefMut with effects, Index by ranges, strings and enums, RangeBounds, AsRef and Borrow.
use std::hint::black_box as b;
use std::ops::*;

struct Logged<T> { v: T, reads: std::cell::Cell<u32>, writes: u32 }
impl<T> Deref for Logged<T> { type Target = T; fn deref(&self) -> &T { self.reads.set(self.reads.get() + 1); &self.v } }
impl<T> DerefMut for Logged<T> { fn deref_mut(&mut self) -> &mut T { self.writes += 1; &mut self.v } }
struct Poly(Vec<i64>);
impl Index<usize> for Poly { type Output = i64; fn index(&self, i: usize) -> &i64 { self.0.get(i).unwrap_or(&0) } }
impl IndexMut<usize> for Poly { fn index_mut(&mut self, i: usize) -> &mut i64 { if i >= self.0.len() { self.0.resize(i + 1, 0); } &mut self.0[i] } }
impl Index<RangeInclusive<usize>> for Poly { type Output = [i64]; fn index(&self, r: RangeInclusive<usize>) -> &[i64] { &self.0[r] } }
impl Index<&str> for Poly { type Output = i64; fn index(&self, s: &str) -> &i64 { match s { "lead" => self.0.last().unwrap(), _ => &self.0[0] } } }
#[derive(Clone, Copy)] enum Axis { X, Y, Z }
struct P3([f32; 3]);
impl Index<Axis> for P3 { type Output = f32; fn index(&self, a: Axis) -> &f32 { &self.0[a as usize] } }
impl IndexMut<Axis> for P3 { fn index_mut(&mut self, a: Axis) -> &mut f32 { &mut self.0[a as usize] } }
struct Bits(u64);
impl Index<u32> for Bits { type Output = bool; fn index(&self, i: u32) -> &bool { if self.0 >> i & 1 == 1 { &true } else { &false } } }
fn sub<R: RangeBounds<i64>>(r: R) -> Vec<i64> { let lo = match r.start_bound() { Bound::Included(x) => *x, Bound::Excluded(x) => x + 1, Bound::Unbounded => -2 }; let hi = match r.end_bound() { Bound::Included(x) => x + 1, Bound::Excluded(x) => *x, Bound::Unbounded => 4 }; (lo..hi).collect() }

fn main() {
    let mut l = Logged { v: vec![3, 1, 2], reads: Default::default(), writes: 0 };
    println!("{} {:?}", l.len(), l.first());
    l.push(b(9)); l.sort(); l[0] += 5; l.swap(1, 2);
    println!("{:?} {} {}", *l, l.reads.get(), l.writes);
    for x in l.iter_mut() { *x *= 2; }
    let n: Vec<i32> = l.clone();
    println!("{n:?} {} {}", l.reads.get(), l.writes);
    let mut boxed = Box::new(Logged { v: Logged { v: String::from("in"), reads: Default::default(), writes: 0 }, reads: Default::default(), writes: 0 });
    boxed.push_str("ner");
    println!("{} {} {} {}", boxed.len(), boxed.to_uppercase(), boxed.writes, boxed.v.writes);
    let mut p = Poly(vec![1, 2]);
    p[b(4)] = 5; p[0] -= 10;
    println!("{:?} {} {:?} {} {}", p.0, p[100], &p[1..=4], p["lead"], p["const"]);
    let mut v = P3([1.0, 2.0, 3.0]);
    v[Axis::Y] *= v[Axis::Z]; std::mem::swap(&mut v.0[0], &mut 9.0);
    println!("{:?} {}", v.0, v[b(Axis::X)]);
    let bits = Bits(b(0x8000_0000_0000_0005));
    println!("{} {} {} {}", bits[0], bits[1], bits[63], (0..64).filter(|i| bits[*i]).count());
    println!("{:?} {:?} {:?} {:?} {:?} {:?}", sub(0..2), sub(..), sub(2..), sub(..=0), sub(b(5)..=5), sub((Bound::Excluded(0), Bound::Excluded(3))));
}
