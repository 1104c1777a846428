//! Niches of elements of arrays and tuples, of nested structs and of generic wrappers.
use std::hint::black_box as b;
use std::num::NonZeroU8;
#[derive(Debug, Clone, Copy, PartialEq)] struct W<T>(u16, T);
#[derive(Debug, Clone, Copy, PartialEq)] enum Three<T> { Val(T), A, B }
fn name<T: std::fmt::Debug>(t: &Three<T>) -> String { match t { Three::Val(x) => format!("{x:?}"), Three::A => "a".into(), Three::B => "b".into() } }
fn all<T: Copy + PartialEq + std::fmt::Debug>(x: T) { for t in [Three::Val(x), Three::A, Three::B] { print!("{} {:?} {} | ", name(b(&t)), b(Some(t)), b(t) == Three::B); } println!("{:?}", b(None::<Three<T>>).is_none()); }
fn main() {
    all([true, false, true]);
    all((7u32, 'x', 1u8));
    all(W(1, W(2, NonZeroU8::MAX)));
    all([NonZeroU8::MIN; 3]);
    all((1.5f64, Some(false)));
    all([[Some('z'); 2]; 2]);
    all(W(9, std::cmp::Ordering::Less));
    all((&5u8, 3i128));
    all(Three::Val(true));
    all([(); 0]);
    println!("{} {} {}", size_of::<Three<[bool; 3]>>(), size_of::<Three<(u32, char)>>(), size_of::<Option<Three<Three<bool>>>>());
}
