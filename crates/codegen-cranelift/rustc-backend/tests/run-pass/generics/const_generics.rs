//! Constants as arguments: sizes, flags, chars, computed lengths and inference.
use std::hint::black_box as b;

#[derive(Clone, Copy, PartialEq, Debug)]
struct Matrix<const R: usize, const C: usize>([[i32; C]; R]);
impl<const R: usize, const C: usize> Matrix<R, C> {
    const CELLS: usize = R * C;
    fn transpose(&self) -> Matrix<C, R> { Matrix(std::array::from_fn(|c| std::array::from_fn(|r| self.0[r][c]))) }
    fn mul<const K: usize>(&self, o: &Matrix<C, K>) -> Matrix<R, K> { Matrix(std::array::from_fn(|r| std::array::from_fn(|k| (0..C).map(|c| self.0[r][c] * o.0[c][k]).sum()))) }
}
fn flag<const UP: bool>(s: &str) -> String { if UP { s.to_uppercase() } else { s.to_lowercase() } }
fn fill<const C: char, const N: usize>() -> [char; N] { [C; N] }
fn signed<const N: i64>() -> i64 { N.wrapping_mul(3) }
fn wide<const N: u128>() -> u32 { N.count_ones() }
struct Ring<T, const N: usize> { data: [Option<T>; N], at: usize }
impl<T: Copy, const N: usize> Ring<T, N> {
    const EMPTY: Option<T> = None;
    fn new() -> Self { Ring { data: [Self::EMPTY; N], at: 0 } }
    fn push(&mut self, x: T) -> Option<T> { let old = self.data[self.at].replace(x); self.at = (self.at + 1) % N; old }
}
trait Len { const LEN: usize; }
impl<T, const N: usize> Len for [T; N] { const LEN: usize = N; }
fn chunks<const N: usize>(v: &[u8]) -> Vec<[u8; N]> { v.chunks_exact(N).map(|c| c.try_into().unwrap()).collect() }
fn sum<const N: usize>(a: [u32; N]) -> u32 { let mut s = 0; for i in 0..N { s += a[i]; } s }

fn main() {
    let m = Matrix([[1, 2, 3], [4, 5, 6]]);
    println!("{:?} {:?}", b(m).transpose(), m.mul(&m.transpose()));
    println!("{} {}", Matrix::<3, 5>::CELLS, <[(); 12] as Len>::LEN);
    println!("{} {} {:?}", flag::<true>(b("aB")), flag::<false>("aB"), fill::<'é', 3>());
    println!("{} {} {}", signed::<-5>(), signed::<{ i64::MIN }>(), wide::<{ u128::MAX >> 7 }>());
    let mut r = Ring::<_, 3>::new();
    println!("{:?} {:?}", (0..7).map(|i| r.push(i)).collect::<Vec<_>>(), r.data);
    println!("{:?} {:?}", chunks::<2>(b(b"abcde")), chunks::<0x3>(b"abcde"));
    println!("{} {} {}", sum([]), sum([1, 2]), sum(b([7; 40])));
}
