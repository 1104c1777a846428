//! repr(transparent) wrappers, and enums in enums that share one tag byte.
use std::hint::black_box as b;
use std::num::NonZeroU32;

#[repr(transparent)]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
struct Meters(f64bits);
#[allow(non_camel_case_types)]
type f64bits = u64;
#[repr(transparent)]
#[derive(Debug, Clone, Copy, PartialEq)]
struct Handle(NonZeroU32);
#[repr(transparent)]
#[derive(Debug, Clone, Copy)]
enum Single { Only(i32) }

#[derive(Debug, Clone, Copy, PartialEq)]
enum L0 { A(bool), B }
#[derive(Debug, Clone, Copy, PartialEq)]
enum L1 { A(L0), B }
#[derive(Debug, Clone, Copy, PartialEq)]
enum L2 { A(L1), B, C }

fn number(x: L2) -> u8 {
    match x {
        L2::A(L1::A(L0::A(false))) => 0, L2::A(L1::A(L0::A(true))) => 1, L2::A(L1::A(L0::B)) => 2,
        L2::A(L1::B) => 3, L2::B => 4, L2::C => 5,
    }
}
extern "C" fn through(h: Handle, s: Single) -> i64 { let Single::Only(x) = s; i64::from(h.0.get()) - i64::from(x) }
fn slice(x: &[u64]) -> &[Meters] { unsafe { std::slice::from_raw_parts(x.as_ptr().cast(), x.len()) } }

fn main() {
    let all = [L2::A(L1::A(L0::A(false))), L2::A(L1::A(L0::A(true))), L2::A(L1::A(L0::B)), L2::A(L1::B), L2::B, L2::C];
    println!("{}", size_of::<Option<Option<L2>>>());
    for x in all { println!("{} {:?} {}", number(b(x)), b(Some(Some(x))), all.iter().filter(|y| **y == b(x)).count()); }
    let h = Handle(NonZeroU32::new(u32::MAX).unwrap());
    println!("{} {}", through(b(h), b(Single::Only(-1))), size_of::<Option<Handle>>());
    println!("{:?} {:?}", slice(b(&[1, 2, 3])), slice(&[5, 4]).iter().max());
    println!("{:?}", b(Some(h)).zip(Some(b(Single::Only(4)))).map(|(h, s)| through(h, s)));
}
