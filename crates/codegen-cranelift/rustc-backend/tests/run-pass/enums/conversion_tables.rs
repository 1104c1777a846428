//! TryFrom for enums by tables, round trips of all bytes, iteration over variants, parse and show.
use std::hint::black_box as b;
macro_rules! coded { ($(#[$m:meta])* $n:ident: $t:ty { $($v:ident = $c:expr),* $(,)? }) => {
    #[derive(Debug, Clone, Copy, PartialEq, Eq)] #[repr($t)] enum $n { $($v = $c),* }
    impl $n { const ALL: &'static [$n] = &[$($n::$v),*]; fn name(self) -> &'static str { match self { $($n::$v => stringify!($v)),* } } }
    impl TryFrom<$t> for $n { type Error = $t; fn try_from(x: $t) -> Result<$n, $t> { $(if x == $n::$v as $t { return Ok($n::$v); })* Err(x) } }
    impl std::str::FromStr for $n { type Err = String; fn from_str(s: &str) -> Result<$n, String> { Self::ALL.iter().copied().find(|v| v.name().eq_ignore_ascii_case(s)).ok_or_else(|| format!("no {s}")) } }
} }
coded! { Op: u8 { Nop = 0, Load = 0x10, Store = 0x11, Add = 0x20, Sub = 0x21, Mul = 0x22, Jump = 0xf0, Halt = 0xff } }
coded! { Code: i16 { Ok = 0, Warn = 1, Fail = -1, Lost = i16::MIN, Done = i16::MAX } }
coded! { Big: u64 { Small = 1, Wide = 1 << 40, Max = u64::MAX } }
fn decode(d: &[u8]) -> Result<Vec<(Op, u8)>, (usize, u8)> { d.chunks(2).enumerate().map(|(i, c)| Ok((Op::try_from(c[0]).map_err(|x| (i * 2, x))?, c.get(1).copied().unwrap_or(0)))).collect() }
fn main() {
    println!("{}", (0..=255u8).filter_map(|x| Op::try_from(b(x)).ok()).map(|o| format!("{}={:#x} ", o.name(), o as u8)).collect::<String>());
    println!("{:?}", (i16::MIN..=i16::MAX).filter(|x| Code::try_from(b(*x)).is_ok()).collect::<Vec<_>>());
    for v in Big::ALL { println!("{v:?} {} {:?}", b(*v) as u64, Big::try_from(*v as u64)); }
    println!("{:?} {:?} {:?}", "HALT".parse::<Op>(), "lost".parse::<Code>(), "x".parse::<Big>());
    println!("{:?} {:?}", decode(b(&[0x10, 1, 0x21, 2, 0xff])), decode(&[0, 0, 0x12, 0]));
    println!("{:?}", Code::ALL.iter().map(|c| (*c as i16 as u16, *c as i32)).collect::<Vec<_>>());
    let t: [u8; 4] = unsafe { std::mem::transmute([Op::Halt, Op::Nop, Op::Jump, Op::Mul]) };
    println!("{t:?} {}", Op::ALL.iter().fold(0u32, |h, o| h * 7 + *o as u32));
}
