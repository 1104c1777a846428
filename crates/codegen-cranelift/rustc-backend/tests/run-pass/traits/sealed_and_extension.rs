//! Sealed traits, extension traits on foreign types, marker traits, negative reasoning by helpers.
use std::fmt::{Debug, Display};
use std::hint::black_box as b;
mod sealed { pub trait Sealed { fn secret(&self) -> u32; } impl Sealed for u8 { fn secret(&self) -> u32 { u32::from(*self) + 1 } } impl Sealed for &str { fn secret(&self) -> u32 { self.len() as u32 } } impl<T: Sealed, U: Sealed> Sealed for (T, U) { fn secret(&self) -> u32 { self.0.secret() * 100 + self.1.secret() } } }
trait Public: sealed::Sealed { fn open(&self) -> String { format!("<{}>", self.secret()) } }
impl<T: sealed::Sealed> Public for T {}
trait VecExt<T> { fn push_if(&mut self, x: T, ok: bool) -> &mut Self; fn most(&self) -> Option<&T> where T: Ord; fn each_pair<R>(&self, f: impl Fn(&T, &T) -> R) -> Vec<R>; }
impl<T> VecExt<T> for Vec<T> { fn push_if(&mut self, x: T, ok: bool) -> &mut Self { if ok { self.push(x); } self } fn most(&self) -> Option<&T> where T: Ord { self.iter().max_by_key(|x| (self.iter().filter(|y| y == x).count(), *x)) } fn each_pair<R>(&self, f: impl Fn(&T, &T) -> R) -> Vec<R> { self.iter().enumerate().flat_map(|(i, x)| self[i + 1..].iter().map(move |y| (x, y))).map(|(x, y)| f(x, y)).collect() } }
trait Pipe: Sized { fn pipe<R>(self, f: impl FnOnce(Self) -> R) -> R { f(self) } fn tap(self, f: impl FnOnce(&Self)) -> Self { f(&self); self } }
impl<T> Pipe for T {}
trait IntExt: Copy { fn clamp_to<T: TryFrom<Self>>(self, or: T) -> T; fn digits(self) -> Vec<u8>; }
impl IntExt for i64 { fn clamp_to<T: TryFrom<i64>>(self, or: T) -> T { T::try_from(self).unwrap_or(or) } fn digits(self) -> Vec<u8> { self.unsigned_abs().to_string().bytes().map(|c| c - b'0').collect() } }
trait OptExt<T> { fn log(self, n: &str) -> Self; }
impl<T: Debug> OptExt<T> for Option<T> { fn log(self, n: &str) -> Self { println!("{n}: {self:?}"); self } }
trait Marker {} impl Marker for i32 {} impl<T: Marker> Marker for Option<T> {}
fn marked<T: Marker + Debug>(x: T) -> String { format!("{x:?}") }
struct Via<'a, T: ?Sized>(&'a T);
trait ViaDisplay { fn kind(&self) -> String; } trait ViaDebug { fn kind(&self) -> String; }
impl<T: Display + ?Sized> ViaDisplay for Via<'_, T> { fn kind(&self) -> String { format!("display {}", self.0) } }
impl<T: Debug + ?Sized> ViaDebug for &Via<'_, T> { fn kind(&self) -> String { format!("debug {:?}", self.0) } }
fn main() {
    println!("{} {} {}", b(7u8).open(), "four".open(), (1u8, ("ab", 2u8)).open());
    let mut v = vec![3, 1];
    v.push_if(1, b(true)).push_if(9, b(false)).push_if(3, true);
    println!("{v:?} {:?} {:?}", v.most(), v.each_pair(|x, y| x * 10 + y));
    println!("{}", b(5).pipe(|x| x * 2).tap(|x| println!("tap {x}")).pipe(|x| format!("{x}!")).pipe(|s| s.len()));
    println!("{} {} {:?}", b(300i64).clamp_to::<u8>(255), b(-5i64).clamp_to::<i8>(0), b(-9075i64).digits());
    println!("{:?}", Some(4).log("start").filter(|x| *x > 9).log("filtered").or(Some(0)).log("end"));
    println!("{}", marked(Some(Some(b(5)))));
    println!("{} {}", (&Via(&5)).kind(), (&Via(&Some(5))).kind());
}
