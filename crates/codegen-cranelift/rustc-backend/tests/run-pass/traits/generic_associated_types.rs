//! Generic associated types: lending iterators, families of containers, with lifetimes and types.
use std::hint::black_box as b;
use std::rc::Rc;
use std::sync::Arc;

trait Lending { type Item<'a> where Self: 'a; fn next<'a>(&'a mut self) -> Option<Self::Item<'a>>; fn each(mut self, mut f: impl FnMut(Self::Item<'_>)) where Self: Sized { while let Some(x) = self.next() { f(x); } } }
struct Windows<'s, T> { data: &'s mut [T], at: usize, len: usize }
impl<'s, T> Lending for Windows<'s, T> {
    type Item<'a> = &'a mut [T] where Self: 'a;
    fn next<'a>(&'a mut self) -> Option<&'a mut [T]> { let w = self.data.get_mut(self.at..self.at + self.len)?; self.at += 1; Some(w) }
}
struct Lines { buf: String, left: u32 }
impl Lending for Lines { type Item<'a> = (&'a str, u32); fn next(&mut self) -> Option<(&str, u32)> { if self.left == 0 { return None; } self.left -= 1; self.buf.push('x'); Some((&self.buf, self.left)) } }
trait Family { type Of<T>: std::ops::Deref<Target = T> + Clone; fn make<T>(x: T) -> Self::Of<T>; }
struct Rcs;
struct Arcs;
impl Family for Rcs { type Of<T> = Rc<T>; fn make<T>(x: T) -> Rc<T> { Rc::new(x) } }
impl Family for Arcs { type Of<T> = Arc<T>; fn make<T>(x: T) -> Arc<T> { Arc::new(x) } }
fn share<F: Family>() -> usize { let a = F::make(vec![1u8, 2, 3]); let c = a.clone(); let d = F::make(c.len()); a.len() + *d + c[2] as usize }

fn main() {
    let mut v = [1u64, 1, 0, 0, 0, 0, 0, 0, 0, 0];
    let mut w = Windows { data: b(&mut v), at: 0, len: 3 };
    while let Some(w) = w.next() { w[2] = w[0] + w[1]; }
    println!("{v:?}");
    Lines { buf: "a".into(), left: 4 }.each(|(s, n)| println!("{s} {n}"));
    println!("{} {}", share::<Rcs>(), share::<Arcs>());
    let mut w = Windows { data: &mut v, at: 7, len: 4 };
    println!("{}", w.next().is_none());
}
