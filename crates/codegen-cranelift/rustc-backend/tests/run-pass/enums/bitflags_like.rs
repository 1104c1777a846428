//! Small sets of flags with operators, iteration, names and parsing.
use std::fmt;
use std::hint::black_box as b;
use std::ops::{BitAnd, BitOr, BitXor, Not, Sub};

#[derive(Clone, Copy, PartialEq, Eq, Default)]
struct Flags(u8);
impl Flags {
    const READ: Flags = Flags(1);
    const WRITE: Flags = Flags(2);
    const EXEC: Flags = Flags(16);
    const HIGH: Flags = Flags(128);
    const ALL: Flags = Flags(1 | 2 | 16 | 128);
    const NAMES: [(&'static str, Flags); 4] = [("read", Self::READ), ("write", Self::WRITE), ("exec", Self::EXEC), ("high", Self::HIGH)];
    const fn contains(self, o: Flags) -> bool { self.0 & o.0 == o.0 }
    fn iter(self) -> impl Iterator<Item = Flags> { let mut left = self.0; std::iter::from_fn(move || { let low = left & left.wrapping_neg(); left ^= low; (low != 0).then_some(Flags(low)) }) }
    fn parse(s: &str) -> Option<Flags> {
        s.split('|').map(str::trim).filter(|w| !w.is_empty()).try_fold(Flags::default(), |f, w| Some(f | Self::NAMES.iter().find(|n| n.0 == w)?.1))
    }
}
impl BitOr for Flags { type Output = Flags; fn bitor(self, o: Flags) -> Flags { Flags(self.0 | o.0) } }
impl BitAnd for Flags { type Output = Flags; fn bitand(self, o: Flags) -> Flags { Flags(self.0 & o.0) } }
impl BitXor for Flags { type Output = Flags; fn bitxor(self, o: Flags) -> Flags { Flags(self.0 ^ o.0) } }
impl Sub for Flags { type Output = Flags; fn sub(self, o: Flags) -> Flags { Flags(self.0 & !o.0) } }
impl Not for Flags { type Output = Flags; fn not(self) -> Flags { Flags::ALL - self } }
impl fmt::Debug for Flags {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<_> = Self::NAMES.iter().filter(|n| self.contains(n.1)).map(|n| n.0).collect();
        if names.is_empty() { f.write_str("none") } else { f.write_str(&names.join("|")) }
    }
}

fn main() {
    for bits in [0u8, 1, 3, 17, 128, 147] {
        let x = Flags(b(bits));
        println!("{x:?} {:?} {:?} {:?}", !x, x ^ Flags::WRITE, x - Flags::READ);
        println!("{:?} {}", x.iter().map(|f| f.0.trailing_zeros()).collect::<Vec<_>>(), (x & Flags::EXEC) == Flags::EXEC);
        println!("{}", Flags::parse(&format!("{x:?}")) == Some(x));
    }
    println!("{:?} {:?}", Flags::parse("read | high"), Flags::parse("read|no"));
}
