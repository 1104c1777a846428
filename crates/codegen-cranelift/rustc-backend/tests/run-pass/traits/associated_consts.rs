//! Associated constants: defaults, overridden, computed of each other, as array lengths and in patterns.
use std::hint::black_box as b;

trait Shape { const SIDES: u32; const NAME: &'static str = "shape"; const ANGLES: u32 = Self::SIDES * 180 - 360; const TABLE: [u32; 3] = [Self::SIDES, Self::ANGLES, Self::NAME.len() as u32]; }
struct Tri;
struct Quad;
struct Poly<const N: u32>;
impl Shape for Tri { const SIDES: u32 = 3; const NAME: &'static str = "triangle"; }
impl Shape for Quad { const SIDES: u32 = 4; const ANGLES: u32 = 361; }
impl<const N: u32> Shape for Poly<N> { const SIDES: u32 = N + 1; }

trait Bits { const MAX: Self; const BITS: u32; fn half(self) -> Self; }
macro_rules! bits { ($($t:ty)*) => { $(impl Bits for $t { const MAX: Self = <$t>::MAX; const BITS: u32 = <$t>::BITS; fn half(self) -> Self { self >> (<Self as Bits>::BITS / 2) } })* } }
bits! { u8 u16 u32 u64 u128 i8 i64 i128 }
fn halved<T: Bits>() -> T { b(T::MAX).half() }

struct Buf<T: Has>(Vec<T>);
trait Has { const ZERO: Self; const STEP: usize; }
impl Has for i16 { const ZERO: i16 = -1; const STEP: usize = 2; }
impl Has for f32 { const ZERO: f32 = 0.5; const STEP: usize = 3; }
impl<T: Has + Copy> Buf<T> { const LEN: usize = T::STEP * 2; fn new() -> Self { Buf(vec![T::ZERO; Self::LEN]) } }

fn row<S: Shape>() { println!("{} {} {} {:?}", S::NAME, S::SIDES, b(S::ANGLES), S::TABLE); if let 4 = S::SIDES { println!("four"); } }

fn main() {
    row::<Tri>();
    row::<Quad>();
    row::<Poly<9>>();
    println!("{} {} {} {} {}", halved::<u8>(), halved::<u16>(), halved::<u32>(), halved::<u64>(), halved::<u128>());
    println!("{} {} {}", halved::<i8>(), halved::<i64>(), halved::<i128>());
    println!("{:?} {:?}", Buf::<i16>::new().0, Buf::<f32>::new().0);
}
