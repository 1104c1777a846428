//! Coroutines: async functions, hand-written executors, pinned state across awaits.
use std::cell::RefCell;
use std::collections::VecDeque;
use std::future::Future;
use std::pin::{Pin, pin};
use std::rc::Rc;
use std::task::{Context, Poll, RawWaker, RawWakerVTable, Waker};

struct Yield(bool);
impl Future for Yield { type Output = (); fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> { if self.0 { Poll::Ready(()) } else { self.0 = true; cx.waker().wake_by_ref(); Poll::Pending } } }
fn waker() -> Waker {
    fn clone(p: *const ()) -> RawWaker { RawWaker::new(p, &VTABLE) }
    fn nop(_: *const ()) {}
    static VTABLE: RawWakerVTable = RawWakerVTable::new(clone, nop, nop, nop);
    unsafe { Waker::from_raw(RawWaker::new(std::ptr::null(), &VTABLE)) }
}
fn block_on<F: Future>(f: F) -> (F::Output, usize) {
    let mut f = pin!(f); let w = waker(); let mut cx = Context::from_waker(&w); let mut polls = 0;
    loop { polls += 1; if let Poll::Ready(v) = f.as_mut().poll(&mut cx) { return (v, polls); } }
}
async fn add(a: u32, b: u64) -> u64 { Yield(false).await; a as u64 + b }
async fn fib(n: u32) -> u64 { if n < 2 { n as u64 } else { Box::pin(fib(n - 1)).await + Box::pin(fib(n - 2)).await } }
struct Guard(&'static str, Rc<RefCell<Vec<String>>>);
impl Drop for Guard { fn drop(&mut self) { self.1.borrow_mut().push(format!("drop {}", self.0)); } }
async fn guarded(log: Rc<RefCell<Vec<String>>>) -> Result<String, String> {
    let _g = Guard("outer", log.clone());
    let s = String::from("held");
    for i in 0..3 { let _i = Guard("inner", log.clone()); Yield(false).await; log.borrow_mut().push(format!("{s} {i}")); }
    let x: Result<u8, String> = Err("bad".into());
    let y = x?;
    Ok(format!("{y}"))
}
trait Service { fn call(&self, x: i32) -> Pin<Box<dyn Future<Output = i32> + '_>>; }
struct S(i32);
impl Service for S { fn call(&self, x: i32) -> Pin<Box<dyn Future<Output = i32> + '_>> { Box::pin(async move { Yield(false).await; self.0 * x }) } }

fn main() {
    println!("{:?}", block_on(add(1, 2)));
    println!("{:?}", block_on(fib(12)));
    let log = Rc::new(RefCell::new(Vec::new()));
    println!("{:?}", block_on(guarded(log.clone())));
    println!("{:?}", log.borrow());
    let s: Box<dyn Service> = Box::new(S(6));
    println!("{:?}", block_on(async { let a = s.call(7).await; let b = s.call(a).await; (a, b) }));
    let big = async { let buf = [7u8; 300]; Yield(false).await; buf.iter().map(|&b| b as u32).sum::<u32>() };
    println!("{:?}", block_on(big));
    { let l2 = Rc::new(RefCell::new(Vec::new())); let mut f = Box::pin(guarded(l2.clone())); let w = waker(); let _ = f.as_mut().poll(&mut Context::from_waker(&w)); drop(f); println!("{:?}", l2.borrow()); }
    let mut queue: VecDeque<Pin<Box<dyn Future<Output = ()>>>> = VecDeque::new();
    for i in 0..3u32 { queue.push_back(Box::pin(async move { for j in 0..i { println!("task {i} step {j}"); Yield(false).await; } println!("task {i} done"); })); }
    let w = waker();
    while let Some(mut t) = queue.pop_front() { if t.as_mut().poll(&mut Context::from_waker(&w)).is_pending() { queue.push_back(t); } }
    let c = async |x: u8| { Yield(false).await; x + 1 }; println!("{:?}", block_on(c(4)));
}
