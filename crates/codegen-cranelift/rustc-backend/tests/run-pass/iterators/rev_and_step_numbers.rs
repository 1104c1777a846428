//! Steps of all integer types to their very ends, reversed, chained, skipped, as sums.
use std::hint::black_box as b;
macro_rules! walk { ($($t:ty)*) => { $({
    let (lo, hi) = (<$t>::MIN, <$t>::MAX);
    let a: Vec<$t> = (b(hi - 5)..=hi).collect();
    let c: Vec<$t> = (lo..b(lo + 7)).step_by(3).collect();
    let d: Vec<$t> = (b(lo)..=lo + 4).rev().step_by(2).collect();
    let e: Vec<$t> = (hi - 9..=b(hi)).rev().skip(1).step_by(4).collect();
    println!("{a:?} {c:?} {d:?} {e:?}");
    println!("{:?} {:?} {:?}", (b(hi)..=hi).nth(1), (b(lo)..hi).nth(2), (lo..=b(hi)).nth_back(3));
    println!("{} {:?} {:?}", (b(10 as $t)..20).fold(0 as $t, |x, y| x ^ y), (b(3 as $t)..3).max(), (b(5 as $t)..=2).min());
    println!("{:?} {:?}", (b(1 as $t)..).take(4).rev_by_hand(), (b(hi - 2)..=hi).chain(lo..lo + 2).collect::<Vec<_>>());
})* } }
trait Rev: Iterator { fn rev_by_hand(self) -> Vec<Self::Item>; }
impl<I: Iterator> Rev for I { fn rev_by_hand(self) -> Vec<I::Item> { self.fold(vec![], |mut v, x| { v.insert(0, x); v }) } }
fn main() { walk! { u8 i8 u16 i16 u32 i32 u64 i64 u128 i128 } }
