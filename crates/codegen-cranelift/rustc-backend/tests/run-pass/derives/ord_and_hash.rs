//! Derived Eq, Ord, Hash and Clone over structs and enums of all shapes; Hash seen through a hasher of ours.
use std::collections::BTreeSet;
use std::hash::{Hash, Hasher};
use std::hint::black_box as b;

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)] enum Suit { Clubs, Hearts = 5, Spades = 3 }
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)] struct Card { suit: Suit, rank: u8, marks: Vec<i16> }
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)] enum Thing { Unit, Tuple(i64, String), Struct { c: char, inner: Option<Box<Thing>> }, Card(Card), Arr([i8; 3]), Wide(u128) }
#[derive(Debug, Clone, PartialEq, PartialOrd)] enum F { A(f64), B { x: f32, y: f32 }, C }
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)] struct G<'a, T: ?Sized, const N: usize>(&'a T, [u8; N], ());
#[derive(Default)] struct Log(Vec<u64>);
impl Hasher for Log {
    fn finish(&self) -> u64 { self.0.iter().fold(0xcbf2_9ce4_8422_2325, |h, x| (h ^ x).wrapping_mul(0x100_0000_01b3)) }
    fn write(&mut self, d: &[u8]) { self.0.extend(d.iter().map(|x| u64::from(*x))); }
    fn write_usize(&mut self, n: usize) { self.0.push(n as u64); }
    fn write_isize(&mut self, n: isize) { self.0.push(n as i64 as u64); }
}
fn hash<T: Hash + ?Sized>(x: &T) -> u64 { let mut h = Log::default(); x.hash(&mut h); h.finish() }

fn main() {
    let card = |suit, rank| Card { suit, rank, marks: vec![rank.into(), -1] };
    let things = [
        Thing::Unit, Thing::Tuple(-5, "a".into()), Thing::Tuple(-5, "b".into()), Thing::Tuple(i64::MIN, "z".into()), Thing::Struct { c: 'é', inner: None }, Thing::Struct { c: 'é', inner: Some(Box::new(Thing::Unit)) },
        Thing::Struct { c: 'a', inner: Some(Box::new(Thing::Wide(1))) }, Thing::Card(card(Suit::Hearts, 3)), Thing::Card(card(Suit::Spades, 2)), Thing::Card(card(Suit::Clubs, 200)), Thing::Arr([1, -1, 0]), Thing::Arr([-1, 1, 0]), Thing::Wide(u128::MAX), Thing::Wide(1 << 64),
    ];
    for x in &things { println!("{}", things.iter().map(|y| match b(x).cmp(y) { std::cmp::Ordering::Less => '<', std::cmp::Ordering::Equal => '=', _ => '>' }).collect::<String>()); }
    println!("{:?}", things.iter().collect::<BTreeSet<_>>().len());
    for x in &things { println!("{:x} {}", hash(x), hash(x) == hash(&x.clone())); }
    println!("{:?} {:?} {:?}", Suit::Hearts.cmp(&Suit::Spades), Suit::Clubs.max(b(Suit::Spades)), [Suit::Spades, Suit::Clubs].iter().min());
    let fs = [F::A(1.0), F::A(f64::NAN), F::B { x: 0.0, y: 1.0 }, F::B { x: -0.0, y: 0.5 }, F::C];
    for x in &fs { println!("{:?}", fs.iter().map(|y| b(x).partial_cmp(y).map(|o| o as i8)).collect::<Vec<_>>()); }
    println!("{} {:?}", G("x", [1, 2], ()) < G("x", [1, 3], ()), G(&[1, 2][..], [], ()).cmp(&G(&[1][..], [], ())));
    println!("{:x} {:x} {:x}", hash(&(1u8, "a", [2u16; 2])), hash("text"), hash(&[Some(1u8), None][..]));
    println!("{:x} {:x} {:x}", hash(&true), hash(&'c'), hash(&(u128::MAX, -1i8, ())));
}
