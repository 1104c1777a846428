//! Associated types: projections, defaults by equality bounds, type-level lists and state machines.
use std::hint::black_box as b;
use std::marker::PhantomData;

trait Nat { const N: u64; type Next: Nat; }
struct Z;
struct S<T>(PhantomData<T>);
impl Nat for Z { const N: u64 = 0; type Next = S<Z>; }
impl<T: Nat> Nat for S<T> { const N: u64 = T::N + 1; type Next = S<S<T>>; }
trait Sum2 { type Out: Nat; }
impl<B: Nat> Sum2 for (Z, B) { type Out = B; }
impl<A: Nat, B: Nat> Sum2 for (S<A>, B) where (A, S<B>): Sum2 { type Out = <(A, S<B>) as Sum2>::Out; }
type Three = S<S<S<Z>>>;

trait HList { const LEN: usize; fn show(&self) -> String; }
impl HList for () { const LEN: usize = 0; fn show(&self) -> String { ".".into() } }
impl<H: std::fmt::Debug, T: HList> HList for (H, T) { const LEN: usize = 1 + T::LEN; fn show(&self) -> String { format!("{:?},{}", self.0, self.1.show()) } }

trait State { type On: State; const NAME: &'static str; fn go(self) -> Self::On; fn cost(&self) -> u32; }
struct Open(u32);
struct Closed { n: u32, pad: [u8; 3] }
impl State for Open { type On = Closed; const NAME: &'static str = "open"; fn go(self) -> Closed { Closed { n: self.0 + 1, pad: [self.0 as u8; 3] } } fn cost(&self) -> u32 { self.0 } }
impl State for Closed { type On = Open; const NAME: &'static str = "closed"; fn go(self) -> Open { Open(self.n * 2 + u32::from(self.pad[1])) } fn cost(&self) -> u32 { self.n * 100 } }
fn around<A: State>(a: A) -> <A::On as State>::On { println!("{} {}", A::NAME, a.cost()); let c = a.go(); println!("{} {}", <A::On as State>::NAME, c.cost()); c.go() }

trait Convert { type To; fn to(self) -> Self::To; }
impl Convert for u8 { type To = [bool; 8]; fn to(self) -> [bool; 8] { std::array::from_fn(|i| self >> i & 1 == 1) } }
impl<T: Convert> Convert for Vec<T> { type To = Vec<T::To>; fn to(self) -> Vec<T::To> { self.into_iter().map(T::to).collect() } }
fn only_bools<T: Convert<To = [bool; 8]>>(x: T) -> usize { x.to().iter().filter(|x| **x).count() }

fn main() {
    println!("{} {} {}", Three::N, <(Three, <Three as Nat>::Next) as Sum2>::Out::N, <<Z as Nat>::Next as Nat>::Next::N);
    let l = b((1u8, ("two", (3.0, ((), ())))));
    println!("{} {}", l.show(), <(u8, (i8, ()))>::LEN);
    let end = around(around(around(Open(b(3)))));
    println!("{}", end.0);
    println!("{} {:?}", only_bools(b(0b1011_0110)), b(vec![3u8, 128]).to());
}
