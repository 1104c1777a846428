//! Drops in loops with breaks of values, guards of matches, iterators left early, and else blocks.
use std::hint::black_box as b;
struct D(u8);
impl Drop for D { fn drop(&mut self) { print!("-{} ", self.0); } }
fn mk(n: u8) -> D { print!("+{n} "); D(n) }
fn search(v: &[u8], want: u8) -> Option<D> { for x in v { let d = mk(*x); if d.0 == want { return Some(d); } if d.0 > 9 { break; } } let _end = mk(99); None }
fn value(n: u8) -> u8 { let r = loop { let d = mk(n); if n > 2 { break d.0 * 2; } break { let e = mk(n + 10); e.0 + d.0 }; }; r + mk(50).0 }
struct It(u8);
impl Iterator for It { type Item = D; fn next(&mut self) -> Option<D> { (self.0 > 0).then(|| { self.0 -= 1; mk(self.0) }) } }
impl Drop for It { fn drop(&mut self) { print!("-it{} ", self.0); } }
fn main() {
    println!("{:?}", search(b(&[1, 2, 3]), 2).map(|d| d.0));
    println!("{:?}", search(b(&[1, 20, 3]), 3).map(|d| d.0));
    println!("{} {}", value(b(1)), value(b(3)));
    for d in It(b(4)) { if d.0 == 1 { break; } print!("[{}] ", d.0); } println!();
    println!("{}", It(3).map(|d| d.0).sum::<u8>());
    println!("{:?}", It(5).find(|d| d.0 == 3).map(|d| d.0));
    let v: Vec<D> = It(3).collect(); println!("{}", v.len());
    let mut it = v.into_iter().peekable(); print!("{:?} ", it.peek().map(|d| d.0)); drop(it); println!();
    match (mk(1), mk(2)) { (a, _) if a.0 > 1 => println!("no"), (ref a, ref c) if a.0 < c.0 => println!("[{} {}]", a.0, c.0), _ => {} }
    let x = if mk(7).0 > 5 { mk(8) } else { mk(9) }; println!("[{}]", x.0);
    let Some(d) = Some(mk(11)).filter(|d| d.0 > 50) else { println!("[else]"); let _ = mk(12); return finish() }; println!("{}", d.0);
}
fn finish() { let a = mk(1); let f = move |k: u8| { let e = mk(k); e.0 + a.0 }; println!("{} {}", f(2), f(3)); }
