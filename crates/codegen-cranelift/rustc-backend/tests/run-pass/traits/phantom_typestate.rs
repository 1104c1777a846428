//! Types that exist at compile time only: units, states and zero-sized markers in calls.
use std::fmt;
use std::hint::black_box as b;
use std::marker::PhantomData;
use std::ops::{Add, Div, Mul};

#[derive(Clone, Copy)] struct Metre;
#[derive(Clone, Copy)] struct Second;
trait Unit { const SIGN: &'static str; }
impl Unit for Metre { const SIGN: &'static str = "m"; }
impl Unit for Second { const SIGN: &'static str = "s"; }
#[derive(Clone, Copy)] struct Per<A, B>(PhantomData<(A, B)>);
impl<A: Unit, B: Unit> Unit for Per<A, B> { const SIGN: &'static str = "ratio"; }
#[derive(Clone, Copy)] struct Q<U>(f64, PhantomData<U>);
const fn q<U>(x: f64) -> Q<U> { Q(x, PhantomData) }
impl<U> Add for Q<U> { type Output = Self; fn add(self, o: Self) -> Self { q(self.0 + o.0) } }
impl<A, B> Div<Q<B>> for Q<A> { type Output = Q<Per<A, B>>; fn div(self, o: Q<B>) -> Q<Per<A, B>> { q(self.0 / o.0) } }
impl<A, B> Mul<Q<B>> for Q<Per<A, B>> { type Output = Q<A>; fn mul(self, o: Q<B>) -> Q<A> { q(self.0 * o.0) } }
impl<U: Unit> fmt::Display for Q<U> { fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { write!(f, "{:.2}{}", self.0, U::SIGN) } }

struct Locked; struct Unlocked;
struct Door<S> { opened: u32, log: Vec<&'static str>, _s: PhantomData<S> }
impl Door<Locked> { fn new() -> Self { Door { opened: 0, log: vec![], _s: PhantomData } } fn unlock(mut self, key: u32) -> Result<Door<Unlocked>, Self> { if key == 42 { self.log.push("unlock"); Ok(self.into()) } else { self.log.push("wrong"); Err(self) } } }
impl Door<Unlocked> { fn open(mut self) -> Self { self.opened += 1; self.log.push("open"); self } fn lock(self) -> Door<Locked> { self.into() } }
impl From<Door<Locked>> for Door<Unlocked> { fn from(d: Door<Locked>) -> Self { Door { opened: d.opened, log: d.log, _s: PhantomData } } }
impl From<Door<Unlocked>> for Door<Locked> { fn from(d: Door<Unlocked>) -> Self { Door { opened: d.opened, log: d.log, _s: PhantomData } } }
fn units(a: (), c: PhantomData<u8>, d: [(); 3], x: u8, e: Locked) -> (u8, (), usize) { let _ = (a, c, e); (x, (), d.len()) }

fn main() {
    let (d, t) = (q::<Metre>(b(100.0)), q::<Second>(b(9.58)));
    let v = d / t;
    println!("{d} {t} {v} {} {}", v * q::<Second>(2.0), d + d);
    println!("{}", size_of::<Q<Per<Metre, Second>>>());
    let door = match Door::new().unlock(b(1)) { Ok(_) => unreachable!(), Err(d) => d };
    let Ok(door) = door.unlock(b(42)) else { panic!() };
    let door = door.open().open().lock();
    println!("{} {:?}", door.opened, door.log);
    println!("{:?}", units((), PhantomData, [(); 3], b(8), Locked));
}
