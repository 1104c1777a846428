//! Display by hand: pad, width and precision of the caller, traits for hex and binary, errors from writers.
use std::fmt::{self, Binary, Display, Formatter, LowerHex, UpperExp, Write};
use std::hint::black_box as b;

struct Money(i64);
impl Display for Money {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let (units, cents) = (self.0.unsigned_abs() / 100, self.0.unsigned_abs() % 100);
        let mut text = String::new();
        let digits = units.to_string();
        for (i, c) in digits.chars().enumerate() { if i > 0 && (digits.len() - i) % 3 == 0 { text.push('\''); } text.push(c); }
        match f.precision() { Some(0) => {} _ => write!(text, ".{cents:02}")? }
        f.pad_integral(self.0 >= 0, "€", &text)
    }
}
struct Bits(u8);
impl Binary for Bits { fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result { if f.alternate() { f.write_str("bits ")?; } for i in (0..8).rev() { f.write_char(if self.0 >> i & 1 == 1 { '●' } else { '○' })?; } Ok(()) } }
impl LowerHex for Bits { fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result { LowerHex::fmt(&self.0, f) } }
impl UpperExp for Bits { fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result { f.write_fmt(format_args!("{}E", self.0)) } }
struct Name<'a>(&'a str);
impl Display for Name<'_> { fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result { f.pad(self.0) } }
struct Table<'a>(&'a [(&'a str, f64)]);
impl Display for Table<'_> { fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result { let w = f.width().unwrap_or(6); for (k, v) in self.0 { writeln!(f, "{k:<w$}|{v:>+w$.p$}|", p = f.precision().unwrap_or(1))?; } Ok(()) } }
struct Limited { left: usize, text: String }
impl Write for Limited { fn write_str(&mut self, s: &str) -> fmt::Result { if s.len() > self.left { return Err(fmt::Error); } self.left -= s.len(); self.text += s; Ok(()) } }

fn main() {
    for m in [0, 5, -99, 123_456_789, i64::MIN] { let m = Money(b(m)); println!("[{m}] [{m:+}] [{m:#}] [{m:>16}] [{m:<16}] [{m:016}] [{m:.0}]"); }
    println!("{:b} {:#b} {:x} {:#06x} {:E}", Bits(b(0xa5)), Bits(1), Bits(255), Bits(10), Bits(7));
    for n in ["", "ab", "héllo wörld"] { let n = Name(b(n)); println!("[{n:5}] [{n:>5}] [{n:^5}] [{n:.3}] [{n:-^9.4}]"); }
    print!("{:8.2}{}", Table(&[("alpha", 1.005), ("beta", -20.0)]), Table(&[("c", 0.25)]));
    let mut l = Limited { left: 10, text: String::new() };
    println!("{:?} {:?} {:?}", write!(l, "{}-{}", 12, "abc"), write!(l, "{:>9}", 1), l.text);
    println!("{}", [Money(1), Money(250)].iter().map(|m| format!("{m:>8}")).collect::<String>());
    let dynamic: &[&dyn Display] = &[&1, &"two", &3.5, &Money(4), &'c', &format_args!("{}", 5)];
    for d in dynamic { print!("{d:>6}"); }
    println!();
}
