//! Columns computed from data, nested formatting arguments, writers that count, escapes of every kind.
use std::fmt::{self, Write};
use std::hint::black_box as b;
struct Pad<T>(T, usize, char);
impl<T: fmt::Display> fmt::Display for Pad<T> { fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { struct Count<'a, 'b>(&'a mut fmt::Formatter<'b>, usize); impl fmt::Write for Count<'_, '_> { fn write_str(&mut self, s: &str) -> fmt::Result { self.1 += s.chars().count(); self.0.write_str(s) } } let mut c = Count(f, 0); write!(c, "{}", self.0)?; let n = c.1; for _ in n..self.1 { f.write_char(self.2)?; } Ok(()) } }
struct Hex<'a>(&'a [u8]);
impl fmt::Display for Hex<'_> { fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { for (n, c) in self.0.chunks(8).enumerate() { write!(f, "{:04x}: ", n * 8)?; for i in 0..8 { match c.get(i) { Some(x) if f.alternate() => write!(f, "{x:02X} ")?, Some(x) => write!(f, "{x:02x} ")?, None => f.write_str("   ")? } } writeln!(f, "|{}|", c.iter().map(|x| if x.is_ascii_graphic() || *x == b' ' { *x as char } else { '.' }).collect::<String>())?; } Ok(()) } }
struct Join<'a, T>(&'a [T], &'a str);
impl<T: fmt::Display> fmt::Display for Join<'_, T> { fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { for (i, x) in self.0.iter().enumerate() { if i > 0 { f.write_str(self.1)?; } fmt::Display::fmt(x, f)?; } Ok(()) } }
fn size(n: u64) -> String { let mut x = n as f64; for u in ["B", "KiB", "MiB", "GiB"] { if x < 1024.0 { return if u == "B" { format!("{n} B") } else { format!("{x:.1} {u}") }; } x /= 1024.0; } format!("{x:.2} TiB") }
fn ordinal(n: u32) -> String { let s = match (n % 100, n % 10) { (11..=13, _) => "th", (_, 1) => "st", (_, 2) => "nd", (_, 3) => "rd", _ => "th" }; format!("{n}{s}") }
fn words(n: u32) -> String { const A: [&str; 20] = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"]; const T: [&str; 10] = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]; match n { 0..20 => A[n as usize].into(), 20..100 => T[n as usize / 10].to_owned() + &if n % 10 > 0 { format!("-{}", words(n % 10)) } else { String::new() }, 100..1000 => format!("{} hundred{}", words(n / 100), if n % 100 > 0 { format!(" and {}", words(n % 100)) } else { String::new() }), _ => format!("{} thousand{}", words(n / 1000), if n % 1000 > 0 { format!(" {}", words(n % 1000)) } else { String::new() }) } }
fn main() {
    println!("[{}] [{}] [{}]", Pad(b(1.5), 6, '.'), Pad("héé", 5, '·'), Pad(Pad(1, 3, 'x'), 2, 'y'));
    print!("{}{:#}", Hex(b("Hello, wörld!\n\0".as_bytes())), Hex(&[0xff, b'|', 0xab]));
    println!("{} {:>4} {:.2} {:+}", Join(&[1, 2, 3], ", "), Join(&["a", "b"], "|"), Join(&[1.0, 2.345], ";"), Join(&[b(7)], ""));
    for n in [0, 1023, 1024, 1_500_000, 1 << 30, u64::MAX] { print!("{} | ", size(b(n))); }
    println!("{:?}", [1, 2, 3, 4, 11, 12, 13, 21, 101, 111].map(|n| ordinal(b(n))));
    for n in [0, 13, 40, 99, 100, 342, 1000, 12_019, 999_999] { println!("{}", words(b(n))); }
    println!("{:?} {} {} {}", "a\t\"\u{7f}é🦀\u{301}", "tab\t'".escape_default(), 'é'.escape_unicode(), "q\"".escape_debug());
    println!("{:?} {}", b"by\x00\xff\"".escape_ascii().to_string(), std::ascii::escape_default(b(b'\n')));
    let rows = [("name", vec![1, 20, 300]), ("a longer one", vec![-5, 0]), ("é", vec![])];
    let w = rows.iter().map(|r| r.0.chars().count()).max().unwrap();
    for (n, v) in &rows { println!("{n:<w$} {:>5} {}", v.len(), v.iter().map(|x| format!("{x:>5}")).collect::<String>()); }
}
