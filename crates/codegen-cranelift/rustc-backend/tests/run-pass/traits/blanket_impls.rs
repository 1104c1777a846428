//! Blanket impls over traits, references and iterators; the method that resolution picks.
use std::fmt::Display;
use std::hint::black_box as b;

trait Shout { fn shout(&self) -> String; }
impl<T: Display + ?Sized> Shout for T { fn shout(&self) -> String { self.to_string().to_uppercase() + "!" } }
trait Stats: Iterator { fn mean(self) -> Option<f64> where Self: Sized, Self::Item: Into<f64>; fn pairs(self) -> Vec<(Self::Item, Self::Item)> where Self: Sized; }
impl<I: Iterator> Stats for I {
    fn mean(self) -> Option<f64> where I::Item: Into<f64> { let (n, s) = self.fold((0, 0.0), |(n, s), x| (n + 1, s + x.into())); (n > 0).then(|| s / f64::from(n)) }
    fn pairs(mut self) -> Vec<(I::Item, I::Item)> { let mut v = vec![]; while let (Some(a), Some(c)) = (self.next(), self.next()) { v.push((a, c)); } v }
}
trait Who { fn who(self) -> &'static str; }
impl Who for u8 { fn who(self) -> &'static str { "value" } }
impl Who for &u8 { fn who(self) -> &'static str { "reference" } }
impl Who for &mut u8 { fn who(self) -> &'static str { "mutable" } }
impl<T: Who> Who for (T,) { fn who(self) -> &'static str { self.0.who() } }
impl<T, const N: usize> Who for [T; N] { fn who(self) -> &'static str { if N == 0 { "none" } else { "array" } } }
trait Conv<T> { fn conv(self) -> T; }
impl<T, U: From<T>> Conv<U> for T { fn conv(self) -> U { U::from(self) } }

fn main() {
    println!("{} {} {} {}", b(5).shout(), "abc".shout(), 'x'.shout(), b(String::from("ß")).shout());
    println!("{}", (&&&true).shout());
    println!("{:?} {:?}", b([1u8, 2, 4]).into_iter().mean(), std::iter::empty::<f32>().mean());
    println!("{:?} {:?}", (1..6).pairs(), "abcd".chars().pairs());
    let mut x = 5u8;
    println!("{} {} {} {} {}", x.who(), (&x).who(), (&mut x).who(), (&x,).who(), [x; 0].who());
    let (s, n, f): (String, i128, f64) = ("t".conv(), b(-5i8).conv(), b(7u32).conv());
    println!("{s} {n} {f}");
}
