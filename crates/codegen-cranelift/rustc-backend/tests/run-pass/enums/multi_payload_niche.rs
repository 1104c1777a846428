//! A niche within one large variant tells all others, which have data of their own.
use std::hint::black_box as b;

#[derive(Debug, Clone, Copy, PartialEq, PartialOrd)]
enum Inner { A = 3, B = 5, C = 7 }
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd)]
enum Outer { Large { n: u32, kind: Inner, m: u16 }, Word(u32), Half(u16), Nothing }
#[derive(Debug, Clone, PartialEq)]
enum Text { Owned(String), Shared(&'static str), Number(i32), None }
#[derive(Debug, Clone, Copy, PartialEq)]
enum Over { In(Outer), A, B, C(u8) }

fn weight(o: Outer) -> u64 {
    match o {
        Outer::Large { n, kind: Inner::A, m } => u64::from(n) + u64::from(m),
        Outer::Large { n, kind, .. } => u64::from(n) * (kind as u64),
        Outer::Word(w) => u64::from(w) << 8,
        Outer::Half(h) => u64::from(h) << 40,
        Outer::Nothing => 1,
    }
}

fn main() {
    let outers = [
        Outer::Large { n: 10, kind: Inner::A, m: 65535 },
        Outer::Large { n: u32::MAX, kind: Inner::C, m: 0 },
        Outer::Word(0xdead_beef), Outer::Half(3), Outer::Nothing,
    ];
    for o in outers {
        println!("{} {:?}", weight(b(o)), b(o));
        println!("{:?} {}", b(Over::In(o)), b(Over::In(o)) == Over::In(o));
        println!("{:?}", outers.map(|p| p.partial_cmp(&b(o))));
    }
    for o in [Over::A, Over::B, Over::C(9)] { println!("{:?} {}", b(o), o == Over::B); }
    println!("{} {}", size_of::<Outer>(), size_of::<Over>());
    let mut t = vec![Text::Owned("abc".into()), Text::Shared("def"), Text::Number(-4), Text::None];
    println!("{}", size_of::<Text>() == size_of::<String>());
    for x in &mut t {
        println!("{x:?}");
        *x = match std::mem::replace(x, Text::None) {
            Text::Owned(mut s) => { s.push('!'); Text::Owned(s) }
            Text::Shared(s) => Text::Owned(s.repeat(2)),
            Text::Number(n) => Text::Shared(if n < 0 { "neg" } else { "pos" }),
            Text::None => Text::Number(1),
        };
    }
    println!("{t:?}");
}
