//! Rationals, complex numbers, quaternions, polynomials and modular numbers over each other.
use std::fmt::{self, Debug, Display};
use std::hint::black_box as b;
use std::ops::*;
trait Num: Copy + Debug + PartialEq + Add<Output = Self> + Sub<Output = Self> + Mul<Output = Self> + Neg<Output = Self> { const ZERO: Self; const ONE: Self; fn pow(self, n: u32) -> Self { (0..n).fold(Self::ONE, |a, _| a * self) } }
macro_rules! prim { ($($t:ty: $z:expr, $o:expr;)*) => { $(impl Num for $t { const ZERO: $t = $z; const ONE: $t = $o; })* } }
prim! { i32: 0, 1; i64: 0, 1; i128: 0, 1; f32: 0.0, 1.0; f64: 0.0, 1.0; }
#[derive(Clone, Copy, PartialEq, Eq)] struct Q(i64, i64);
impl Q { fn new(n: i64, d: i64) -> Q { fn gcd(a: i64, c: i64) -> i64 { if c == 0 { a.abs() } else { gcd(c, a % c) } } let g = gcd(n, d).max(1) * d.signum(); Q(n / g, d / g) } }
impl Debug for Q { fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { if self.1 == 1 { write!(f, "{}", self.0) } else { write!(f, "{}/{}", self.0, self.1) } } }
impl Add for Q { type Output = Q; fn add(self, o: Q) -> Q { Q::new(self.0 * o.1 + o.0 * self.1, self.1 * o.1) } }
impl Sub for Q { type Output = Q; fn sub(self, o: Q) -> Q { self + -o } }
impl Mul for Q { type Output = Q; fn mul(self, o: Q) -> Q { Q::new(self.0 * o.0, self.1 * o.1) } }
impl Div for Q { type Output = Q; fn div(self, o: Q) -> Q { Q::new(self.0 * o.1, self.1 * o.0) } }
impl Neg for Q { type Output = Q; fn neg(self) -> Q { Q(-self.0, self.1) } }
impl Num for Q { const ZERO: Q = Q(0, 1); const ONE: Q = Q(1, 1); }
macro_rules! vector { ($n:ident; $($i:tt),*) => { impl<T: Num> Add for $n<T> { type Output = Self; fn add(self, o: Self) -> Self { $n($(self.$i + o.$i),*) } } impl<T: Num> Sub for $n<T> { type Output = Self; fn sub(self, o: Self) -> Self { $n($(self.$i - o.$i),*) } } impl<T: Num> Neg for $n<T> { type Output = Self; fn neg(self) -> Self { $n($(-self.$i),*) } } } }
#[derive(Clone, Copy, PartialEq, Debug)] struct C<T>(T, T);
#[derive(Clone, Copy, PartialEq, Debug)] struct H<T>(T, T, T, T);
vector!(C; 0, 1); vector!(H; 0, 1, 2, 3);
impl<T: Num> Mul for C<T> { type Output = Self; fn mul(self, o: Self) -> Self { C(self.0 * o.0 - self.1 * o.1, self.0 * o.1 + self.1 * o.0) } }
impl<T: Num> Num for C<T> { const ZERO: Self = C(T::ZERO, T::ZERO); const ONE: Self = C(T::ONE, T::ZERO); }
impl<T: Num> Mul for H<T> { type Output = Self; fn mul(self, o: Self) -> Self { let (H(a, c, d, e), H(p, q, r, s)) = (self, o); H(a * p - c * q - d * r - e * s, a * q + c * p + d * s - e * r, a * r - c * s + d * p + e * q, a * s + c * r - d * q + e * p) } }
impl<T: Num> Num for H<T> { const ZERO: Self = H(T::ZERO, T::ZERO, T::ZERO, T::ZERO); const ONE: Self = H(T::ONE, T::ZERO, T::ZERO, T::ZERO); }
fn horner<T: Num>(c: &[T], x: T) -> T { c.iter().rev().fold(T::ZERO, |a, k| a * x + *k) }
fn det<T: Num>(m: [[T; 3]; 3]) -> T { let [[a, c, d], [e, f, g], [h, i, j]] = m; a * (f * j - g * i) - c * (e * j - g * h) + d * (e * i - f * h) }
fn show<T: Num>(x: T, y: T) { let s: &dyn Debug = &(x + y, x * y - y, (-x).pow(3), horner(&[x, y, T::ONE], x), det([[x, y, T::ONE], [T::ONE, x, y], [y, T::ZERO, x]])); println!("{s:?}"); }
fn egypt(mut q: Q) -> impl Display { let mut s = String::new(); while q.0 > 0 { let d = (q.1 + q.0 - 1) / q.0; s += &format!("1/{d} "); q = q - Q(1, d); } s }
fn main() {
    show(b(3i32), -2); show(b(1i64 << 10), 7); show(b(-5i128), 1 << 30); show(b(1.5f32), -0.25); show(b(0.1f64), 3.0);
    show(b(Q::new(6, -4)), Q(2, 5)); show(C(b(1), 2), C(3, -1)); show(C(Q(1, 2), Q(b(1), 3)), C(Q(0, 1), Q(2, 1)));
    show(H(b(1), 2, 3, 4), H(0, -1, 1, 0)); show(C(C(b(1.0), 0.5), C(0.0, -1.0)), C(C(2.0, 0.0), C(1.0, 1.0)));
    println!("{} {:?} {:?}", egypt(b(Q(7, 15))), (1..=10).fold(Q::ZERO, |a, n| a + Q(1, n)), Q(3, 4) / Q(-9, 8));
}
