//! Pin: structs that point into themselves, projections, drops in place, pinned boxes and slots on the stack.
use std::cell::Cell;
use std::hint::black_box as b;
use std::marker::PhantomPinned;
use std::pin::{Pin, pin};
use std::ptr::NonNull;
struct Own { text: String, view: Option<NonNull<str>>, count: Cell<u32>, _p: PhantomPinned }
impl Own {
    fn new(s: &str) -> Pin<Box<Own>> { let mut o = Box::pin(Own { text: s.into(), view: None, count: Cell::new(0), _p: PhantomPinned }); let v = NonNull::from(&o.text[1..]); unsafe { o.as_mut().get_unchecked_mut().view = Some(v); } o }
    fn view(self: Pin<&Self>) -> &str { let me = self.get_ref(); me.count.set(me.count.get() + 1); me.view.map_or("", |v| unsafe { v.as_ref() }) }
    fn edit(self: Pin<&mut Self>, f: impl FnOnce(&mut str)) { f(unsafe { &mut self.get_unchecked_mut().text }) }
}
impl Drop for Own { fn drop(&mut self) { println!("drop {} after {}", self.text, self.count.get()); } }
struct Node { v: u32, list: Cell<Option<NonNull<Node>>>, _p: PhantomPinned }
impl Node { fn link(self: Pin<&Self>, next: Pin<&Node>) { self.list.set(Some(NonNull::from(next.get_ref()))); } fn sum(&self) -> u32 { self.v + self.list.get().map_or(0, |n| unsafe { n.as_ref() }.sum()) } }
fn node(v: u32) -> Node { Node { v, list: Cell::new(None), _p: PhantomPinned } }
struct Two { a: [u8; 3], b: Cell<u64> }
impl Two { fn a(self: Pin<&mut Self>) -> Pin<&mut [u8; 3]> { unsafe { self.map_unchecked_mut(|s| &mut s.a) } } }
fn main() {
    let mut o = Own::new(b("xpinned"));
    println!("{} {}", o.as_ref().view(), o.as_ref().view().len());
    o.as_mut().edit(|s| s.make_ascii_uppercase());
    let moved = o;
    println!("{} {}", moved.as_ref().view(), moved.count.get());
    let all: Vec<Pin<Box<Own>>> = ["ab", "cde"].iter().map(|s| Own::new(s)).collect();
    println!("{:?}", all.iter().map(|o| o.as_ref().view().to_owned()).collect::<Vec<_>>());
    drop(all);
    let (x, y, z) = (pin!(node(1)), pin!(node(20)), pin!(node(b(300))));
    x.as_ref().link(y.as_ref());
    y.as_ref().link(z.as_ref());
    println!("{} {}", x.sum(), y.sum());
    let mut t = pin!(Two { a: [1, 2, 3], b: Cell::new(5) });
    t.as_mut().a().reverse();
    t.b.set(t.b.get() * 2);
    t.as_mut().a()[0] += 9;
    println!("{:?} {}", t.a, t.b.get());
    let mut n = Pin::new(Box::new(4));
    *n += 1;
    n.set(*n * 10);
    println!("{n}");
    println!("{}", Pin::into_inner(n));
}
