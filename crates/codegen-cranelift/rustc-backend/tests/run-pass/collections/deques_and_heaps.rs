//! VecDeque wrapped around, BinaryHeap with Reverse and custom orders, LinkedList.
use std::cmp::{Ordering, Reverse};
use std::collections::{BinaryHeap, LinkedList, VecDeque};
use std::hint::black_box as b;

#[derive(Debug, PartialEq, Eq)] struct Job { pri: u8, name: &'static str }
impl Ord for Job { fn cmp(&self, o: &Self) -> Ordering { self.pri.cmp(&o.pri).then_with(|| o.name.cmp(self.name)) } }
impl PartialOrd for Job { fn partial_cmp(&self, o: &Self) -> Option<Ordering> { Some(self.cmp(o)) } }

fn main() {
    let mut q: VecDeque<u32> = VecDeque::with_capacity(8);
    for i in 0..40 { if b(i) % 3 == 0 { q.push_front(i); } else { q.push_back(i); } if i % 4 == 3 { q.pop_front(); q.pop_back(); } }
    println!("{q:?} {:?} {:?}", q.front(), q.get(3));
    q.rotate_left(4);
    q.make_contiguous().sort();
    println!("{:?} {:?}", q.as_slices().0, q.binary_search(&30));
    q.insert(2, 99); q.swap(0, 1);
    println!("{:?} {:?} {:?}", q.remove(5), q.iter().rev().take(3).collect::<Vec<_>>(), q.range(1..4).sum::<u32>());
    q.truncate(6); q.extend([1, 2]); q.resize(10, 7);
    println!("{q:?} {:?} {}", q.split_off(7), q.contains(&99));
    q[0] = 1000; q.retain(|x| x % 2 == 0);
    println!("{q:?} {}", q == [1000, 2]);
    let mut h: BinaryHeap<Job> = [(3, "c"), (5, "e"), (3, "a"), (9, "z"), (0, "n")].map(|(pri, name)| Job { pri, name }).into();
    if let Some(mut top) = h.peek_mut() { top.pri = 1; }
    println!("{:?} {}", h.peek(), h.len());
    while let Some(Job { pri, name }) = h.pop() { print!("{pri}{name} "); if pri == 5 { h.push(Job { pri: 4, name: "late" }); } }
    println!();
    let mut r: BinaryHeap<Reverse<(u64, i8)>> = (0..50u64).map(|i| Reverse((i * i * 7919 % 1009, i as i8))).collect();
    println!("{:?} {:?}", r.pop(), r.pop().map(|x| x.0.0));
    println!("{:?}", r.into_sorted_vec().iter().map(|x| x.0.0).take(5).collect::<Vec<_>>());
    let mut l: LinkedList<_> = (1..=5).collect();
    let mut tail = l.split_off(3);
    l.push_front(0); tail.push_back(6); tail.append(&mut l);
    for x in tail.iter_mut().rev().step_by(2) { *x *= 10; }
    println!("{tail:?} {:?} {:?} {}", tail.pop_back(), tail.front(), l.len());
    let med = |v: &[i32]| { let (mut lo, mut hi) = (BinaryHeap::new(), BinaryHeap::new()); v.iter().map(|x| { lo.push(*x); hi.push(Reverse(lo.pop().unwrap())); if hi.len() > lo.len() { lo.push(hi.pop().unwrap().0); } lo.peek().copied().unwrap() }).collect::<Vec<_>>() };
    println!("{:?}", med(b(&[5, 15, 1, 3, -8, 7, 9])));
}
