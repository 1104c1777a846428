//! A simulation with enums, queues and fixed rules; its log is the output.
use std::collections::{BTreeSet, VecDeque};
use std::fmt;
use std::hint::black_box as b;
#[derive(Debug, Clone, Copy, PartialEq, Eq)] enum Dir { Up, Down, Idle }
#[derive(Debug, Clone)] struct Rider { id: u8, from: i8, to: i8, since: u32 }
struct Lift { at: i8, dir: Dir, riders: Vec<Rider>, stops: BTreeSet<i8>, door: u8, moved: u32 }
impl fmt::Display for Lift { fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { write!(f, "{:>2}{}{}", self.at, match self.dir { Dir::Up => '↑', Dir::Down => '↓', Dir::Idle => '·' }, self.riders.iter().map(|r| (b'a' + r.id) as char).collect::<String>()) } }
impl Lift {
    fn choose(&mut self) { let (up, down) = (self.stops.range(self.at + 1..).next().is_some(), self.stops.range(..self.at).next_back().is_some()); self.dir = match (self.dir, up, down) { (Dir::Up, true, _) | (Dir::Idle, true, false) => Dir::Up, (Dir::Down, _, true) | (Dir::Idle, false, true) => Dir::Down, (Dir::Up, false, true) => Dir::Down, (Dir::Down, true, false) => Dir::Up, (Dir::Idle, true, true) => { let (u, d) = (self.stops.range(self.at..).next().unwrap() - self.at, self.at - self.stops.range(..self.at).next_back().unwrap()); if u <= d { Dir::Up } else { Dir::Down } } (_, false, false) => Dir::Idle }; }
    fn tick(&mut self, waiting: &mut VecDeque<Rider>, now: u32, done: &mut Vec<(u8, u32)>) {
        if self.door > 0 { self.door -= 1; return; }
        if self.stops.remove(&self.at) {
            self.door = 1;
            let at = self.at;
            self.riders.retain(|r| { let out = r.to == at; if out { done.push((r.id, now - r.since)); } !out });
            let mut i = 0;
            while i < waiting.len() { if waiting[i].from == self.at { if self.riders.len() < 3 { let r = waiting.remove(i).unwrap(); self.stops.insert(r.to); self.riders.push(r); continue; } self.door = 2; } i += 1; }
            return;
        }
        self.stops.extend(waiting.iter().filter(|r| r.from != self.at || self.riders.len() < 3).map(|r| r.from));
        self.choose();
        match self.dir { Dir::Up => self.at += 1, Dir::Down => self.at -= 1, Dir::Idle => return }
        self.moved += 1;
    }
}
fn main() {
    let mut lift = Lift { at: 0, dir: Dir::Idle, riders: vec![], stops: BTreeSet::new(), door: 0, moved: 0 };
    let mut calls: VecDeque<_> = b([(0, 3, -1), (1, 5, 0), (1, -1, 4), (2, 3, 5), (2, 3, -2), (2, 3, 1), (9, 0, 5), (30, 2, 2), (31, -2, 5)]).into_iter().enumerate().map(|(i, (t, from, to))| (t, Rider { id: i as u8, from, to, since: t })).collect();
    let (mut waiting, mut done, mut log) = (VecDeque::new(), vec![], vec![]);
    for now in 0..80 { while calls.front().is_some_and(|c| c.0 <= now) { waiting.extend(calls.pop_front().map(|c| c.1)); } lift.tick(&mut waiting, now, &mut done); log.push(lift.to_string()); }
    for l in log.chunks(16) { println!("{}", l.join(" ")); }
    println!("{done:?} {} {} {}", lift.moved, waiting.len(), done.iter().map(|d| d.1).sum::<u32>());
}
