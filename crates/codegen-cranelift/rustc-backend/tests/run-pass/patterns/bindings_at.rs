//! Bindings with @, by reference and by value, under alternatives.
use std::hint::black_box as b;

#[derive(Debug, Clone, PartialEq)]
enum Item { Num(i32), Pair(i32, i32), Name(String), List(Vec<Item>) }

fn look(i: &Item) -> String {
    match i {
        Item::Num(n @ (1 | 3 | 5 | 7 | 9)) => format!("odd {n}"),
        Item::Num(n @ ..0) => format!("negative {n}"),
        whole @ Item::Num(_) => format!("{whole:?}"),
        Item::Pair(a @ 0..10, c) | Item::Pair(c, a @ 0..10) => format!("small {a} with {c}"),
        p @ Item::Pair(x, y) if x == y => format!("equal {p:?}"),
        Item::Pair(x, ..) => format!("first {x}"),
        Item::Name(s) if s.is_empty() => "anonymous".into(),
        Item::Name(s @ _) => s.to_uppercase(),
        Item::List(l) => match l.as_slice() { [one] => look(one), all @ [head, tail @ ..] => format!("{} of {}: {} {:?}", tail.len(), all.len(), look(head), tail), none @ [] => format!("{none:?}") },
    }
}

fn main() {
    let items = vec![
        Item::Num(3), Item::Num(4), Item::Num(-4), Item::Pair(5, 100), Item::Pair(100, 5), Item::Pair(5, 6), Item::Pair(20, 20), Item::Pair(20, 30),
        Item::Name(String::new()), Item::Name("ferris".into()), Item::List(vec![]), Item::List(vec![Item::Num(9)]), Item::List(vec![Item::Num(1), Item::Num(2)]),
    ];
    for i in &items { println!("{}", look(b(i))); }
    let ref r @ (x, ref y) = b((5, String::from("t")));
    println!("{x} {y} {r:?}");
    let mut opt = b(Some((1, vec![2, 3])));
    if let Some((n, v)) = &mut opt { *n += v.len(); v.push(*n as i32); }
    println!("{opt:?}");
    if let Some((ref mut n, ref v)) = opt { *n *= v.len(); }
    println!("{opt:?}");
    let whole @ [first, .., last] = b([1u8, 2, 3, 4]);
    println!("{whole:?} {first} {last}");
    if let Some(n @ 10..=20) | Some(n @ 30..=40) = b(Some(35)) { println!("{n}"); }
    for (i, (k, v @ (a, _))) in [("x", (1, 2)), ("y", (3, 4))].iter().enumerate() { println!("{i} {k} {v:?} {a}"); }
}
