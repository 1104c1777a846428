//! Debug derived and by builders, plain and pretty, nested, with options passed on.
use std::collections::*;
use std::fmt;
use std::hint::black_box as b;

#[derive(Debug, Clone, Default)] struct Unit;
#[derive(Debug, Clone, Default)] struct Tuple(u8, Option<Box<Tuple>>, ());
#[derive(Debug, Clone, Default)] struct Named { id: u32, tags: Vec<&'static str>, map: BTreeMap<u8, Tuple>, unit: Unit, r#type: f32 }
#[derive(Debug)] enum E { A, B(i32, &'static str), C { x: Result<u8, String>, y: [char; 2] } }
#[derive(Debug)] struct Gen<'a, T: ?Sized>(&'a T);
struct Hand;
impl fmt::Debug for Hand { fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { let alt = f.alternate(); f.debug_struct("Hand").field("hex", &format_args!("{:#x}", 255)).field("alt", &alt).finish_non_exhaustive() } }
struct List(u8);
impl fmt::Debug for List { fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.debug_list().entries((0..self.0).map(|i| i * i)).entry(&"end").finish()?; f.debug_map().entry(&1, &Unit).key(&"k").value(&'v').finish()?; f.debug_set().entry(&self.0).finish()?; f.debug_tuple("").field(&1).field(&()).finish() } }

fn main() {
    let n = Named { id: 7, tags: vec!["a", "b\n\"c\""], map: [(1, Tuple(2, Some(Box::new(Tuple::default())), ())), (3, Tuple::default())].into(), unit: Unit, r#type: -1.5 };
    println!("{:?}\n{:#?}", b(&n), b(&n));
    for e in [E::A, E::B(-1, "x"), E::C { x: Ok(1), y: ['\'', '\u{7f}'] }, E::C { x: Err("e\\".into()), y: ['\t', '🦀'] }] { println!("{e:?} {e:#?}"); }
    println!("{:?} {:?} {:?}", Gen("str"), Gen(&[1, 2][..]), Gen(&Gen(&1.0)));
    println!("{:?} {:#?}", Hand, Hand);
    println!("{:?} {:#?}", List(3), List(1));
    println!("{:5?}|{:<5?}|{:05?}|{:.1?}|{:+?}", [1, 2], Some(3), (4, -5), vec![1.25, 2.0], Some(1));
    println!("{:?} {:?} {:?}", (1,), ((), ((),)), [[0u8; 0]; 2]);
    println!("{:?} {:?} {:?}", VecDeque::from([1, 2]), BTreeSet::from(["b", "a"]), LinkedList::from([Some(())]));
    println!("{:?} {:?}", "tab\tnul\0é\u{200b}\u{1f980}'\"", '"');
    println!("{:?} {:?} {:?}", 1..2, ..=3, (std::ops::Bound::Included(1), ..));
    println!("{:?} {:?}", std::cell::RefCell::new(1), std::cell::Cell::new(Some(2)));
    println!("{:?} {:?}", std::time::Duration::from_micros(1_500), std::cmp::Reverse(std::num::Wrapping(3)));
}
