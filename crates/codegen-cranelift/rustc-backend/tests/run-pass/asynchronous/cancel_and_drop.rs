//! Futures dropped before the first poll, halfway and after the end: what they hold is dropped once.
use std::future::Future;
use std::hint::black_box as b;
use std::pin::{Pin, pin};
use std::task::{Context, Poll, Waker};

struct D(&'static str);
impl Drop for D { fn drop(&mut self) { print!("-{} ", self.0); } }
struct Yield(bool);
impl Future for Yield { type Output = (); fn poll(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<()> { if self.0 { Poll::Ready(()) } else { self.0 = true; Poll::Pending } } }
async fn inner(d: D) -> D { let _local = D("inner"); Yield(false).await; print!("[inner] "); d }
async fn work(arg: D, unused: D) -> usize {
    let a = D("a");
    Yield(false).await;
    print!("[1] ");
    let moved = inner(arg).await;
    print!("[2] ");
    { let _scoped = D("scoped"); Yield(false).await; }
    drop(a);
    let v = vec![D("v0"), D("v1")];
    Yield(false).await;
    print!("[3] ");
    let _ = unused;
    v.len() + moved.0.len()
}
fn steps(n: u32) { let mut f = Box::pin(work(D("arg"), D("unused"))); let mut cx = Context::from_waker(Waker::noop()); let mut r = None; for _ in 0..n { match f.as_mut().poll(&mut cx) { Poll::Ready(x) => { r = Some(x); break } Poll::Pending => print!("| ") } } print!("drop: "); drop(f); println!("{r:?}"); }
enum Either<A, B> { Left(A), Right(B) }
async fn select<A: Future, B: Future>(a: A, c: B) -> Either<A::Output, B::Output> { let (mut a, mut c) = (pin!(a), pin!(c)); std::future::poll_fn(|cx| { if let Poll::Ready(x) = a.as_mut().poll(cx) { return Poll::Ready(Either::Left(x)); } c.as_mut().poll(cx).map(Either::Right) }).await }
async fn after(n: u8, d: D) -> u8 { let _d = d; for _ in 0..n { Yield(false).await; } n }

fn main() {
    for n in 0..=6 { steps(b(n)); }
    for (x, y) in [(1, 3), (3, 1), (2, 2)] {
        let mut f = pin!(select(after(b(x), D("left")), after(b(y), D("right"))));
        loop { match f.as_mut().poll(&mut Context::from_waker(Waker::noop())) { Poll::Ready(Either::Left(n)) => { println!("left {n}"); break } Poll::Ready(Either::Right(n)) => { println!("right {n}"); break } Poll::Pending => print!(". ") } }
    }
    println!();
    let f = async { let d = D("captured"); move || d.0.len() };
    let mut f = pin!(f);
    if let Poll::Ready(g) = f.as_mut().poll(&mut Context::from_waker(Waker::noop())) { println!("{}", g()); }
    println!("end");
}
