//! Event sourcing: a log applied to a state, snapshots, undo and redo, queries over time, a checksum.
use std::collections::{BTreeMap, VecDeque};
use std::hint::black_box as b;
#[derive(Debug, Clone, PartialEq, Eq, Hash)] enum Ev { Added { sku: u16, n: u32, price: u64 }, Removed { sku: u16, n: u32 }, Renamed(u16, String), Merged { from: u16, into: u16 }, Note(&'static str) }
#[derive(Debug, Clone, PartialEq, Default)] struct Item { n: u32, worth: u64, name: Option<String> }
#[derive(Debug, Clone, PartialEq, Default)] struct State { items: BTreeMap<u16, Item>, notes: u32 }
impl State {
    fn apply(&mut self, e: &Ev) -> Result<(), String> {
        match e {
            Ev::Added { sku, n, price } => { let i = self.items.entry(*sku).or_default(); i.n = i.n.checked_add(*n).ok_or("full")?; i.worth += u64::from(*n) * price; }
            Ev::Removed { sku, n } => { let i = self.items.get_mut(sku).ok_or_else(|| format!("no {sku}"))?; let left = i.n.checked_sub(*n).ok_or_else(|| format!("{} of {n}", i.n))?; i.worth = i.worth * u64::from(left) / u64::from(i.n.max(1)); i.n = left; if left == 0 && i.name.is_none() { self.items.remove(sku); } }
            Ev::Renamed(sku, name) => self.items.get_mut(sku).ok_or("rename")?.name = Some(name.clone()),
            Ev::Merged { from, into } if from == into => return Err("itself".into()),
            Ev::Merged { from, into } => { let f = self.items.remove(from).ok_or("merge")?; let i = self.items.entry(*into).or_default(); i.n += f.n; i.worth += f.worth; i.name = i.name.take().or(f.name); }
            Ev::Note(_) => self.notes += 1,
        }
        Ok(())
    }
    fn sum(&self) -> u64 { self.items.iter().fold(u64::from(self.notes), |h, (k, i)| h.wrapping_mul(1_000_003) ^ u64::from(*k) << 32 ^ u64::from(i.n) ^ i.worth << 7 ^ i.name.as_ref().map_or(0, |s| s.len() as u64)) }
}
#[derive(Default)] struct Store { log: Vec<Ev>, snaps: BTreeMap<usize, State>, now: State, undone: VecDeque<Ev> }
impl Store {
    fn push(&mut self, e: Ev) -> Result<(), String> { let mut next = self.now.clone(); next.apply(&e)?; self.now = next; self.log.push(e); self.undone.clear(); if self.log.len() % 3 == 0 { self.snaps.insert(self.log.len(), self.now.clone()); } Ok(()) }
    fn at(&self, t: usize) -> State { let (from, mut s) = self.snaps.range(..=t).next_back().map_or((0, State::default()), |(k, s)| (*k, s.clone())); for e in &self.log[from..t] { s.apply(e).unwrap(); } s }
    fn undo(&mut self) -> bool { let Some(e) = self.log.pop() else { return false }; self.snaps.split_off(&(self.log.len() + 1)); self.undone.push_front(e); self.now = self.at(self.log.len()); true }
    fn redo(&mut self) -> bool { let Some(e) = self.undone.pop_front() else { return false }; let rest = std::mem::take(&mut self.undone); let ok = self.push(e).is_ok(); self.undone = rest; ok }
}
fn main() {
    let mut s = Store::default();
    for e in [Ev::Added { sku: 5, n: 10, price: 250 }, Ev::Added { sku: 7, n: b(3), price: 9_999_999_999 }, Ev::Removed { sku: 5, n: 4 }, Ev::Removed { sku: 5, n: 7 }, Ev::Renamed(5, "bolt".into()), Ev::Renamed(9, "x".into()), Ev::Note("hi"), Ev::Merged { from: 7, into: 5 }, Ev::Merged { from: 5, into: 5 }, Ev::Added { sku: 5, n: u32::MAX, price: 1 }, Ev::Removed { sku: 5, n: 9 }, Ev::Added { sku: 1, n: 1, price: 1 }] { if let Err(why) = s.push(e.clone()) { println!("{e:?}: {why}"); } }
    println!("{:?} {:x} {}", s.now, s.now.sum(), s.snaps.len());
    println!("{:?}", (0..=s.log.len()).map(|t| s.at(t).sum() % 10_007).collect::<Vec<_>>());
    let end = s.now.sum();
    for _ in 0..5 { print!("{} {:x} ", s.undo(), s.now.sum() % 0xffff); }
    println!();
    while s.redo() {}
    println!("{} {}", s.now.sum() == end, s.undone.len());
    while s.undo() {}
    println!("{} {} {}", s.now == State::default(), s.undone.len(), s.redo());
    s.push(Ev::Note("branch")).unwrap();
    println!("{:?}", s.log);
    println!("{}", s.redo());
}
