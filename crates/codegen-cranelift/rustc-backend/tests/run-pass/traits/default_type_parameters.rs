//! Default type parameters, Self in bounds, traits over pairs of types, operators with unlike sides.
use std::hint::black_box as b;
use std::ops::{Add, Mul};
trait Convert<To = Self> { fn convert(&self) -> To; }
impl Convert for u8 { fn convert(&self) -> u8 { !self } }
impl Convert<String> for u8 { fn convert(&self) -> String { format!("<{self}>") } }
impl Convert<(u8, u8)> for u8 { fn convert(&self) -> (u8, u8) { (self >> 4, self & 15) } }
#[derive(Debug, Clone, Copy, PartialEq)] struct Mm(i64);
#[derive(Debug, Clone, Copy, PartialEq)] struct M(i64);
impl Add for Mm { type Output = Mm; fn add(self, o: Mm) -> Mm { Mm(self.0 + o.0) } }
impl Add<M> for Mm { type Output = Mm; fn add(self, o: M) -> Mm { Mm(self.0 + o.0 * 1000) } }
impl Add<Mm> for M { type Output = Result<M, Mm>; fn add(self, o: Mm) -> Result<M, Mm> { let t = Mm(self.0 * 1000 + o.0); if t.0 % 1000 == 0 { Ok(M(t.0 / 1000)) } else { Err(t) } } }
impl<T> Mul<T> for M where T: Into<i64> { type Output = M; fn mul(self, k: T) -> M { M(self.0 * k.into()) } }
trait Merge<O: ?Sized = Self> { fn merge(&mut self, o: &O) -> usize; }
impl Merge for String { fn merge(&mut self, o: &String) -> usize { self.push_str(o); self.len() } }
impl Merge<str> for String { fn merge(&mut self, o: &str) -> usize { self.insert_str(0, o); self.len() } }
impl Merge<[char]> for String { fn merge(&mut self, o: &[char]) -> usize { self.extend(o); self.len() } }
struct Stack<T = i32, const N: usize = 4>([T; N]);
impl<T: Default + Copy> Default for Stack<T> { fn default() -> Self { Stack([T::default(); 4]) } }
fn same<T: Convert + PartialEq>(x: T) -> bool { x.convert() == x }
fn main() {
    let x = b(0xa5u8);
    println!("{} {} {:?} {}", Convert::<u8>::convert(&x), Convert::<String>::convert(&x), <u8 as Convert<(u8, u8)>>::convert(&x), same(x));
    println!("{:?} {:?} {:?} {:?}", Mm(b(5)) + Mm(6), Mm(5) + M(2), M(1) + Mm(2000), M(1) + Mm(1));
    println!("{:?} {:?} {:?}", M(3) * b(2u8), M(3) * -2i32, M(3) * true);
    let mut s = String::from("ab");
    println!("{} {} {} {s}", s.merge(&"cd".to_owned()), s.merge("x"), s.merge(&['y', 'z'][..]), s = s.clone());
    println!("{s}");
    println!("{:?} {:?}", Stack::<u8>::default().0, { let t: Stack = Stack::default(); t.0.len() });
}
