//! A channel, a mutex and a stream made of wakers and cells, used by tasks in turn.
use std::cell::RefCell;
use std::collections::VecDeque;
use std::future::{Future, poll_fn};
use std::hint::black_box as b;
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll, Waker};

struct Chan<T> { q: VecDeque<T>, cap: usize, closed: bool }
struct Tx<T>(Rc<RefCell<Chan<T>>>);
struct Rx<T>(Rc<RefCell<Chan<T>>>);
fn channel<T>(cap: usize) -> (Tx<T>, Rx<T>) { let c = Rc::new(RefCell::new(Chan { q: VecDeque::new(), cap, closed: false })); (Tx(c.clone()), Rx(c)) }
impl<T> Tx<T> { async fn send(&self, x: T) { let mut x = Some(x); poll_fn(|_| { let mut c = self.0.borrow_mut(); if c.q.len() < c.cap { c.q.push_back(x.take().unwrap()); Poll::Ready(()) } else { Poll::Pending } }).await } }
impl<T> Drop for Tx<T> { fn drop(&mut self) { self.0.borrow_mut().closed = true; } }
trait Stream { type Item; fn poll_next(&mut self) -> Poll<Option<Self::Item>>; async fn next(&mut self) -> Option<Self::Item> { poll_fn(|_| self.poll_next()).await } fn map<F, U>(self, f: F) -> Map<Self, F> where Self: Sized, F: FnMut(Self::Item) -> U { Map(self, f) } }
struct Map<S, F>(S, F);
impl<S: Stream, U, F: FnMut(S::Item) -> U> Stream for Map<S, F> { type Item = U; fn poll_next(&mut self) -> Poll<Option<U>> { self.0.poll_next().map(|o| o.map(&mut self.1)) } }
impl<T> Stream for Rx<T> { type Item = T; fn poll_next(&mut self) -> Poll<Option<T>> { let mut c = self.0.borrow_mut(); match c.q.pop_front() { Some(x) => Poll::Ready(Some(x)), None if c.closed => Poll::Ready(None), None => Poll::Pending } } }
type Task = Pin<Box<dyn Future<Output = ()>>>;
fn run(mut tasks: Vec<Task>) -> u32 { let mut rounds = 0; let mut cx = Context::from_waker(Waker::noop()); while !tasks.is_empty() { rounds += 1; assert!(rounds < 100); tasks.retain_mut(|t| t.as_mut().poll(&mut cx).is_pending()); } rounds }

fn main() {
    let out = Rc::new(RefCell::new(vec![]));
    let (tx, rx) = channel::<u32>(b(2));
    let (tx2, mut rx2) = channel::<String>(1);
    let o = out.clone();
    let rounds = run(vec![
        Box::pin(async move { for i in 0..7 { tx.send(i * i).await; } }),
        Box::pin(async move { let mut s = rx.map(|x| format!("<{x}>")); while let Some(x) = s.next().await { tx2.send(x).await; } }),
        Box::pin(async move { let mut n = 0; while let Some(s) = rx2.next().await { n += 1; o.borrow_mut().push(format!("{n}{s}")); } o.borrow_mut().push("end".into()); }),
    ]);
    println!("{rounds} {:?}", out.borrow());
    let lock = Rc::new(RefCell::new(Vec::new()));
    let tasks = (0..3u8).map(|id| { let lock = lock.clone(); Box::pin(async move { for k in 0..2 { { lock.borrow_mut().push(id * 10 + k); } let mut once = true; poll_fn(|_| if std::mem::take(&mut once) { Poll::Pending } else { Poll::Ready(()) }).await; } }) as Task }).collect();
    println!("{} {:?}", run(tasks), lock.borrow());
}
