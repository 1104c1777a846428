//! BTreeMap and BTreeSet: ranges from both ends, entries, splits, set operations, first and last.
use std::collections::{BTreeMap, BTreeSet, btree_map::Entry};
use std::hint::black_box as b;
use std::ops::Bound::*;

fn main() {
    let mut m: BTreeMap<i32, String> = (0..200).map(|i| (i * 37 % 211, format!("v{i}"))).collect();
    println!("{} {:?} {:?}", m.len(), m.first_key_value(), m.last_key_value());
    println!("{:?}", m.range(b(50)..60).map(|e| *e.0).collect::<Vec<_>>());
    println!("{:?}", m.range((Excluded(100), Included(106))).rev().map(|e| e.1.as_str()).collect::<Vec<_>>());
    println!("{:?} {:?}", m.range(..5).next_back(), m.range(205..).next());
    for (_, v) in m.range_mut(10..13) { v.push('!'); }
    println!("{:?} {:?} {:?}", m.get(&10), m.get(&500), m.contains_key(&12));
    match m.entry(b(10)) { Entry::Occupied(mut e) => { e.get_mut().push('?'); println!("{:?}", e.remove_entry()); } Entry::Vacant(_) => println!("vacant") }
    *m.entry(1000).or_insert_with(|| "new".into()) += "er";
    m.entry(1000).and_modify(|v| v.insert(0, '<')).or_default();
    println!("{:?} {:?}", m.pop_last(), m.pop_first());
    let mut hi = m.split_off(&150);
    println!("{} {} {:?}", m.len(), hi.len(), hi.first_key_value());
    hi.retain(|k, _| k % 2 == 0);
    m.append(&mut hi);
    println!("{} {} {}", m.len(), hi.len(), m.keys().is_sorted());
    for k in 0..200 { if k % 3 != 0 { m.remove(&k); } }
    println!("{} {:?}", m.len(), m.values().map(String::len).sum::<usize>());
    println!("{:?}", m.into_iter().rev().step_by(20).map(|e| e.0).collect::<Vec<_>>());
    let (a, c): (BTreeSet<u8>, BTreeSet<u8>) = ((0..10).collect(), (5..15).step_by(2).collect());
    println!("{:?} {:?} {:?} {:?}", &a & &c, &a - &c, &a ^ &c, (&a | &c).len());
    println!("{} {} {:?}", a.is_subset(&c), a.is_disjoint(&c), a.range(3..).next());
    let words: BTreeMap<(usize, &str), u32> = b("a bb a ccc bb a").split(' ').fold(BTreeMap::new(), |mut m, w| { *m.entry((w.len(), w)).or_insert(0) += 1; m });
    println!("{words:?} {:?}", words.get(&(2, "bb")));
    println!("{:?}", BTreeMap::from([(3, 'c'), (1, 'a')]) < BTreeMap::from([(1, 'b')]));
}
