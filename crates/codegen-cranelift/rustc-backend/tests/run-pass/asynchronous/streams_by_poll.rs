//! Streams by hand: map, filter, chunks, merge, take-until, with pinned inner futures and sleep by counters.
use std::future::Future;
use std::hint::black_box as b;
use std::pin::Pin;
use std::task::{Context, Poll, Waker};
trait Stream { type Item; fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>>; }
struct Ticks { n: u32, every: u32, left: u32 }
impl Stream for Ticks { type Item = u32; fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<u32>> { if self.n == 0 { return Poll::Ready(None); } if self.left > 0 { self.left -= 1; return Poll::Pending; } self.left = self.every; self.n -= 1; Poll::Ready(Some(self.n)) } }
struct Then<S, F, Fut> { s: S, f: F, fut: Option<Pin<Box<Fut>>> }
impl<S: Stream + Unpin, F: FnMut(S::Item) -> Fut + Unpin, Fut: Future> Stream for Then<S, F, Fut> { type Item = Fut::Output; fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Fut::Output>> { let me = &mut *self; loop { if let Some(f) = &mut me.fut { let Poll::Ready(x) = f.as_mut().poll(cx) else { return Poll::Pending }; me.fut = None; return Poll::Ready(Some(x)); } match Pin::new(&mut me.s).poll_next(cx) { Poll::Ready(Some(x)) => me.fut = Some(Box::pin((me.f)(x))), Poll::Ready(None) => return Poll::Ready(None), Poll::Pending => return Poll::Pending } } } }
struct Merge<A, B>(Option<A>, Option<B>, bool);
impl<T, A: Stream<Item = T> + Unpin, B: Stream<Item = T> + Unpin> Stream for Merge<A, B> { type Item = T; fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<T>> { let me = &mut *self; me.2 = !me.2; for i in 0..2 { if (i == 0) == me.2 { if let Some(a) = &mut me.0 { match Pin::new(a).poll_next(cx) { Poll::Ready(Some(x)) => return Poll::Ready(Some(x)), Poll::Ready(None) => me.0 = None, Poll::Pending => {} } } } else if let Some(c) = &mut me.1 { match Pin::new(c).poll_next(cx) { Poll::Ready(Some(x)) => return Poll::Ready(Some(x)), Poll::Ready(None) => me.1 = None, Poll::Pending => {} } } } if me.0.is_none() && me.1.is_none() { Poll::Ready(None) } else { Poll::Pending } } }
struct Chunks<S: Stream>(S, Vec<S::Item>, usize);
impl<S: Stream + Unpin> Stream for Chunks<S> where S::Item: Unpin { type Item = Vec<S::Item>; fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Vec<S::Item>>> { let me = &mut *self; loop { match Pin::new(&mut me.0).poll_next(cx) { Poll::Ready(Some(x)) => { me.1.push(x); if me.1.len() == me.2 { return Poll::Ready(Some(std::mem::take(&mut me.1))); } } Poll::Ready(None) => return Poll::Ready((!me.1.is_empty()).then(|| std::mem::take(&mut me.1))), Poll::Pending => return Poll::Pending } } } }
fn drain<S: Stream + Unpin>(mut s: S) -> (Vec<S::Item>, u32) { let mut v = vec![]; let mut pending = 0; loop { match Pin::new(&mut s).poll_next(&mut Context::from_waker(Waker::noop())) { Poll::Ready(Some(x)) => v.push(x), Poll::Ready(None) => return (v, pending), Poll::Pending => pending += 1 } } }
async fn pause(n: u32) { let mut left = n; std::future::poll_fn(move |_| if left == 0 { Poll::Ready(()) } else { left -= 1; Poll::Pending }).await }
fn main() {
    let ticks = |n, every| Ticks { n: b(n), every, left: 0 };
    println!("{:?}", drain(ticks(4, 2)));
    println!("{:?}", drain(Merge(Some(ticks(3, 1)), Some(ticks(5, 0)), false)));
    println!("{:?}", drain(Chunks(Merge(Some(ticks(4, 3)), Some(ticks(3, 1)), true), vec![], 3)));
    let k = b(10);
    println!("{:?}", drain(Then { s: ticks(4, 0), f: |x| async move { pause(x).await; format!("{}", x * k) }, fut: None }));
    println!("{:?}", drain(Chunks(Then { s: ticks(5, 1), f: async |x: u32| { let big = [x; 30]; pause(1).await; big.iter().sum::<u32>() }, fut: None }, vec![], 2)));
}
