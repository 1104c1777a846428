//! Virtual time: sleep, timeout, semaphore and barrier over an executor that advances a clock.
use std::cell::{Cell, RefCell};
use std::future::{Future, poll_fn};
use std::hint::black_box as b;
use std::pin::{Pin, pin};
use std::rc::Rc;
use std::task::{Context, Poll, Waker};
thread_local! { static NOW: Cell<u64> = const { Cell::new(0) }; static NEXT: RefCell<Vec<u64>> = const { RefCell::new(vec![]) }; static LOG: RefCell<Vec<String>> = const { RefCell::new(vec![]) }; }
fn log(s: impl Into<String>) { LOG.with_borrow_mut(|l| l.push(format!("{}:{}", NOW.get(), s.into()))); }
async fn sleep(t: u64) { let until = NOW.get() + t; poll_fn(|_| if NOW.get() >= until { Poll::Ready(()) } else { NEXT.with_borrow_mut(|n| n.push(until)); Poll::Pending }).await }
async fn timeout<F: Future>(t: u64, f: F) -> Option<F::Output> { let (mut f, mut s) = (pin!(f), pin!(sleep(t))); poll_fn(|cx| if let Poll::Ready(x) = f.as_mut().poll(cx) { Poll::Ready(Some(x)) } else { s.as_mut().poll(cx).map(|()| None) }).await }
struct Sem(Cell<u32>);
struct Permit<'a>(&'a Sem);
impl Sem { async fn get(&self) -> Permit<'_> { poll_fn(|_| match self.0.get() { 0 => Poll::Pending, n => { self.0.set(n - 1); Poll::Ready(()) } }).await; Permit(self) } }
impl Drop for Permit<'_> { fn drop(&mut self) { self.0.0.set(self.0.0.get() + 1); } }
struct Barrier { need: u32, in_: Cell<u32>, round: Cell<u32> }
impl Barrier { async fn wait(&self) -> bool { let r = self.round.get(); self.in_.set(self.in_.get() + 1); if self.in_.get() == self.need { self.in_.set(0); self.round.set(r + 1); return true; } poll_fn(|_| if self.round.get() > r { Poll::Ready(()) } else { Poll::Pending }).await; false } }
type Task = Pin<Box<dyn Future<Output = ()>>>;
fn run(mut tasks: Vec<Task>) { let mut cx = Context::from_waker(Waker::noop()); loop { for _ in 0..3 { tasks.retain_mut(|t| t.as_mut().poll(&mut cx).is_pending()); } if tasks.is_empty() { break; } NEXT.with_borrow_mut(|n| n.retain(|t| *t > NOW.get())); match NEXT.take().into_iter().min() { Some(t) => NOW.set(t), None => { log("stuck"); break; } } } println!("{}", LOG.take().join(" ")); }
fn main() {
    run((0..3u64).map(|i| Box::pin(async move { for k in 0..2 { sleep(i * 2 + 1).await; log(format!("{i}{k}")); } }) as Task).collect());
    let sem = Rc::new(Sem(Cell::new(b(2))));
    run((0..5).map(|i| { let s = sem.clone(); Box::pin(async move { let _p = s.get().await; log(format!("+{i}")); sleep(3 + i % 2).await; log(format!("-{i}")); }) as Task }).collect());
    println!("{}", sem.0.get());
    let bar = Rc::new(Barrier { need: 3, in_: Cell::new(0), round: Cell::new(0) });
    run((0..3u64).map(|i| { let w = bar.clone(); Box::pin(async move { for r in 0..2 { sleep(i + 1).await; log(format!("{i}@{r}{}", if w.wait().await { "!" } else { "" })); } }) as Task }).collect());
    let s = sem.clone();
    run(vec![Box::pin(async move { let held = (s.get().await, s.get().await); log(format!("{:?}", timeout(5, s.get()).await.is_none())); drop(held); log(format!("{:?}", timeout(5, async { let _p = s.get().await; sleep(2).await; "ok" }).await)); log(format!("{:?} {}", timeout(1, sleep(10)).await, s.0.get())); })]);
    run(vec![Box::pin(async { std::future::pending::<()>().await })]);
}
