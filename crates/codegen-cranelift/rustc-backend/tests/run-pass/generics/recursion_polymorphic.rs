//! Generic types that nest in each other to a depth which the program decides.
use std::fmt::Debug;
use std::hint::black_box as b;

trait Nest: Debug + Clone { const DEPTH: u32; fn weigh(&self) -> u64; }
impl Nest for u8 { const DEPTH: u32 = 0; fn weigh(&self) -> u64 { (*self).into() } }
impl<T: Nest> Nest for Option<T> { const DEPTH: u32 = T::DEPTH + 1; fn weigh(&self) -> u64 { self.as_ref().map_or(1, |x| 2 * x.weigh()) } }
impl<T: Nest, U: Nest> Nest for (T, U) { const DEPTH: u32 = if T::DEPTH > U::DEPTH { T::DEPTH } else { U::DEPTH } + 1; fn weigh(&self) -> u64 { self.0.weigh() + 3 * self.1.weigh() } }
impl<T: Nest, const N: usize> Nest for [T; N] { const DEPTH: u32 = T::DEPTH + 1; fn weigh(&self) -> u64 { self.iter().enumerate().map(|(i, x)| i as u64 * x.weigh()).sum() } }
impl<T: Nest> Nest for Box<T> { const DEPTH: u32 = T::DEPTH; fn weigh(&self) -> u64 { (**self).weigh() } }
fn show<T: Nest>(x: T) { println!("{} {} {:?}", T::DEPTH, b(&x).weigh(), x.clone()); }

#[derive(Debug, Clone)]
enum Digit<T> { One(T), Two(T, T) }
#[derive(Debug, Clone)]
enum Seq<T> { Nil, Cons(Digit<T>, Box<SeqPair<T>>) }
#[derive(Debug, Clone)]
struct SeqPair<T>(Vec<(T, T)>);
impl<T: Clone> Seq<T> {
    fn push(self, x: T) -> Seq<T> {
        match self {
            Seq::Nil => Seq::Cons(Digit::One(x), Box::new(SeqPair(vec![]))),
            Seq::Cons(Digit::One(y), r) => Seq::Cons(Digit::Two(x, y), r),
            Seq::Cons(Digit::Two(y, z), mut r) => { r.0.push((y, z)); Seq::Cons(Digit::One(x), r) }
        }
    }
    fn len(&self) -> usize { match self { Seq::Nil => 0, Seq::Cons(Digit::One(_), r) => 1 + 2 * r.0.len(), Seq::Cons(Digit::Two(..), r) => 2 + 2 * r.0.len() } }
}

fn main() {
    show(5u8);
    show(Some(Some(Some(7u8))));
    show((Some(1u8), [2u8, 3, 4]));
    show([((1u8, None::<u8>), [Some(2u8); 2]), ((3, Some(4)), [None; 2])]);
    show(Box::new([[[9u8; 2]; 3]; 2]));
    let mut s = Seq::Nil;
    for i in 0..9 { s = s.push(b(i)); }
    println!("{} {s:?}", s.len());
}
