//! async fn in traits, async closures of each kind, futures as fields and in enums, IntoFuture.
use std::future::{Future, IntoFuture, Ready, ready};
use std::hint::black_box as b;
use std::pin::{Pin, pin};
use std::task::{Context, Poll, Waker};

fn block<F: IntoFuture>(f: F) -> F::Output { let mut f = pin!(f.into_future()); loop { if let Poll::Ready(x) = f.as_mut().poll(&mut Context::from_waker(Waker::noop())) { return x; } } }
struct Later(u8);
impl Future for Later { type Output = (); fn poll(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<()> { match self.0.checked_sub(1) { Some(n) => { self.0 = n; Poll::Pending } None => Poll::Ready(()) } } }
trait Store { async fn get(&self, k: &str) -> Option<u32>; async fn both(&self, a: &str, c: &str) -> u32 { self.get(a).await.unwrap_or(0) * 100 + self.get(c).await.unwrap_or(0) } }
struct Fast(Vec<(String, u32)>);
struct Slow<S>(S, u8);
impl Store for Fast { async fn get(&self, k: &str) -> Option<u32> { self.0.iter().find(|e| e.0 == k).map(|e| e.1) } }
impl<S: Store> Store for Slow<S> { async fn get(&self, k: &str) -> Option<u32> { Later(self.1).await; let r = self.0.get(k).await; Later(1).await; r.map(|x| x + 1) } }
trait DynStore { fn get<'a>(&'a self, k: &'a str) -> Pin<Box<dyn Future<Output = Option<u32>> + 'a>>; }
impl<S: Store> DynStore for S { fn get<'a>(&'a self, k: &'a str) -> Pin<Box<dyn Future<Output = Option<u32>> + 'a>> { Box::pin(Store::get(self, k)) } }
struct Request { n: u32 }
impl IntoFuture for Request { type Output = u32; type IntoFuture = Ready<u32>; fn into_future(self) -> Ready<u32> { ready(self.n * 2) } }
async fn each(v: &[u32], mut f: impl AsyncFnMut(u32) -> u32) -> u32 { let mut s = 0; for x in v { s += f(*x).await; } s }
async fn retry<T>(n: u32, f: impl AsyncFn(u32) -> Result<T, u32>) -> Result<T, Vec<u32>> { let mut errors = vec![]; for i in 0..n { match f(i).await { Ok(x) => return Ok(x), Err(e) => errors.push(e) } } Err(errors) }

fn main() {
    let fast = Fast(vec![("a".into(), 3), ("b".into(), 4)]);
    println!("{:?} {}", block(Store::get(&fast, "a")), block(fast.both("b", "zz")));
    let slow = Slow(Slow(fast, 2), b(1));
    println!("{:?} {}", block(Store::get(&slow, "b")), block(slow.both("a", "b")));
    let objects: Vec<Box<dyn DynStore>> = vec![Box::new(slow), Box::new(Fast(vec![]))];
    println!("{:?}", objects.iter().map(|o| block(o.get("a"))).collect::<Vec<_>>());
    println!("{} {}", block(Request { n: b(21) }), block(async { Request { n: 4 }.await + 1 }));
    let mut seen = vec![];
    println!("{}", block(each(&[1, 2, 3], async |x| { Later(x as u8).await; seen.push(x); x * x })));
    println!("{seen:?}");
    let limit = b(2);
    println!("{:?} {:?}", block(retry(5, async |i| if i < limit { Later(1).await; Err(i) } else { Ok("done") })), block(retry(2, async |i| Err::<(), _>(i + 10))));
    let once = async move |s: String| { Later(1).await; s + "!" };
    println!("{}", block(once("x".into())));
}
