//! NonZero of every width as niche, alone and within structs.
use std::hint::black_box as b;
use std::num::*;

#[derive(Debug, Clone, Copy, PartialEq)]
struct Id { tag: u8, key: NonZeroU16, wide: u32 }

macro_rules! each {
    ($($t:ty, $n:ty;)*) => {$(
        println!("{} {}", stringify!($t), size_of::<Option<$t>>() == size_of::<$n>());
        for raw in [0 as $n, 1, <$n>::MAX, <$n>::MIN, 100] {
            let x = <$t>::new(b(raw));
            match x {
                Some(v) => println!("some {} {:?} {}", v.get(), v.checked_mul(v), v.leading_zeros()),
                None => println!("none"),
            }
            let y: Option<Option<$t>> = b(Some(x));
            println!("{:?} {}", y, y.is_some_and(|z| z.is_none()));
        }
    )*};
}

fn pick(o: Option<Id>) -> u32 {
    o.map_or(7, |id| id.wide + u32::from(id.key.get()) + u32::from(id.tag))
}

fn main() {
    each! {
        NonZeroU8, u8; NonZeroI8, i8; NonZeroU16, u16; NonZeroI16, i16; NonZeroU32, u32;
        NonZeroI32, i32; NonZeroU64, u64; NonZeroI64, i64; NonZeroU128, u128; NonZeroI128, i128;
    }
    println!("{}", size_of::<Option<Id>>() == size_of::<Id>());
    let id = Id { tag: 3, key: NonZero::new(500).unwrap(), wide: 70_000 };
    println!("{} {}", pick(b(None)), pick(b(Some(id))));
    println!("{:?}", b(NonZeroI32::new(-5)).map(|n| n.unsigned_abs()));
    println!("{:?}", "0".parse::<NonZeroU8>().is_err());
    println!("{:?}", "200".parse::<NonZeroU8>());
}
