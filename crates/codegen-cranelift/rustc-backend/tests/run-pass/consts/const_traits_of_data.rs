//! Constants of structs with methods, chains of consts, arrays of tuples, char and str consts in patterns, asserts.
use std::hint::black_box as b;
#[derive(Clone, Copy, PartialEq, Eq, Debug)] struct Rgb { r: u8, g: u8, b: u8 }
impl Rgb {
    const BLACK: Rgb = Rgb::hex(0);
    const ORANGE: Rgb = Rgb::hex(0xff_a5_00);
    const DARK: Rgb = Self::ORANGE.scale(1, 2);
    const PALETTE: [Rgb; 4] = { let mut p = [Rgb::BLACK; 4]; let mut i = 0; while i < 4 { p[i] = Self::ORANGE.mix(Self { r: 0, g: 0, b: 255 }, i as u16 * 85); i += 1; } p };
    const fn hex(x: u32) -> Rgb { assert!(x <= 0xff_ffff, "too large"); Rgb { r: (x >> 16) as u8, g: (x >> 8) as u8, b: x as u8 } }
    const fn scale(self, n: u16, d: u16) -> Rgb { Rgb { r: (self.r as u16 * n / d) as u8, g: (self.g as u16 * n / d) as u8, b: (self.b as u16 * n / d) as u8 } }
    const fn mix(self, o: Rgb, t: u16) -> Rgb { const fn m(a: u8, c: u8, t: u16) -> u8 { ((a as u16 * (255 - t) + c as u16 * t) / 255) as u8 } Rgb { r: m(self.r, o.r, t), g: m(self.g, o.g, t), b: m(self.b, o.b, t) } }
    const fn luma(&self) -> u32 { self.r as u32 * 299 + self.g as u32 * 587 + self.b as u32 * 114 }
}
const NAMED: [(&str, Rgb); 3] = [("black", Rgb::BLACK), ("orange", Rgb::ORANGE), ("dark", Rgb::DARK)];
const BRIGHTEST: usize = { let mut best = 0; let mut i = 1; while i < NAMED.len() { if NAMED[i].1.luma() > NAMED[best].1.luma() { best = i; } i += 1; } best };
const _: () = assert!(BRIGHTEST == 1);
const SEP: char = '→'; const SEP_LEN: usize = SEP.len_utf8();
const KEYS: &[(&str, Option<i8>, [char; 2])] = &[("a", Some(-1), ['x', SEP]), ("b", None, ['\u{0}', '\u{10ffff}'])];
const OPT: Option<Option<u16>> = Some(match KEYS[0].1 { Some(n) if n < 0 => None, Some(n) => Some(n as u16), None => Some(9) });
const SUM: i128 = { let mut s = 0i128; let mut i = 0i128; while i < 100 { s += i * i * i - (i << 70); i += 1; } s };
const SHIFT: (u64, i64, u128) = (1 << 63 >> 5, i64::MIN >> 60, u128::MAX >> 100 << 3);
const WRAP: (u8, i8, Option<u8>, (u8, bool), u32) = (200u8.wrapping_add(100), (-128i8).wrapping_neg(), 200u8.checked_add(100), 200u8.overflowing_mul(2), 7u32.pow(5));
fn name(c: Rgb) -> &'static str { match c { Rgb::BLACK => "black", Rgb::ORANGE => "orange", Rgb { r, .. } if r == const { Rgb::DARK.r } => "darkish", _ => "?" } }
fn main() {
    for (n, c) in b(NAMED) { println!("{n} {c:?} {} {}", c.luma(), name(c)); }
    println!("{:?} {}", b(Rgb::PALETTE), name(b(Rgb::PALETTE[3])));
    println!("{SEP_LEN} {:?} {:?} {SUM} {:?} {:?}", b(KEYS), OPT, SHIFT, WRAP);
    println!("{}", b("a→b→").split(SEP).map(str::len).sum::<usize>() + SEP_LEN);
    println!("{}", Rgb::PALETTE.iter().zip(0..4u16).all(|(c, i)| *c == b(Rgb::ORANGE).mix(Rgb { r: 0, g: 0, b: 255 }, b(i) * 85)));
}
