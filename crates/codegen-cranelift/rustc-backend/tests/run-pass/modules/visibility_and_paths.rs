//! Nested modules, re-exports, glob imports, shadowed names, items in functions, impls far from their types.
use std::hint::black_box as b;

mod outer {
    pub const LEVEL: u8 = 1;
    pub fn who() -> &'static str { "outer" }
    pub mod inner {
        pub(crate) const LEVEL: u8 = super::LEVEL + 1;
        pub fn who() -> String { format!("inner of {} {}", super::who(), self::deep::who()) }
        mod deep { pub(in crate::outer) fn who() -> &'static str { if crate::outer::LEVEL == 1 { "deep" } else { "?" } } #[derive(Debug, Default)] pub struct Hidden { pub(super) n: u32, secret: [u8; 2] } impl Hidden { pub fn sum(&self) -> u32 { self.n + self.secret.iter().map(|x| u32::from(*x)).sum::<u32>() } } }
        pub use deep::Hidden as Shown;
        pub fn make() -> Shown { let mut s = Shown::default(); s.n = 41; s }
        pub(super) fn private() -> u8 { 7 }
    }
    pub fn call_private() -> u8 { inner::private() }
    pub use self::inner::make as construct;
    pub mod prelude { pub use super::inner::who as inner_who; pub use super::who; pub trait Double { fn double(&self) -> Self; } impl Double for i32 { fn double(&self) -> i32 { self * 2 } } impl Double for String { fn double(&self) -> String { self.repeat(2) } } }
}
mod shapes { pub struct Sq(pub f32); pub enum Kind { Small, Large } pub use Kind::*; pub static COUNT: std::sync::atomic::AtomicU8 = std::sync::atomic::AtomicU8::new(3); }
mod imps { use super::shapes::*; impl Sq { pub fn kind(&self) -> Kind { if self.0 > 10.0 { Large } else { Small } } } impl From<Sq> for f32 { fn from(s: Sq) -> f32 { s.0 * s.0 } } }
use outer::{inner::{self, LEVEL}, prelude::*};
use shapes::{Kind, Sq};
fn who() -> &'static str { "root" }
type Pair<T = u8> = (T, T);
const fn len(s: &str) -> usize { const EXTRA: usize = 100; mod local { pub const X: usize = 1; } s.len() + EXTRA + local::X }

fn main() {
    println!("{} {} {} {}", who(), outer::who(), inner_who(), inner::who());
    println!("{LEVEL} {} {}", outer::LEVEL, outer::call_private());
    let s = outer::construct();
    println!("{:?} {}", s, s.sum() + inner::make().sum());
    println!("{} {}", b(21).double(), String::from("ab").double());
    println!("{} {}", matches!(Sq(b(11.0)).kind(), Kind::Large), f32::from(Sq(b(3.0))));
    fn who_else() -> &'static str { fn who() -> &'static str { "local" } who() }
    println!("{} {}", who_else(), crate::who());
    struct Local<T>(T);
    impl<T: std::fmt::Display> Local<T> { fn show(&self) -> String { enum E { A } let _ = E::A; format!("<{}>", self.0) } }
    println!("{} {}", Local(5).show(), Local("s").show());
    let p: Pair = (1, 2); let q: Pair<&str> = ("a", "b");
    println!("{p:?} {q:?} {}", len(b("abc")));
    { use std::fmt::Write as _; let mut t = String::new(); write!(t, "{}", shapes::COUNT.fetch_add(1, std::sync::atomic::Ordering::Relaxed)).unwrap(); println!("{t}"); }
    let x = 1; let x = { let x = x + 1; { let x = x * 10; x + 1 } }; { let x = "inner"; print!("{x} "); } let x = format!("{x}!"); println!("{x}");
}
