//! LZ77 and Huffman coding: pack, unpack, compare.
use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap};
use std::hint::black_box as b;

#[derive(Debug, Clone, PartialEq)] enum Tok { Lit(u8), Copy { back: u16, len: u8 } }
fn lz(d: &[u8]) -> Vec<Tok> {
    let (mut out, mut at) = (vec![], 0);
    while at < d.len() {
        let best = (at.saturating_sub(255)..at).map(|from| (d[from..].iter().zip(&d[at..]).take_while(|(a, c)| a == c).take(100).count(), Reverse(at - from))).max();
        match best { Some((len, Reverse(back))) if len > 3 => { out.push(Tok::Copy { back: back as u16, len: len as u8 }); at += len; } _ => { out.push(Tok::Lit(d[at])); at += 1; } }
    }
    out
}
fn unlz(t: &[Tok]) -> Vec<u8> { let mut v = vec![]; for t in t { match *t { Tok::Lit(x) => v.push(x), Tok::Copy { back, len } => for _ in 0..len { v.push(v[v.len() - usize::from(back)]); } } } v }
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)] enum Tree { Leaf(u8), Node(Box<Tree>, Box<Tree>) }
fn tree(d: &[u8]) -> Option<Tree> {
    let mut n = BTreeMap::new();
    for x in d { *n.entry(*x).or_insert(0u32) += 1; }
    let mut h: BinaryHeap<_> = n.into_iter().map(|(x, n)| Reverse((n, Tree::Leaf(x)))).collect();
    while h.len() > 1 { let (Reverse((n, a)), Reverse((m, c))) = (h.pop()?, h.pop()?); h.push(Reverse((n + m, Tree::Node(Box::new(a), Box::new(c))))); }
    h.pop().map(|x| x.0.1)
}
fn codes(t: &Tree, code: u32, len: u8, out: &mut BTreeMap<u8, (u32, u8)>) { match t { Tree::Leaf(x) => { out.insert(*x, (code, len.max(1))); } Tree::Node(a, c) => { codes(a, code << 1, len + 1, out); codes(c, code << 1 | 1, len + 1, out); } } }
fn pack(d: &[u8], c: &BTreeMap<u8, (u32, u8)>) -> (Vec<u8>, usize) { let (mut out, mut bits) = (vec![], 0); for x in d { let (code, len) = c[x]; for i in (0..len).rev() { if bits % 8 == 0 { out.push(0); } *out.last_mut().unwrap() |= ((code >> i & 1) as u8) << (7 - bits % 8); bits += 1; } } (out, bits) }
fn unpack(p: &[u8], bits: usize, t: &Tree) -> Vec<u8> { let mut out = vec![]; let mut at = t; for i in 0..bits { let bit = p[i / 8] >> (7 - i % 8) & 1; if let Tree::Node(a, c) = at { at = if bit == 0 { a } else { c }; } if let Tree::Leaf(x) = at { out.push(*x); at = t; } } out }

fn main() {
    let texts = ["", "a", "aaaaaaaaaaaaaaaaaaaa", "abracadabra abracadabra abracadabra!", "It was the best of times, it was the worst of times, it was the age of wisdom, it was the age of foolishness"];
    let mut noise: Vec<u8> = vec![];
    let mut s = 9u32;
    for _ in 0..600 { s = s.wrapping_mul(1_103_515_245).wrapping_add(12345); noise.push((s >> 16) as u8 & if s >> 31 == 1 { 3 } else { 63 }); }
    for d in texts.iter().map(|t| t.as_bytes()).chain([&noise[..]]) {
        let t = lz(b(d));
        println!("{} {} {}", d.len(), t.len(), unlz(&t) == d);
        println!("{:?}", t.iter().filter(|t| matches!(t, Tok::Copy { .. })).take(4).collect::<Vec<_>>());
        if let Some(t) = tree(d) { let mut c = BTreeMap::new(); codes(&t, 0, 0, &mut c); let (p, bits) = pack(d, &c); println!("{bits} {} {} {:x}", c.len(), unpack(&p, bits, &t) == d, p.iter().fold(0u32, |h, x| h.wrapping_mul(31) ^ u32::from(*x))); }
    }
}
