//! Loops that change collections by index, by entry, by retain and by rebuild; nested maps; counters of pairs.
use std::collections::*;
use std::hint::black_box as b;
fn main() {
    let mut v: Vec<i32> = (1..=10).collect();
    let mut i = 0;
    while i < v.len() { if v[i] % 3 == 0 { v.remove(i); } else if v[i] % 4 == 0 { let x = v[i]; v.insert(i, -x); i += 2; } else { i += 1; } }
    println!("{v:?}");
    for i in (0..v.len()).rev() { if v[i] < 0 { v.swap_remove(i); } }
    println!("{v:?}");
    let mut m: BTreeMap<u8, Vec<&str>> = BTreeMap::new();
    for w in b("one two three four five six seven").split(' ') { m.entry(w.len() as u8).or_default().push(w); }
    for (k, v) in &mut m { if *k == 3 { v.reverse(); } v.push("end"); }
    let moved: Vec<_> = m.iter_mut().flat_map(|(_, v)| v.drain(..1)).collect();
    println!("{m:?} {moved:?}");
    let flipped = m.into_iter().flat_map(|(k, v)| v.into_iter().map(move |w| (w, k))).fold(BTreeMap::<&str, BTreeSet<u8>>::new(), |mut m, (w, k)| { m.entry(w).or_default().insert(k); m });
    println!("{flipped:?}");
    let text = b("abracadabra");
    let mut pairs: BTreeMap<(char, char), u32> = BTreeMap::new();
    for (a, c) in text.chars().zip(text.chars().skip(1)) { *pairs.entry((a, c)).or_insert(0) += 1; }
    println!("{:?}", pairs.iter().filter(|p| *p.1 > 1).collect::<Vec<_>>());
    let mut q: VecDeque<(u32, u8)> = VecDeque::from([(1, 0)]);
    let mut seen = BTreeSet::new();
    while let Some((n, d)) = q.pop_front() { if d > 4 || !seen.insert(n) { continue; } q.push_back((n * 2, d + 1)); if n % 3 == 1 && n > 4 { q.push_front((n / 3, d + 1)); } }
    println!("{seen:?}");
    let mut grid: BTreeMap<(i8, i8), char> = BTreeMap::new();
    for (y, l) in ["#..", ".#.", "###"].iter().enumerate() { for (x, c) in l.chars().enumerate() { if c == '#' { grid.insert((x as i8, y as i8), c); } } }
    for _ in 0..3 { let mut n: BTreeMap<(i8, i8), u8> = BTreeMap::new(); for (x, y) in grid.keys() { for dx in -1..=1 { for dy in -1..=1 { if (dx, dy) != (0, 0) { *n.entry((x + dx, y + dy)).or_default() += 1; } } } } grid = n.into_iter().filter(|(p, k)| *k == 3 || *k == 2 && grid.contains_key(p)).map(|(p, _)| (p, '#')).collect(); }
    println!("{:?}", grid.keys().collect::<Vec<_>>());
    let mut groups: Vec<BTreeSet<u8>> = (0..8).map(|x| BTreeSet::from([x])).collect();
    for (a, c) in [(0, 1), (2, 3), (1, 3), (5, 6), (6, 5)] { let i = groups.iter().position(|g| g.contains(&a)).unwrap(); if !groups[i].contains(&c) { let j = groups.iter().position(|g| g.contains(&c)).unwrap(); let mut g = groups.remove(j); let i = if j < i { i - 1 } else { i }; groups[i].append(&mut g); } }
    println!("{groups:?}");
    let mut heap: BinaryHeap<_> = [5, 1, 8].into(); heap.extend([9, 2]); heap.retain(|x| x % 2 == 1 || *x > 5);
    println!("{:?} {:?}", heap.clone().into_sorted_vec(), heap.drain().count());
}
