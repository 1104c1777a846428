//! Locals of all kinds that live over awaits: arrays, references to locals, loops, matches, early returns.
use std::future::Future;
use std::hint::black_box as b;
use std::pin::{Pin, pin};
use std::task::{Context, Poll, Waker};

struct Tick(u8);
impl Future for Tick { type Output = u8; fn poll(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<u8> { if self.0 == 0 { Poll::Ready(7) } else { self.0 -= 1; Poll::Pending } } }
fn drive<F: Future>(f: F) -> (F::Output, u32) { let mut f = pin!(f); let mut n = 0; loop { n += 1; if let Poll::Ready(x) = f.as_mut().poll(&mut Context::from_waker(Waker::noop())) { return (x, n); } } }

async fn arrays(k: u8) -> u64 { let mut a = [1u64; 40]; for i in 0..40 { if i % 10 == 3 { a[i] += u64::from(Tick(k).await); } a[(i + 1) % 40] += a[i] & 0xff; } let s = &a[10..30]; Tick(1).await; s.iter().sum() }
async fn references() -> String { let mut s = String::from("x"); let r = &mut s; Tick(1).await; r.push('y'); let t = (1, &*r); Tick(2).await; format!("{} {}", t.0, t.1) }
async fn matches(n: i32) -> Result<i32, String> {
    let x = match n { 0 => Tick(1).await.into(), 1..=5 => { let y = Tick(0).await; i32::from(y) * n } _ if Tick(1).await == 7 && n < 0 => return Err(format!("negative {n}")), _ => { let c = maybe(n).await?; c + 1 } };
    Ok(x)
}
async fn maybe(n: i32) -> Result<i32, String> { if n > 100 { Tick(3).await; Err("big".into()) } else { Ok(n * 2) } }
async fn loops() -> Vec<u32> { let mut v = vec![]; 'o: for i in 0..5u32 { let mut j = 0; while j < 5 { if (i + j) % 3 == 2 { Tick(1).await; v.push(i * 10 + j); } if j > i { continue 'o; } if i == 4 { break 'o; } j += 1; } } v }
fn recursive(n: u32) -> Pin<Box<dyn Future<Output = u64>>> { Box::pin(async move { if n < 2 { Tick(1).await; return u64::from(n); } recursive(n - 1).await + recursive(n - 2).await }) }
async fn tuple(x: (u8, u128, f32)) -> (f32, u128, u8) { let (a, c, d) = x; Tick(a).await; (d * 2.0, c >> 3, a + 1) }
async fn generic<T: Clone + Default + PartialEq>(x: T) -> (T, bool) { let y = x.clone(); Tick(1).await; let z = std::mem::take(&mut { x }); (z.clone(), z == y) }

fn main() {
    println!("{:?} {:?}", drive(arrays(b(2))), drive(references()));
    for n in [0, 3, -4, 50, 500] { println!("{:?}", drive(matches(b(n)))); }
    println!("{:?} {:?}", drive(loops()), drive(recursive(b(8))));
    println!("{:?} {:?} {:?}", drive(tuple(b((3, 1 << 100, 1.25)))), drive(generic(b([1u8; 7]))), drive(generic(String::from("s"))));
    println!("{:?}", drive(async { let f = async |x: u8| Tick(x).await + x; f(1).await + f(b(2)).await }));
    println!("{:?}", drive(async { let v: Vec<_> = (0..4).map(|i| async move { Tick(i).await * i }).collect(); let mut s = 0; for f in v { s += f.await; } s }));
}
