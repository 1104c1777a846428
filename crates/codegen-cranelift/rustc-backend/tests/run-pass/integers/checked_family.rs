//! checked, wrapping, saturating and overflowing forms of each operation at the edges of each type.
use std::hint::black_box as b;

macro_rules! edges { ($($t:ident)*) => { $({
    let all = [<$t>::MIN, <$t>::MAX, 0, 1, 2, 7, <$t>::MAX / 2, <$t>::MIN / 2 + 1, <$t>::MAX - 1, <$t>::MIN + 1, (0 as $t).wrapping_sub(1)];
    let mut h = 0u64;
    let mut note = |s: String| h = s.bytes().fold(h, |h, c| h.wrapping_mul(0x100_0000_01b3) ^ u64::from(c));
    for x in all { for y in all {
        let (x, y) = (b(x), b(y));
        note(format!("{:?}{:?}{:?}{:?}{:?}{:?}", x.checked_add(y), x.checked_sub(y), x.checked_mul(y), x.checked_div(y), x.checked_rem(y), x.checked_pow(3)));
        note(format!("{}{}{}{}", x.wrapping_add(y), x.wrapping_sub(y), x.wrapping_mul(y), x.wrapping_neg()));
        note(format!("{}{}{}{}", x.saturating_add(y), x.saturating_sub(y), x.saturating_mul(y), x.saturating_pow(2)));
        note(format!("{:?}{:?}{:?}{:?}", x.overflowing_add(y), x.overflowing_sub(y), x.overflowing_mul(y), x.overflowing_neg()));
        if y != 0 { note(format!("{}{}{:?}{:?}{:?}", x.wrapping_div(y), x.wrapping_rem(y), x.overflowing_div(y), x.checked_div_euclid(y), x.checked_rem_euclid(y))); }
        note(format!("{}{:?}{}", x.abs_diff(y), x.checked_next_multiple_of_by_hand(y), x.midpoint(y)));
    } }
    println!("{} {h:016x}", stringify!($t));
    println!("{:?} {:?} {:?}", b(<$t>::MAX).checked_add(1), b(<$t>::MIN).overflowing_sub(1), b(<$t>::MAX).saturating_mul(2));
})* } }
trait ByHand: Sized { fn checked_next_multiple_of_by_hand(self, m: Self) -> Option<Self>; }
macro_rules! by_hand { ($($t:ty)*) => { $(impl ByHand for $t { fn checked_next_multiple_of_by_hand(self, m: Self) -> Option<Self> { let r = self.checked_rem(m)?; if r == 0 { Some(self) } else { self.checked_add(m.checked_sub(r)?) } } })* } }
by_hand! { u8 u16 u32 u64 u128 i8 i16 i32 i64 i128 }

fn main() { edges! { u8 u16 u32 u64 u128 i8 i16 i32 i64 i128 } }
