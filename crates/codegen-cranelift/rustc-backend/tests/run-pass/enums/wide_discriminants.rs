//! Tags of 128 bits, with data and without.
use std::hint::black_box as b;

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[repr(i128)]
enum Signed { Low = i128::MIN, Minus = -1, Zero = 0, Near = 1 << 64, High = i128::MAX }
#[derive(Debug, Clone, PartialEq)]
#[repr(u128)]
enum Data { Word(u32) = 1 << 90, Text(String) = (1 << 90) + 1, Nothing = 1 << 26, Pair { a: u8, b: u128 } = u128::MAX }

fn name(s: Signed) -> &'static str {
    match s { Signed::Low => "low", Signed::Minus => "minus", Signed::Zero => "zero", Signed::Near => "near", Signed::High => "high" }
}
fn size(d: &Data) -> u128 {
    match d { Data::Word(w) => u128::from(*w), Data::Text(t) => t.len() as u128, Data::Nothing => 0, Data::Pair { a, b } => u128::from(*a) + b }
}

fn main() {
    let all = [Signed::Low, Signed::Minus, Signed::Zero, Signed::Near, Signed::High];
    for x in all {
        println!("{} {} {} {}", name(b(x)), b(x) as i128, b(x) as u64, b(x) as u128);
        println!("{}", all.iter().filter(|y| **y < b(x)).count());
    }
    for d in [Data::Word(9), Data::Text("four".into()), Data::Nothing, Data::Pair { a: 1, b: 1 << 100 }] {
        println!("{} {:?} {}", size(b(&d)), d.clone(), b(d.clone()) == d);
    }
    println!("{:?}", b(Some(Signed::Near)));
    println!("{:?}", b(None::<Data>).is_none());
    println!("{}", size_of::<Signed>());
}
