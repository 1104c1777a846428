//! HashMap and HashSet with a fixed hasher: entries, removal, growth, drains; compared with BTreeMap.
use std::collections::{BTreeMap, HashMap, HashSet, hash_map::Entry};
use std::hash::{BuildHasherDefault, Hasher};
use std::hint::black_box as b;

#[derive(Default, Clone)] struct Fnv(u64);
impl Hasher for Fnv { fn write(&mut self, d: &[u8]) { for x in d { self.0 = (self.0 ^ u64::from(*x)).wrapping_mul(0x100_0000_01b3); } } fn finish(&self) -> u64 { self.0 ^ self.0 >> 29 } }
type Map<K, V> = HashMap<K, V, BuildHasherDefault<Fnv>>;
type Set<K> = HashSet<K, BuildHasherDefault<Fnv>>;
fn sorted<K: Ord + Clone, V: Ord + Clone>(m: &Map<K, V>) -> Vec<(K, V)> { let mut v: Vec<_> = m.iter().map(|(k, v)| (k.clone(), v.clone())).collect(); v.sort(); v }

fn main() {
    let (mut m, mut t) = (Map::default(), BTreeMap::new());
    let mut s = 1u32;
    for _ in 0..5000 {
        s = s.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let k = b(s >> 16) % 700;
        match s >> 8 & 3 { 0 => assert_eq!(m.remove(&k), t.remove(&k)), 1 => assert_eq!(m.get(&k), t.get(&k)), 2 => *m.entry(k).or_insert(0) = { let e = t.entry(k).or_insert(0); *e += 1; *e }, _ => assert_eq!(m.insert(k, s), t.insert(k, s)) }
    }
    println!("{} {} {}", m.len(), t.len(), sorted(&m) == t.clone().into_iter().collect::<Vec<_>>());
    println!("{:x}", t.iter().fold(0u32, |h, (k, v)| h.rotate_left(5) ^ k ^ v));
    m.retain(|k, _| k % 10 == 0);
    println!("{} {:?}", m.len(), sorted(&m).first());
    let mut words: Map<String, Vec<usize>> = Map::default();
    for (i, w) in "to be or not to be that is".split(' ').enumerate() { words.entry(w.into()).or_default().push(i); }
    println!("{:?}", sorted(&words));
    match words.entry("be".into()) { Entry::Occupied(e) => println!("{:?}", e.remove()), Entry::Vacant(_) => {} }
    println!("{:?}", words.get("be"));
    println!("{:?}", words.remove_entry("or"));
    if let Some(v) = words.get_mut("to") { v.clear(); }
    println!("{:?} {}", words["to"], words.contains_key("not"));
    let (a, c): (Set<u8>, Set<u8>) = ((0..10).collect(), (7..20).collect());
    let mut i: Vec<_> = a.intersection(&c).copied().collect();
    i.sort();
    println!("{i:?} {} {} {}", a.union(&c).count(), a.symmetric_difference(&c).count(), a.difference(&c).map(|x| u32::from(*x)).sum::<u32>());
    let mut d = a.clone();
    println!("{} {} {:?} {:?} {}", d.insert(5), d.insert(50), d.take(&3), d.replace(4), d.len());
    println!("{} {}", d.drain().map(u32::from).sum::<u32>(), d.is_empty());
    let nested: Map<(i8, char), Map<Option<bool>, &str>> = [((1, 'a'), [(None, "n"), (Some(true), "t")].into_iter().collect())].into_iter().collect();
    println!("{:?} {}", nested[&(1, 'a')].get(&Some(true)), nested == nested.clone());
    let std: HashMap<u8, u8> = (0..100).map(|x| (x, x ^ 0x55)).collect();
    println!("{} {:?}", std.values().map(|x| u32::from(*x)).sum::<u32>(), std.get(&b(9)));
}
