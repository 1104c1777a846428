//! Fixed-point numbers in i32 and i64: products, quotients, roots, sines by CORDIC, printed exactly.
use std::fmt;
use std::hint::black_box as b;
use std::ops::*;
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)] struct Fx<const F: u32>(i32);
impl<const F: u32> Fx<F> {
    const ONE: Self = Fx(1 << F);
    fn from_f64(x: f64) -> Self { Fx((x * f64::from(1u32 << F)).round() as i32) }
    fn sqrt(self) -> Self { let n = (self.0 as u64) << F; let mut r = 0u64; let mut bit = 1u64 << 62; let mut n2 = n; while bit > n2 { bit >>= 2; } while bit != 0 { if n2 >= r + bit { n2 -= r + bit; r = (r >> 1) + bit; } else { r >>= 1; } bit >>= 2; } Fx(r as i32) }
    fn floor(self) -> i32 { self.0 >> F }
    fn fract(self) -> Self { Fx(self.0 & ((1 << F) - 1)) }
    fn sat_mul(self, o: Self) -> Self { Fx((i64::from(self.0) * i64::from(o.0) >> F).clamp(i32::MIN.into(), i32::MAX.into()) as i32) }
}
impl<const F: u32> Add for Fx<F> { type Output = Self; fn add(self, o: Self) -> Self { Fx(self.0.wrapping_add(o.0)) } }
impl<const F: u32> Sub for Fx<F> { type Output = Self; fn sub(self, o: Self) -> Self { Fx(self.0.wrapping_sub(o.0)) } }
impl<const F: u32> Mul for Fx<F> { type Output = Self; fn mul(self, o: Self) -> Self { Fx(((i64::from(self.0) * i64::from(o.0) + (1 << (F - 1))) >> F) as i32) } }
impl<const F: u32> Div for Fx<F> { type Output = Self; fn div(self, o: Self) -> Self { Fx(((i64::from(self.0) << F) / i64::from(o.0)) as i32) } }
impl<const F: u32> Neg for Fx<F> { type Output = Self; fn neg(self) -> Self { Fx(-self.0) } }
impl<const F: u32> fmt::Display for Fx<F> { fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { let (n, mut r) = (self.0.unsigned_abs() >> F, u64::from(self.0.unsigned_abs() & ((1 << F) - 1))); let mut s = format!("{}{n}.", if self.0 < 0 { "-" } else { "" }); for _ in 0..f.precision().unwrap_or(4) { r *= 10; s.push((b'0' + (r >> F) as u8) as char); r &= (1 << F) - 1; } f.write_str(&s) } }
fn cordic(angle: Fx<24>) -> (Fx<24>, Fx<24>) { let (mut x, mut y, mut z) = (Fx::<24>::from_f64(0.607252935008881), Fx(0), angle); for i in 0..24u32 { let a = Fx::<24>::from_f64((2f64.powi(-(i as i32))).atan()); let (dx, dy) = (Fx(x.0 >> i), Fx(y.0 >> i)); if z.0 >= 0 { (x, y, z) = (x - dy, y + dx, z - a); } else { (x, y, z) = (x + dy, y - dx, z + a); } } (y, x) }
fn main() {
    let (p, q) = (Fx::<16>::from_f64(b(3.75)), Fx::<16>::from_f64(b(-1.3)));
    println!("{} {} {} {:.6} {} {}", p + q, p - q, p * q, p / q, -p, q.floor());
    println!("{} {} {:.8} {}", p.fract(), q.fract(), Fx::<16>::from_f64(b(2.0)).sqrt(), Fx::<8>::from_f64(1e9));
    println!("{} {}", Fx::<16>(i32::MAX).sat_mul(Fx(b(1 << 20))), Fx::<16>(i32::MIN).sat_mul(Fx::ONE));
    for a in [0.0, 0.5, 1.0, -1.2, 1.5] { let (s, c) = cordic(Fx::from_f64(b(a))); println!("{s:.4} {c:.4} {:.3}", s * s + c * c); }
    let mut y = Fx::<28>::ONE;
    for _ in 0..20 { y = Fx((y.0 >> 1) + (Fx::<28>::from_f64(2.0) / y).0.wrapping_shr(1)); }
    println!("{y:.7} {:?}", [Fx::<4>(b(7)), Fx(-8)].iter().max().map(|x| x.0));
}
