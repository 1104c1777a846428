//! Writes of another variant over the one that is there, by assignment, swap and through pointers.
use std::hint::black_box as b;

#[derive(Debug, Clone, PartialEq)]
enum State { Idle, Running { ticks: u32, log: Vec<u8> }, Failed(String), Done(u64) }

impl State {
    fn step(&mut self) {
        *self = match self {
            State::Idle => State::Running { ticks: 0, log: vec![1] },
            State::Running { ticks, log } if *ticks < 2 => { log.push(*ticks as u8); State::Running { ticks: *ticks + 1, log: std::mem::take(log) } }
            State::Running { log, .. } if log.len() > 2 => State::Failed(format!("{log:?}")),
            State::Running { .. } => State::Idle,
            State::Failed(why) => State::Done(why.len() as u64),
            State::Done(n) => { *n += 1; return }
        };
    }
}

fn write(to: *mut State, s: State) { unsafe { *to = s; } }

fn main() {
    let mut s = State::Idle;
    for _ in 0..8 { println!("{s:?}"); b(&mut s).step(); }
    let mut pair = [State::Done(1), State::Failed("x".into())];
    pair.swap(0, 1);
    println!("{pair:?}");
    let (left, right) = pair.split_at_mut(1);
    std::mem::swap(&mut left[0], &mut right[0]);
    println!("{pair:?}");
    write(&mut pair[0], State::Running { ticks: 9, log: vec![] });
    println!("{pair:?}");
    if let State::Running { ticks, .. } = &mut pair[0] { *ticks += 1; }
    println!("{:?} {}", pair[0], matches!(pair[0], State::Running { ticks: 10, .. }));
    let mut o = b(Some(5));
    if let Some(x) = o.as_mut() { *x += 1; }
    println!("{}", o.insert(9));
    println!("{}", o.get_or_insert(1));
    println!("{:?}", o.take());
    println!("{:?}", o.get_or_insert_with(|| 3));
}
