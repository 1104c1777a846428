//! Constants, promoted values and associated data of instances: one for each set of arguments.
use std::cell::Cell;
use std::hint::black_box as b;

trait Named { const NAME: &'static str; const KEYS: &'static [&'static str]; }
struct A; struct B;
impl Named for A { const NAME: &'static str = "A"; const KEYS: &'static [&'static str] = &["x", "y"]; }
impl Named for B { const NAME: &'static str = "B"; const KEYS: &'static [&'static str] = &[Self::NAME, A::NAME, "z"]; }
struct Both<X, Y>(X, Y);
impl<X: Named, Y: Named> Named for Both<X, Y> { const NAME: &'static str = X::NAME; const KEYS: &'static [&'static str] = Y::KEYS; }
struct Table<const N: usize>;
impl<const N: usize> Table<N> { const SQUARES: [usize; N] = { let mut t = [0; N]; let mut i = 0; while i < N { t[i] = i * i; i += 1; } t }; fn get(i: usize) -> &'static usize { &Self::SQUARES[i] } fn slice() -> &'static [usize] { const { &Self::SQUARES } } }
fn promoted<T: Default + 'static>() -> &'static Option<T> { &None }
fn sized<T>() -> &'static [usize; 2] { const { &[size_of::<T>(), align_of::<T>()] } }
fn shared_counter<T>() -> u32 { thread_local! { static N: Cell<u32> = const { Cell::new(0) }; } N.set(N.get() + size_of::<T>() as u32); N.get() }

fn main() {
    println!("{} {:?} {:?}", <Both<B, A>>::NAME, <Both<A, B>>::KEYS, b(<Both<Both<A, B>, A>>::KEYS));
    println!("{} {:?} {:?}", Table::<10>::get(b(9)), Table::<4>::slice(), Table::<0>::slice());
    println!("{:?} {:?}", promoted::<u64>(), promoted::<String>());
    println!("{:?} {:?} {:?}", sized::<u8>(), sized::<(u16, u32)>(), sized::<[f64; 0]>());
    println!("{} {} {}", shared_counter::<u8>(), shared_counter::<u64>(), shared_counter::<()>());
    fn literal<T: Named>(i: usize) -> &'static str { match i { 0 => "zero", 1 => T::NAME, _ => const { T::KEYS[0] } } }
    println!("{} {} {} {}", literal::<A>(b(0)), literal::<B>(b(1)), literal::<A>(b(2)), literal::<Both<A, B>>(b(3)));
}
