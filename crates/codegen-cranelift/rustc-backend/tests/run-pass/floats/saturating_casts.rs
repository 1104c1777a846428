//! Floats to integers: each edge of each type from both sides.
use std::hint::black_box as b;

macro_rules! edges { ($f:ty; $($t:ty)*) => { $(
    let (lo, hi) = (<$t>::MIN as $f, <$t>::MAX as $f);
    for x in [lo, lo.next_up(), lo.next_down(), lo - 0.5, lo - 1.0, hi, hi.next_up(), hi.next_down(), hi + 0.5, hi + 1.0, -0.9, 0.9, 1.0 - <$f>::EPSILON, <$f>::NAN, <$f>::INFINITY, -<$f>::INFINITY, <$f>::MIN_POSITIVE] {
        print!("{} ", b(x) as $t);
    }
    println!();
)* } }

fn main() {
    edges! { f64; u8 i8 u16 i16 u32 i32 u64 i64 u128 i128 }
    edges! { f32; u8 i8 u16 i16 u32 i32 u64 i64 u128 i128 }
    for x in [0.0f64, 1e9, -1e9, 4e18, 1.5e19] { println!("{} {} {}", unsafe { b(x.min(9e18)).to_int_unchecked::<i64>() }, unsafe { b(f64::abs(x)).to_int_unchecked::<u64>() }, unsafe { b(x.clamp(-2e9, 2e9)).to_int_unchecked::<i32>() }); }
    println!("{:?}", b([1.9f32, -1.9, 300.7]).map(|x| (x as u8, x as i8, x as i64)));
    let mut x = b(1.0f64);
    let mut seen = vec![];
    while x.is_finite() { seen.push((x as u16, x as i32, x as u64)); x *= -1000.5; }
    println!("{seen:?}");
}
