//! Structs and arrays of many sizes as arguments, results, fields and through swaps: copies, not aliases.
use std::hint::black_box as b;

#[derive(Clone, Copy, Debug, PartialEq)] struct Big<const N: usize>([u8; N]);
#[inline(never)] fn change<const N: usize>(mut x: Big<N>, i: usize) -> Big<N> { if N > 0 { x.0[i % N] ^= 0xff; } x }
#[inline(never)] fn both<const N: usize>(x: Big<N>, y: Big<N>) -> (Big<N>, u8, Big<N>) { (y, (N % 256) as u8, x) }
#[inline(never)] fn maybe<const N: usize>(x: &Big<N>, yes: bool) -> Option<Big<N>> { if yes { Some(*x) } else { None } }
fn hash(x: &[u8]) -> u32 { x.iter().fold(1, |h: u32, y| h.wrapping_mul(31) ^ u32::from(*y)) }
fn all<const N: usize>() {
    let x = Big::<N>(std::array::from_fn(|i| (i * 7 % 251) as u8));
    let y = change(b(x), 3);
    let z = change(change(y, N / 2), 3);
    let (p, n, q) = both(x, z);
    println!("{N} {} {} {} {n} {}", hash(&x.0), hash(&y.0), hash(&z.0), p == z && q == x);
    println!("{:?} {:?}", maybe(b(&y), true).map(|m| hash(&m.0)), maybe(&y, b(false)).is_none());
    let mut arr = [x, y, z];
    arr.swap(0, 2);
    let [a, m, c] = arr;
    let boxed = Box::new((a, [m; 2], c));
    let un = *boxed;
    println!("{} {}", hash(&un.1[1].0), un.0 == z && un.2 == x);
    let f: fn(Big<N>, usize) -> Big<N> = b(change);
    println!("{}", hash(&f(f(x, 0), 1).0));
    let mut s = x;
    s = change(s, 5);
    let t = std::mem::replace(&mut s, x);
    println!("{}", t != s || N == 0);
}
#[derive(Clone, Debug, PartialEq)] struct Nest { a: u16, inner: ([u64; 5], Option<[f32; 3]>), name: String }
#[inline(never)] fn nested(mut n: Nest) -> Result<Nest, Nest> { n.inner.0[4] += 1; if n.inner.1.take().is_some() { Ok(Nest { a: n.a + 1, ..n }) } else { Err(n) } }

fn main() {
    all::<0>(); all::<1>(); all::<2>(); all::<3>(); all::<4>(); all::<5>(); all::<7>(); all::<8>(); all::<9>(); all::<12>(); all::<16>();
    all::<17>(); all::<24>(); all::<31>(); all::<33>(); all::<63>(); all::<64>(); all::<65>(); all::<128>(); all::<257>(); all::<1000>();
    let n = Nest { a: 1, inner: ([1, 2, 3, 4, 5], Some([0.5; 3])), name: "n".into() };
    println!("{:?}", nested(b(n)).and_then(nested));
}
