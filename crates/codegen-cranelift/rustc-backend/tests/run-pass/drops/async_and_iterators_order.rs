//! Order of drops of chained iterators, of zipped sources, of boxed futures in vectors, of nested Rc cycles broken.
use std::cell::RefCell;
use std::hint::black_box as b;
use std::rc::{Rc, Weak};
struct D(String);
impl D { fn new(s: &str) -> D { D(s.into()) } }
impl Drop for D { fn drop(&mut self) { print!("-{} ", self.0); } }
struct Src { name: &'static str, n: u8 }
impl Iterator for Src { type Item = D; fn next(&mut self) -> Option<D> { self.n = self.n.checked_sub(1)?; Some(D(format!("{}{}", self.name, self.n))) } }
impl Drop for Src { fn drop(&mut self) { print!("-src:{} ", self.name); } }
fn s(name: &'static str, n: u8) -> Src { Src { name, n: b(n) } }
struct Owner { name: &'static str, peer: RefCell<Option<Rc<Owner>>>, back: RefCell<Weak<Owner>> }
impl Drop for Owner { fn drop(&mut self) { print!("-{}({}) ", self.name, self.back.borrow().upgrade().is_some()); } }
fn main() {
    println!("{}", s("a", 2).chain(s("b", 1)).count());
    println!("{}", s("c", 3).zip(s("d", 1)).map(|(x, y)| { print!("[{} {}] ", x.0, y.0); }).count());
    let v: Vec<(D, D)> = s("e", 2).zip(s("f", 2)).collect(); println!("{}", v.len()); drop(v); println!();
    println!("{:?}", s("g", 4).skip(1).step_by(2).last().map(|d| d.0.clone()));
    println!("{:?}", s("h", 3).fold(None, |old: Option<D>, d| { print!("[{}] ", old.as_ref().map_or("", |o| &o.0)); Some(d) }).map(|d| d.0.len()));
    println!("{}", s("i", 3).flat_map(|d| [d, D::new("x")]).take(3).map(|d| d.0.len()).sum::<usize>());
    let mut p = s("j", 3).peekable(); p.peek(); print!("[peeked] "); p.next_if(|d| d.0 == "j2"); print!("[next] "); drop(p); println!();
    println!("{:?}", s("k", 5).max_by_key(|d| d.0.as_bytes()[1] % 3).map(|d| d.0.clone()));
    let r: Result<Vec<D>, D> = s("l", 4).map(|d| if d.0 == "l1" { Err(d) } else { Ok(d) }).collect(); println!("{}", r.is_err()); drop(r); println!();
    let fs: Vec<Box<dyn Fn() -> usize>> = s("m", 2).map(|d| Box::new(move || d.0.len()) as _).collect(); println!("{}", fs.iter().map(|f| f()).sum::<usize>()); drop(fs); println!();
    let futures: Vec<_> = s("n", 2).map(|d| async move { d.0.len() }).collect(); print!("[futures] "); drop(futures); println!();
    let o = |name| Rc::new(Owner { name, peer: RefCell::new(None), back: RefCell::default() });
    let (x, y) = (o("x"), o("y"));
    *x.peer.borrow_mut() = Some(y.clone()); *y.back.borrow_mut() = Rc::downgrade(&x); *y.peer.borrow_mut() = Some(x.clone());
    drop(y); print!("[cycle] "); let inner = x.peer.borrow_mut().take(); print!("[broken {}] ", inner.is_some()); drop(inner); print!("[x next] "); drop(x); println!();
}
