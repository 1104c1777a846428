//! mem::discriminant, casts with shifts of them, and round trips through matches.
use std::hint::black_box as b;
use std::mem::{Discriminant, discriminant};

#[derive(Clone, Copy, Debug, PartialEq)]
enum Op { Add, Sub, Mul, Div, Neg, Dup, Swap, Jump(i16), Push(i64) }

const ALL: [Op; 9] = [Op::Add, Op::Sub, Op::Mul, Op::Div, Op::Neg, Op::Dup, Op::Swap, Op::Jump(-3), Op::Push(1 << 40)];

fn code(o: Op) -> (u8, i64) {
    match o {
        Op::Add => (0, 0), Op::Sub => (1, 0), Op::Mul => (2, 0), Op::Div => (3, 0), Op::Neg => (4, 0),
        Op::Dup => (5, 0), Op::Swap => (6, 0), Op::Jump(d) => (7, i64::from(d)), Op::Push(v) => (8, v),
    }
}
fn back(code: (u8, i64)) -> Option<Op> {
    Some(match code {
        (0, _) => Op::Add, (1, _) => Op::Sub, (2, _) => Op::Mul, (3, _) => Op::Div, (4, _) => Op::Neg,
        (5, _) => Op::Dup, (6, _) => Op::Swap, (7, d) => Op::Jump(d.try_into().ok()?), (8, v) => Op::Push(v),
        _ => return None,
    })
}
fn same(a: &Op, c: &Op) -> bool { discriminant(a) == discriminant(c) }

#[derive(Clone, Copy)]
enum Bit { A, B, C, D }

fn main() {
    for o in ALL {
        let c = code(b(o));
        println!("{c:?} {:?} {}", back(b(c)), back(c) == Some(o));
        println!("{:?}", ALL.iter().map(|p| same(p, &o) as u8).collect::<Vec<_>>());
    }
    println!("{:?} {:?}", back(b((9, 0))), back(b((7, 40_000))));
    println!("{}", same(&Op::Push(1), &Op::Push(2)));
    let seen: Vec<Discriminant<Op>> = ALL.iter().map(discriminant).collect();
    println!("{}", seen.iter().position(|d| *d == discriminant(&Op::Jump(0))).unwrap());
    let mask = [Bit::A, Bit::C, Bit::D].into_iter().fold(0u8, |m, x| m | 1 << b(x) as u8);
    println!("{mask:#06b} {}", mask & 1 << Bit::B as u8);
}
