//! A rebalance of red-black trees, by one deep match, checked against a sorted vector.
use std::hint::black_box as b;
use Color::*;

#[derive(Clone, Copy, PartialEq, Debug)]
enum Color { R, B }
type Link = Option<Box<Node>>;
struct Node(Color, Link, i32, Link);

fn node(c: Color, l: Link, x: i32, r: Link) -> Link { Some(Box::new(Node(c, l, x, r))) }
fn balance(c: Color, l: Link, x: i32, r: Link) -> Link {
    let red = |n: &Link| matches!(n.as_deref(), Some(Node(R, ..)));
    match (c, l, r) {
        (B, Some(l), r) if l.0 == R && red(&l.1) => {
            let Node(_, ll, y, c3) = *l;
            let Some(ll) = ll else { unreachable!() };
            let Node(_, a, z, b2) = *ll;
            node(R, node(B, a, z, b2), y, node(B, c3, x, r))
        }
        (B, Some(l), r) if l.0 == R && red(&l.3) => {
            let Node(_, a, z, lr) = *l;
            let Node(_, b2, y, c3) = *lr.unwrap();
            node(R, node(B, a, z, b2), y, node(B, c3, x, r))
        }
        (B, l, Some(r)) if r.0 == R && red(&r.1) => {
            let Node(_, rl, z, d) = *r;
            let Node(_, b2, y, c3) = *rl.unwrap();
            node(R, node(B, l, x, b2), y, node(B, c3, z, d))
        }
        (B, l, Some(r)) if r.0 == R && red(&r.3) => {
            let Node(_, b2, y, rr) = *r;
            let Node(_, c3, z, d) = *rr.unwrap();
            node(R, node(B, l, x, b2), y, node(B, c3, z, d))
        }
        (c, l, r) => node(c, l, x, r),
    }
}
fn ins(t: Link, v: i32) -> Link {
    match t.map(|n| *n) {
        None => node(R, None, v, None),
        Some(Node(c, l, x, r)) if v < x => balance(c, ins(l, v), x, r),
        Some(Node(c, l, x, r)) if v > x => balance(c, l, x, ins(r, v)),
        Some(n) => Some(Box::new(n)),
    }
}
fn walk(t: &Link, out: &mut Vec<i32>) -> (u32, bool) {
    match t.as_deref() {
        None => (1, true),
        Some(Node(c, l, x, r)) => {
            let (hl, okl) = walk(l, out);
            out.push(*x);
            let (hr, okr) = walk(r, out);
            let calm = *c == B || [l, r].iter().all(|n| !matches!(n.as_deref(), Some(Node(R, ..))));
            (hl + u32::from(*c == B), okl && okr && hl == hr && calm)
        }
    }
}

fn main() {
    let mut t = None;
    let (mut seed, mut all) = (12345u32, Vec::new());
    for i in 0..400 {
        seed = seed.wrapping_mul(1_103_515_245).wrapping_add(12345);
        let v = (seed >> 16) as i32 % 500;
        all.push(v);
        t = ins(t, b(v));
        if let Some(n) = &mut t { n.0 = B; }
        if i % 80 == 0 { println!("{:?}", walk(&t, &mut Vec::new())); }
    }
    let mut out = Vec::new();
    println!("{:?}", walk(&t, &mut out));
    all.sort();
    all.dedup();
    println!("{} {}", out == all, out.len());
}
