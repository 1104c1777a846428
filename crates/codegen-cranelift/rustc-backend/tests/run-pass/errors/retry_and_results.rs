//! Results collected, partitioned, retried, with context and early ends; Option and Result methods all.
use std::hint::black_box as b;
#[derive(Debug, Clone, PartialEq)] enum E { Soft(u8), Hard { at: usize, why: String } }
trait Context<T> { fn context(self, at: usize) -> Result<T, E>; }
impl<T> Context<T> for Result<T, E> { fn context(self, at: usize) -> Result<T, E> { self.map_err(|e| match e { E::Soft(n) => E::Hard { at, why: format!("soft {n}") }, E::Hard { why, .. } => E::Hard { at, why: why + "<" } }) } }
impl<T> Context<T> for Option<T> { fn context(self, at: usize) -> Result<T, E> { self.ok_or_else(|| E::Hard { at, why: "none".into() }) } }
fn retry<T>(mut n: u8, mut f: impl FnMut(u8) -> Result<T, E>) -> Result<(T, u8), E> { let mut last = None; while n > 0 { match f(n) { Ok(x) => return Ok((x, n)), Err(e @ E::Hard { .. }) => return Err(e), Err(e) => last = Some(e) } n -= 1; } Err(last.unwrap_or(E::Soft(0))) }
fn step(x: u8) -> Result<u8, E> { match x { 0..=3 => Ok(x * 2), 4..=6 => Err(E::Soft(x)), _ => None.context(usize::from(x)) } }
fn all(v: &[u8]) -> Result<Vec<u8>, E> { v.iter().enumerate().map(|(i, x)| step(*x).context(i)).collect() }
fn nested(x: u8) -> Result<u8, E> { let y = step(x).or_else(|e| match e { E::Soft(n) => step(n - 3), e => Err(e) })?; step(y).and_then(|z| step(z)).context(9) }
fn main() {
    for v in [&[1, 2, 3][..], &[1, 5, 9], &[9, 5], &[]] { println!("{:?}", all(b(v))); }
    for x in 0..9 { println!("{:?} {:?}", nested(b(x)), retry(3, |n| step(x + n - 1))); }
    println!("{:?}", retry(0, |_| Ok(())));
    let r: Result<u8, E> = b(Ok(5));
    println!("{:?} {:?} {:?} {:?} {}", r.clone().ok(), r.clone().map_or(0, |x| x + 1), r.as_ref().map(|x| x * 2), r.clone().and(Err::<u8, _>(E::Soft(1))), r.clone().is_ok_and(|x| x > 4));
    let e: Result<u8, E> = b(Err(E::Soft(7)));
    println!("{:?} {} {} {:?} {:?}", e.clone().err(), e.clone().unwrap_or(1), e.clone().unwrap_or_else(|e| if let E::Soft(n) = e { n } else { 0 }), e.as_ref().ok(), e.iter().count());
    println!("{:?}", e.clone().or(Ok::<u8, ()>(3)));
    println!("{:?}", e.unwrap_or_default());
    let o = b(Some(4u8));
    println!("{:?} {:?} {:?} {:?} {:?}", o.xor(None), o.and_then(|x| x.checked_sub(5)), o.filter(|x| x % 2 == 0), o.or(Some(1)), o.ok_or("no"));
    println!("{:?} {:?} {:?} {:?}", o.map_or_else(|| "none".into(), |x| x.to_string()), o.is_none_or(|x| x > 9), o.as_slice(), Some(o).flatten());
    println!("{:?} {:?} {:?}", Some(Ok::<u8, E>(1)).transpose(), Some((1, 'a')).unzip(), Ok::<Option<u8>, E>(None).transpose());
    let (ok, bad): (Vec<_>, Vec<_>) = (0..9).map(step).partition(Result::is_ok);
    println!("{} {:?}", ok.len(), bad.into_iter().filter_map(Result::err).map(|e| matches!(e, E::Soft(_)) as u8).collect::<Vec<_>>());
    println!("{:?} {:?}", (0..5).map(step).sum::<Result<u8, E>>(), (1..3).map(step).product::<Result<u8, E>>());
}
