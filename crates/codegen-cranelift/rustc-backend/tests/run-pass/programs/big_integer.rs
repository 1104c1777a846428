//! Big integers: addition, subtraction, multiplication, long division, powers, roots, printed and parsed.
use std::cmp::Ordering;
use std::hint::black_box as b;
use std::ops::{Add, Mul, Sub};

#[derive(Clone, Debug, PartialEq, Eq)] struct Big(Vec<u32>);
impl Big {
    fn norm(mut self) -> Big { while self.0.last() == Some(&0) { self.0.pop(); } self }
    fn from(n: u64) -> Big { Big(vec![n as u32, (n >> 32) as u32]).norm() }
    fn parse(s: &str) -> Big { s.bytes().fold(Big(vec![]), |a, d| &(&a * &Big::from(10)) + &Big::from(u64::from(d - b'0'))) }
    fn small_div(&self, d: u32) -> (Big, u32) { let mut r = 0u64; let mut q = self.0.clone(); for x in q.iter_mut().rev() { let t = r << 32 | u64::from(*x); *x = (t / u64::from(d)) as u32; r = t % u64::from(d); } (Big(q).norm(), r as u32) }
    fn shl1(&self, bit: u32) -> Big { let mut c = bit; let mut v: Vec<u32> = self.0.iter().map(|x| { let r = x << 1 | c; c = x >> 31; r }).collect(); v.push(c); Big(v).norm() }
    fn div_rem(&self, d: &Big) -> (Big, Big) { let (mut q, mut r) = (Big(vec![0; self.0.len()]), Big(vec![])); for i in (0..self.0.len() * 32).rev() { r = r.shl1(self.0[i / 32] >> (i % 32) & 1); if r.cmp(d) != Ordering::Less { r = &r - d; q.0[i / 32] |= 1 << (i % 32); } } (q.norm(), r) }
    fn pow(&self, mut e: u32) -> Big { let (mut r, mut x) = (Big::from(1), self.clone()); while e > 0 { if e & 1 == 1 { r = &r * &x; } x = &x * &x; e >>= 1; } r }
    fn show(&self) -> String { if self.0.is_empty() { return "0".into(); } let mut parts = vec![]; let mut x = self.clone(); while !x.0.is_empty() { let (q, r) = x.small_div(1_000_000_000); parts.push(r); x = q; } let mut s = parts.pop().unwrap().to_string(); for p in parts.iter().rev() { s += &format!("{p:09}"); } s }
    fn sqrt(&self) -> Big { let mut x = Big(vec![0; self.0.len() / 2 + 1].into_iter().chain([1]).collect()); loop { let y = (&x + &self.div_rem(&x).0).small_div(2).0; if y.cmp(&x) != Ordering::Less { return x; } x = y; } }
}
impl PartialOrd for Big { fn partial_cmp(&self, o: &Big) -> Option<Ordering> { Some(self.cmp(o)) } }
impl Ord for Big { fn cmp(&self, o: &Big) -> Ordering { self.0.len().cmp(&o.0.len()).then_with(|| self.0.iter().rev().cmp(o.0.iter().rev())) } }
impl Add for &Big { type Output = Big; fn add(self, o: &Big) -> Big { let mut c = 0u64; let mut v = vec![]; for i in 0..self.0.len().max(o.0.len()) { c += u64::from(*self.0.get(i).unwrap_or(&0)) + u64::from(*o.0.get(i).unwrap_or(&0)); v.push(c as u32); c >>= 32; } v.push(c as u32); Big(v).norm() } }
impl Sub for &Big { type Output = Big; fn sub(self, o: &Big) -> Big { let mut c = 0i64; let mut v = vec![]; for i in 0..self.0.len() { c += i64::from(self.0[i]) - i64::from(*o.0.get(i).unwrap_or(&0)); v.push(c as u32); c >>= 32; } assert_eq!(c, 0); Big(v).norm() } }
impl Mul for &Big { type Output = Big; fn mul(self, o: &Big) -> Big { let mut v = vec![0u32; self.0.len() + o.0.len()]; for (i, x) in self.0.iter().enumerate() { let mut c = 0u64; for (j, y) in o.0.iter().enumerate() { c += u64::from(*x) * u64::from(*y) + u64::from(v[i + j]); v[i + j] = c as u32; c >>= 32; } v[i + o.0.len()] = c as u32; } Big(v).norm() } }

fn main() {
    let fact = (1..=50).fold(Big::from(1), |a, n| &a * &Big::from(b(n)));
    println!("{}", fact.show());
    println!("{} {}", Big::parse(&fact.show()) == fact, Big::from(2).pow(b(200)).show());
    let (q, r) = fact.div_rem(&Big::parse(b("123456789012345678901234567890")));
    println!("{} {}", q.show(), r.show());
    println!("{}", &(&q * &Big::parse("123456789012345678901234567890")) + &r == fact);
    println!("{}", (&Big::from(10).pow(40) - &Big::from(1)).show());
    println!("{}", (&Big::from(2) * &Big::from(10).pow(80)).sqrt().show());
    let (mut a, mut c) = (Big(vec![]), Big::from(1));
    for _ in 0..300 { (a, c) = (c.clone(), &a + &c); }
    println!("{} {:?}", a.show(), a.cmp(&c));
    println!("{:?}", Big::from(0).show() + &Big::from(u64::MAX).show());
}
