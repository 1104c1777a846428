//! Arithmetic through bounds: sums, products, fused operations over types of all kinds.
use std::fmt::Debug;
use std::hint::black_box as b;
use std::iter::{Product, Sum};
use std::ops::{Add, AddAssign, Mul, Neg, Sub};

trait Ring: Copy + Add<Output = Self> + Mul<Output = Self> + Sub<Output = Self> + Neg<Output = Self> + AddAssign + Default + PartialEq + Debug { const ONE: Self; }
macro_rules! ring { ($($t:ty)*) => { $(impl Ring for $t { const ONE: $t = 1 as $t; })* } }
ring! { i8 i16 i32 i64 i128 isize f32 f64 }
#[derive(Clone, Copy, Default, PartialEq, Debug)]
struct Mod7(u8);
impl Add for Mod7 { type Output = Self; fn add(self, o: Self) -> Self { Mod7((self.0 + o.0) % 7) } }
impl Sub for Mod7 { type Output = Self; fn sub(self, o: Self) -> Self { Mod7((self.0 + 7 - o.0) % 7) } }
impl Mul for Mod7 { type Output = Self; fn mul(self, o: Self) -> Self { Mod7(self.0 * o.0 % 7) } }
impl Neg for Mod7 { type Output = Self; fn neg(self) -> Self { Mod7((7 - self.0) % 7) } }
impl AddAssign for Mod7 { fn add_assign(&mut self, o: Self) { *self = *self + o; } }
impl Ring for Mod7 { const ONE: Self = Mod7(1); }
#[derive(Clone, Copy, Default, PartialEq, Debug)]
struct Cx<T>(T, T);
impl<T: Ring> Add for Cx<T> { type Output = Self; fn add(self, o: Self) -> Self { Cx(self.0 + o.0, self.1 + o.1) } }
impl<T: Ring> Sub for Cx<T> { type Output = Self; fn sub(self, o: Self) -> Self { Cx(self.0 - o.0, self.1 - o.1) } }
impl<T: Ring> Mul for Cx<T> { type Output = Self; fn mul(self, o: Self) -> Self { Cx(self.0 * o.0 - self.1 * o.1, self.0 * o.1 + self.1 * o.0) } }
impl<T: Ring> Neg for Cx<T> { type Output = Self; fn neg(self) -> Self { Cx(-self.0, -self.1) } }
impl<T: Ring> AddAssign for Cx<T> { fn add_assign(&mut self, o: Self) { self.0 += o.0; self.1 += o.1; } }
impl<T: Ring> Ring for Cx<T> { const ONE: Self = Cx(T::ONE, T::ONE); }
impl<T: Ring> Sum for Cx<T> { fn sum<I: Iterator<Item = Self>>(i: I) -> Self { i.fold(Self::default(), |a, c| a + c) } }
impl<T: Ring> Product for Cx<T> { fn product<I: Iterator<Item = Self>>(i: I) -> Self { i.reduce(|a, c| a * c).unwrap_or_default() } }

fn power<R: Ring>(x: R, n: u32) -> R { (1..n).fold(x, |a, _| a * x) }
fn poly<R: Ring>(x: R) -> R { let mut acc = R::default(); for _ in 0..3 { acc = acc * x + R::ONE; acc += -x; } acc - x }

fn main() {
    println!("{} {} {} {} {}", poly(b(2i8)), poly(b(-3i16)), poly(b(12i32)), poly(b(-1_000_000i64)), poly(b(1i128 << 40)));
    println!("{:?} {:?} {:?}", poly(b(0.5f32)), poly(b(-1.25f64)), poly(b(Mod7(4))));
    println!("{:?} {:?}", poly(b(Cx(1, 2))), poly(b(Cx(Mod7(3), Mod7(6)))));
    println!("{:?} {:?}", power(Cx(0i64, 1), 5), power(b(Cx(Cx(0.5, 0.25), Cx(1.0, -1.0))), 3));
    println!("{:?} {:?}", (1..5).map(|i| Cx(i, -i)).sum::<Cx<i32>>(), (1..5).map(|i| Cx(i, 1)).product::<Cx<i64>>());
}
