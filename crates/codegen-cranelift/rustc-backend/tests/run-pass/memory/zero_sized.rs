//! Zero-sized values in vectors, boxes, maps, iterators, as keys, and with drops.
use std::cell::Cell;
use std::collections::{BTreeMap, VecDeque};
use std::hint::black_box as b;
use std::rc::Rc;

thread_local! { static DROPS: Cell<u32> = const { Cell::new(0) }; }
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default)] struct Z;
impl Drop for Z { fn drop(&mut self) { DROPS.set(DROPS.get() + 1); } }
fn drops() -> u32 { DROPS.take() }
#[derive(Debug, Clone, Copy, PartialEq)] struct E { a: (), b: [u64; 0], c: [(); 5] }

fn main() {
    let mut v = vec![Z; 5];
    v.push(Z);
    v.extend([Z, Z]);
    println!("{} {} {}", v.len(), v.capacity() == usize::MAX, drops());
    println!("{:?} {}", v.drain(2..5).count(), drops());
    v.truncate(2);
    println!("{:?} {} {:?}", v.pop(), v.len(), v);
    println!("{}", drops());
    let mut it = vec![Z; 4].into_iter();
    println!("{:?} {:?} {}", it.next(), it.next_back(), it.len());
    drop(it);
    println!("{}", drops());
    let units = vec![(); 1000];
    println!("{} {} {:?}", units.len(), units.iter().count(), units.chunks(300).map(<[_]>::len).collect::<Vec<_>>());
    println!("{:?}", units.iter().rev().skip(997).collect::<Vec<_>>());
    let mut sorted = vec![Z; 30];
    sorted.sort();
    sorted.dedup();
    println!("{} {}", sorted.len(), drops());
    let e = b(E { a: (), b: [], c: [(); 5] });
    println!("{e:?} {} {}", size_of::<E>(), align_of::<E>());
    let (x, y): (Box<Z>, Rc<Z>) = (Box::default(), Rc::default());
    println!("{} {}", *x == *y, Rc::strong_count(&y.clone()));
    let mut q: VecDeque<()> = (0..5).map(|_| ()).collect();
    q.rotate_left(2);
    println!("{:?} {}", q.pop_front(), q.len());
    let m: BTreeMap<(), u8> = [((), 1), ((), 2)].into();
    println!("{m:?} {:?}", [(); 3].iter().zip(1..).map(|(_, n)| n).sum::<i32>());
    let f = |z: Z, n: u8, _: (), z2: &Z| (z == *z2, n);
    println!("{:?} {}", b(f)(Z, 4, (), &Z), drops() > 0);
    println!("{:?}", Some(()).zip(Some(Z)).map(|_| "both"));
    println!("{:?} {:?}", [[(); 2]; 3], std::mem::size_of_val(&v[..]));
}
