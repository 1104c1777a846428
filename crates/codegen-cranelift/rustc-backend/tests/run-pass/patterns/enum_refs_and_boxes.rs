//! Matches on references to enums through layers of &, &mut, Box and Option with default binding modes.
use std::hint::black_box as b;
#[derive(Debug, Clone, PartialEq)] enum T { Leaf(u8), Pair(Box<T>, Box<T>), List(Vec<T>), Named { name: String, value: Option<Box<T>> } }
use T::*;
fn leaf(n: u8) -> Box<T> { Box::new(Leaf(n)) }
fn depth(t: &T) -> u32 { match t { Leaf(_) => 0, Pair(l, r) => 1 + depth(l).max(depth(r)), List(v) => 1 + v.iter().map(depth).max().unwrap_or(0), Named { value: None, .. } => 1, Named { value: Some(v), .. } => 1 + depth(v) } }
fn bump(t: &mut T) -> u32 { match t { Leaf(n @ 0..=9) => { *n += 1; 1 } Leaf(_) => 0, Pair(l, r) => { std::mem::swap(l, r); bump(l) + bump(r) } List(v) => { v.retain(|x| !matches!(x, Leaf(9))); v.iter_mut().map(bump).sum() } Named { name, value: Some(v) } if name.len() < 3 => { name.push('!'); bump(v) } Named { name, value } => { *value = Some(Box::new(Leaf(name.len() as u8))); 100 } } }
fn flatten(t: T) -> Vec<u8> { match t { Leaf(n) => vec![n], Pair(l, r) => { let mut v = flatten(*l); v.extend(flatten(*r)); v } List(v) => v.into_iter().flat_map(flatten).collect(), Named { value, .. } => value.map_or(vec![], |v| flatten(*v)) } }
fn first<'a>(t: &'a T, name: &str) -> Option<&'a T> { match t { Named { name: n, value } if n == name => value.as_deref(), Named { value: Some(v), .. } => first(v, name), Pair(l, r) => first(l, name).or_else(|| first(r, name)), List(v) => v.iter().find_map(|t| first(t, name)), _ => None } }
fn both(a: &T, c: &T) -> &'static str { match (a, c) { (Leaf(x), Leaf(y)) if x == y => "same", (Leaf(0), _) | (_, Leaf(0)) => "zero", (Pair(a, _), Pair(_, c)) if a == c => "crossed", (List(v), List(w)) => match (&v[..], &w[..]) { ([], []) => "empty", ([x, ..], [.., y]) if x == y => "ends", _ => "lists" }, (Named { name, .. }, Named { name: other, .. }) if name.starts_with(other.as_str()) => "prefix", _ => "no" } }
fn deep(o: &mut Option<Option<&mut (u8, Option<Box<u8>>)>>) -> u8 { match o { Some(Some((n, Some(x)))) => { **x += *n; *n = 0; **x } Some(Some((n, slot @ None))) => { *slot = Some(Box::new(*n * 2)); 1 } Some(None) => 2, None => 3 } }
fn main() {
    let mut t = List(vec![Leaf(9), Pair(leaf(1), leaf(20)), Named { name: "ab".into(), value: Some(leaf(3)) }, Named { name: "long".into(), value: None }]);
    println!("{} {:?}", depth(b(&t)), first(&t, "ab"));
    println!("{} {}", bump(b(&mut t)), bump(&mut t));
    println!("{t:?}");
    println!("{:?} {:?}", first(&t, "long"), first(&t, "zz"));
    let n = |s: &str| Named { name: s.into(), value: None };
    for (x, y) in [(Leaf(4), Leaf(4)), (Leaf(0), n("")), (Pair(leaf(1), leaf(2)), Pair(leaf(3), leaf(1))), (List(vec![]), List(vec![])), (List(vec![Leaf(1), Leaf(2)]), List(vec![Leaf(3), Leaf(1)])), (n("abc"), n("ab")), (n("a"), n("ab"))] { print!("{} ", both(b(&x), &y)); }
    println!("{:?}", flatten(t));
    let mut pair = (5, None);
    { let mut o = Some(Some(&mut pair)); println!("{} {} {}", deep(&mut o), deep(b(&mut o)), deep(&mut o)); }
    println!("{pair:?} {} {}", deep(&mut Some(None)), deep(&mut None));
}
