//! What constant initialisers may hold: padding, enums with niches, slices of slices, zero bytes, functions by match.
use std::hint::black_box as b;
use std::num::NonZeroU16;

#[derive(Debug, Clone, Copy, PartialEq)] enum Kind { Unit, Tuple(u8, u32), Named { text: &'static str, opt: Option<NonZeroU16> }, Wide(i128), Ref(&'static Kind) }
static KINDS: [Kind; 6] = [Kind::Unit, Kind::Tuple(1, 0xdead_beef), Kind::Named { text: "named", opt: NonZeroU16::new(9) }, Kind::Named { text: "", opt: None }, Kind::Wide(i128::MIN), Kind::Ref(&Kind::Tuple(2, 3))];
#[derive(Debug)] #[repr(C)] struct Padded { a: u8, b: u64, c: bool, d: char, e: (), f: [i16; 3], g: f32 }
static PADDED: [Padded; 2] = [Padded { a: 1, b: u64::MAX, c: true, d: 'é', e: (), f: [-1, 2, -3], g: -0.0 }, Padded { a: 2, b: 0, c: false, d: '\0', e: (), f: [0; 3], g: f32::INFINITY }];
static OPTIONS: (Option<bool>, Option<Option<u8>>, Option<&str>, Option<char>, Result<u16, bool>, Option<fn(u8) -> u8>) = (Some(true), Some(None), None, Some('x'), Err(true), Some(u8::reverse_bits));
static MATRIX: [[[i8; 3]; 2]; 2] = [[[1, 2, 3], [-4, -5, -6]], [[7, 8, 9], [0, 0, -1]]];
static TEXTS: &[&[&str]] = &[&[], &["a"], &["b", "çc", "\0\n\u{1f980}"]];
static BYTES: (&[u8], &[u8; 4], &std::ffi::CStr) = (b"by\xfftes\0", b"\x01\x02\x03\x04", c"c string");
static SPARSE: [u32; 300] = { let mut a = [0; 300]; a[0] = 1; a[150] = 150; a[299] = 299; a };
static NEGATIVE: (i8, i16, i32, i64, isize) = (-1, -2, -3, -4, -5);
static UNIONS: [U; 2] = [U { f: 1.0 }, U { n: 7 }];
union U { f: f32, n: u32 }

fn main() {
    for k in b(&KINDS) { println!("{k:?} {}", *k == KINDS[2]); }
    println!("{:?}", b(&PADDED));
    println!("{:?} {:?}", (OPTIONS.0, OPTIONS.1, OPTIONS.2, OPTIONS.3, OPTIONS.4), b(OPTIONS.5).map(|f| f(1)));
    println!("{:?} {:?} {:?}", b(&MATRIX), b(TEXTS), b(&BYTES));
    println!("{} {:?}", b(&SPARSE).iter().sum::<u32>(), SPARSE.iter().enumerate().filter(|x| *x.1 != 0).map(|x| x.0).collect::<Vec<_>>());
    println!("{:?} {:x?}", b(NEGATIVE), b(&UNIONS).iter().map(|u| unsafe { u.n }).collect::<Vec<_>>());
}
