//! A discrete simulation: machines, queues, random arrivals from a generator, statistics in integers.
use std::cmp::Reverse;
use std::collections::{BinaryHeap, VecDeque};
use std::hint::black_box as b;
struct Rng(u64);
impl Rng { fn next(&mut self) -> u64 { self.0 ^= self.0 >> 12; self.0 ^= self.0 << 25; self.0 ^= self.0 >> 27; self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) } fn range(&mut self, lo: u64, hi: u64) -> u64 { lo + ((u128::from(self.next()) * u128::from(hi - lo)) >> 64) as u64 } fn shuffle<T>(&mut self, v: &mut [T]) { for i in (1..v.len()).rev() { v.swap(i, self.range(0, i as u64 + 1) as usize); } } fn chance(&mut self, p: f64) -> bool { (self.next() >> 11) as f64 / (1u64 << 53) as f64 <= p } }
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord, Clone, Copy)] enum Ev { Arrive, Done { machine: usize, job: u32 }, Break(usize), Repair(usize) }
#[derive(Default)] struct Machine { busy: Option<u32>, broken: bool, done: u32, idle_since: u64, idle: u64 }
fn main() {
    let mut rng = Rng(b(42));
    let mut q: BinaryHeap<Reverse<(u64, Ev)>> = BinaryHeap::from([Reverse((0, Ev::Arrive)), Reverse((500, Ev::Break(1)))]);
    let mut machines: Vec<Machine> = (0..3).map(|_| Machine::default()).collect();
    let (mut waiting, mut jobs, mut waits, mut longest, mut events) = (VecDeque::new(), 0u32, 0u64, 0usize, 0u32);
    while let Some(Reverse((now, ev))) = q.pop() {
        if now > 5000 { println!("end at {now}"); break; }
        events += 1;
        match ev {
            Ev::Arrive => { waiting.push_back((jobs, now)); jobs += 1; q.push(Reverse((now + rng.range(5, 40), Ev::Arrive))); }
            Ev::Done { machine, job } if machines[machine].busy == Some(job) => { machines[machine].busy = None; machines[machine].done += 1; machines[machine].idle_since = now; }
            Ev::Done { .. } => {}
            Ev::Break(m) => { machines[m].broken = true; if let Some(j) = machines[m].busy.take() { waiting.push_front((j, now)); } q.push(Reverse((now + rng.range(50, 200), Ev::Repair(m)))); }
            Ev::Repair(m) => { machines[m].broken = false; machines[m].idle_since = now; let n = rng.range(0, 3) as usize; q.push(Reverse((now + rng.range(300, 900), Ev::Break(n)))); }
        }
        longest = longest.max(waiting.len());
        for (i, m) in machines.iter_mut().enumerate() { if m.busy.is_none() && !m.broken && let Some((j, since)) = waiting.pop_front() { m.busy = Some(j); m.idle += now - m.idle_since; waits += now - since; let t = if rng.chance(0.1) { 150 } else { rng.range(20, 60) }; q.push(Reverse((now + t, Ev::Done { machine: i, job: j }))); } }
    }
    for m in &machines { println!("{} {} {} {:?}", m.done, m.idle, m.broken, m.busy.is_some()); }
    println!("{jobs} {events} {waits} {longest} {}", waiting.len());
    let mut deck: Vec<u8> = (0..52).collect();
    rng.shuffle(&mut deck);
    println!("{deck:?}");
    println!("{:?}", (0..10_000).fold([0u32; 6], |mut c, _| { c[rng.range(0, 6) as usize] += 1; c }));
}
