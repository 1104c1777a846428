//! Promoted references, const blocks, consts with drops and interior mutability: copies at each use.
use std::cell::Cell;
use std::hint::black_box as b;
use std::sync::atomic::{AtomicU32, Ordering};

const COUNTER: AtomicU32 = AtomicU32::new(5);
const CELL: Cell<i32> = Cell::new(1);
const EMPTY: Vec<String> = Vec::new();
const NONE: Option<Box<u8>> = None;
struct Loud(u8);
impl Drop for Loud { fn drop(&mut self) { println!("drop {}", self.0); } }
const LOUD: Loud = Loud(7);
const fn pick(n: usize) -> &'static [u8] { match n { 0 => &[1, 2], 1 => b"three", _ => &[] } }
fn promoted(n: u32) -> &'static u32 { if n > 3 { &(10 * 2 + 1) } else { &u32::MAX } }
fn slice() -> &'static [(&'static str, f32)] { &[("a", 1.5), ("b", -2.5)] }
fn array<const N: usize>() -> &'static [u8] { const { &[N as u8; 4] } }
trait Max { const MAX: usize; fn check() -> &'static str { const { assert!(Self::MAX > 1); if Self::MAX > 10 { "large" } else { "small" } } } }
struct A; struct B;
impl Max for A { const MAX: usize = 5; }
impl Max for B { const MAX: usize = 50; }

fn main() {
    println!("{} {} {}", COUNTER.fetch_add(1, Ordering::SeqCst), COUNTER.load(Ordering::SeqCst), { let c = COUNTER; c.fetch_add(3, Ordering::SeqCst); c.into_inner() });
    CELL.set(9);
    println!("{} {}", CELL.get(), [CELL; 3].iter().map(|c| { c.set(c.get() + 1); c.get() }).sum::<i32>());
    let mut v = [EMPTY; 3];
    v[1].push("x".into());
    println!("{v:?} {:?}", [NONE; 2]);
    { let l = LOUD; println!("have {}", l.0 + LOUD.0); }
    println!("{} {}", promoted(b(5)), promoted(b(1)));
    println!("{:?} {:?} {:?} {:?}", slice(), pick(b(0)), pick(1), pick(b(2)));
    println!("{:?} {:?} {} {}", array::<3>(), array::<255>(), A::check(), B::check());
    let xs = [const { 3u64.pow(30) }; 2];
    println!("{xs:?} {}", const { let mut i = 0; let mut s = 0; while i < 100 { s += i * i; i += 1; } s });
    let r: &'static [i32] = &[1, -2, 3];
    let o: &'static Option<&str> = &Some("promoted");
    println!("{r:?} {o:?} {:?}", b(&(1u8, "t", [0.5f64; 2])));
    const fn nested() -> impl Fn(u8) -> u8 { |x| x ^ 0x0f }
    println!("{}", nested()(b(0xff)));
}
