//! Ranges of every integer type at their ends, steps, contains, bounds and slices by them.
use std::hint::black_box as b;
use std::ops::{Bound, RangeBounds};

fn count<T: Copy>(r: impl Iterator<Item = T>) -> (usize, Option<T>) { let mut n = 0; let mut last = None; for x in r { n += 1; last = Some(x); } (n, last) }
fn bounds(r: impl RangeBounds<i32>) -> String { format!("{:?} {:?} {}", r.start_bound(), r.end_bound(), r.contains(&5)) }

fn main() {
    println!("{:?} {:?}", count(b(250u8..=255)), count(b(250u8..255)));
    println!("{:?} {:?}", count(b(i8::MIN..=i8::MAX)), count(b(5i8..-5)));
    println!("{:?} {:?}", count(b(u64::MAX - 2..=u64::MAX)), count(b(i128::MAX - 1..i128::MAX)));
    println!("{:?}", count(b('\u{d7fd}'..='\u{e001}')));
    println!("{:?}", count((0u16..=65535).step_by(1000)));
    println!("{:?}", (0..10i64).rev().step_by(4).collect::<Vec<_>>());
    println!("{:?} {:?}", (1..=0).sum::<i32>(), (1..=30u128).product::<u128>().checked_add(0).is_some());
    println!("{} {} {}", bounds(b(1..5)), bounds(..=5), bounds((Bound::Excluded(4), Bound::Unbounded)));
    println!("{} {}", (0.5..1.5).contains(&b(1.5)), (0.5..=1.5).contains(&b(1.5)));
    let v = b([0, 1, 2, 3, 4, 5]);
    println!("{:?} {:?} {:?} {:?} {:?}", &v[2..], &v[..2], &v[..=2], &v[3..3], &v[(Bound::Excluded(1), Bound::Included(3))]);
    println!("{:?} {:?} {:?}", v.get(4..9), v.get(6..), v.get(5..=5));
    let mut r = 0..10;
    println!("{:?} {:?} {:?} {:?}", r.next(), r.nth(2), r.next_back(), r);
    println!("{} {:?}", r.len(), r.clone().size_hint());
    let mut i = b(3..=6);
    println!("{:?} {:?} {:?}", i.next(), i.clone().min(), i.clone().max());
    for x in (0..=2).flat_map(|x| (x..=2).map(move |y| (x, y))) { print!("{x}{y} ", y = x.1, x = x.0); }
    println!();
    let mut total = 0u32;
    for x in (b(0)..=b(u8::MAX)).skip(1).filter(|x| x.is_power_of_two()) { total += u32::from(x); }
    println!("{total} {:?}", (b(1u32)..).zip("abc".chars()).collect::<Vec<_>>());
}
