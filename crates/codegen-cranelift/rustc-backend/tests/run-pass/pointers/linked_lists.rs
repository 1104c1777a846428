//! Linked lists: boxed with reversal and merge, doubly linked by raw pointers, and by indices.
use std::hint::black_box as b;
use std::ptr::NonNull;

type Link = Option<Box<N>>;
struct N { v: i32, next: Link }
fn from(v: &[i32]) -> Link { v.iter().rev().fold(None, |next, v| Some(Box::new(N { v: *v, next }))) }
fn to(mut l: &Link) -> Vec<i32> { let mut v = vec![]; while let Some(n) = l { v.push(n.v); l = &n.next; } v }
fn reverse(mut l: Link) -> Link { let mut out = None; while let Some(mut n) = l { l = n.next.take(); n.next = out; out = Some(n); } out }
fn merge(mut a: Link, mut c: Link) -> Link { let mut head = None; let mut tail = &mut head; while let (Some(x), Some(y)) = (&a, &c) { let from = if x.v <= y.v { &mut a } else { &mut c }; let mut n = from.take().unwrap(); *from = n.next.take(); tail = &mut tail.insert(n).next; } *tail = a.or(c); head }
fn remove(mut l: &mut Link, v: i32) -> bool { loop { match l { None => return false, Some(n) if n.v == v => { *l = n.next.take(); return true; } Some(n) => l = &mut n.next } } }
struct Deque<T> { head: Option<NonNull<D<T>>>, tail: Option<NonNull<D<T>>>, len: usize }
struct D<T> { v: T, prev: Option<NonNull<D<T>>>, next: Option<NonNull<D<T>>> }
impl<T> Deque<T> {
    fn push(&mut self, v: T, front: bool) { unsafe { let n = NonNull::new_unchecked(Box::into_raw(Box::new(D { v, prev: None, next: None }))); let (near, far) = if front { (&mut self.head, &mut self.tail) } else { (&mut self.tail, &mut self.head) }; match *near { Some(o) => { if front { (*n.as_ptr()).next = Some(o); (*o.as_ptr()).prev = Some(n); } else { (*n.as_ptr()).prev = Some(o); (*o.as_ptr()).next = Some(n); } } None => *far = Some(n) } *near = Some(n); self.len += 1; } }
    fn pop(&mut self, front: bool) -> Option<T> { unsafe { let n = Box::from_raw(if front { self.head } else { self.tail }?.as_ptr()); self.len -= 1; match if front { n.next } else { n.prev } { Some(o) => if front { (*o.as_ptr()).prev = None; self.head = Some(o); } else { (*o.as_ptr()).next = None; self.tail = Some(o); }, None => { self.head = None; self.tail = None; } } Some(n.v) } }
}
impl<T> Drop for Deque<T> { fn drop(&mut self) { while self.pop(true).is_some() {} } }

fn main() {
    println!("{:?} {:?}", to(&reverse(from(b(&[1, 2, 3])))), to(&reverse(None)));
    println!("{:?}", to(&merge(from(&[1, 4, 9, 9]), from(b(&[0, 4, 5, 10, 11])))));
    let mut l = from(&[1, 2, 3, 2]);
    println!("{} {} {} {:?}", remove(&mut l, 2), remove(&mut l, 2), remove(&mut l, b(7)), to(&l));
    let mut d = Deque { head: None, tail: None, len: 0 };
    for i in 0..6 { d.push(format!("s{i}"), b(i) % 2 == 0); }
    println!("{:?} {:?} {}", d.pop(true), d.pop(false), d.len);
    d.push("new".into(), false);
    println!("{:?}", std::iter::from_fn(|| d.pop(false)).collect::<Vec<_>>());
    println!("{:?} {}", d.pop(true), d.len);
    d.push("left".into(), true);
    let mut ring: Vec<usize> = (0..10).map(|i| (i + 1) % 10).collect();
    let (mut at, mut out) = (9, vec![]);
    while out.len() < 10 { for _ in 0..b(2) { at = ring[at]; } let gone = ring[at]; ring[at] = ring[gone]; out.push(gone); }
    println!("{out:?}");
}
