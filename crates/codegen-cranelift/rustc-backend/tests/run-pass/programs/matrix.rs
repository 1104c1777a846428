//! Dense matrices: products in three orders, transposition by blocks, LU, powers, of integers and floats.
use std::hint::black_box as b;
type M = Vec<Vec<f64>>;
fn mul(a: &M, c: &M, order: u8) -> M { let n = a.len(); let mut r = vec![vec![0.0; n]; n]; for x in 0..n { for y in 0..n { for z in 0..n { let (i, j, k) = match order { 0 => (x, y, z), 1 => (x, z, y), _ => (z, y, x) }; r[i][j] += a[i][k] * c[k][j]; } } } r }
fn lu(a: &M) -> (M, M) { let n = a.len(); let (mut l, mut u) = (vec![vec![0.0; n]; n], a.clone()); for i in 0..n { l[i][i] = 1.0; for j in i + 1..n { l[j][i] = u[j][i] / u[i][i]; for k in i..n { u[j][k] -= l[j][i] * u[i][k]; } } } (l, u) }
fn transpose<const N: usize>(m: &[[u16; N]; N], block: usize) -> [[u16; N]; N] { let mut t = [[0; N]; N]; for bi in (0..N).step_by(block) { for bj in (0..N).step_by(block) { for i in bi..(bi + block).min(N) { for j in bj..(bj + block).min(N) { t[j][i] = m[i][j]; } } } } t }
fn power(m: [[u64; 2]; 2], e: u32) -> [[u64; 2]; 2] { if e == 0 { return [[1, 0], [0, 1]]; } let h = power(m, e / 2); let p = |a: [[u64; 2]; 2], c: [[u64; 2]; 2]| std::array::from_fn(|i| std::array::from_fn(|j| (0..2).fold(0u64, |s, k| s.wrapping_add(a[i][k].wrapping_mul(c[k][j]))))); let s = p(h, h); if e % 2 == 1 { p(s, m) } else { s } }

fn main() {
    let a: M = (0..6).map(|i| (0..6).map(|j| f64::from((i * 7 + j * 3) % 11) - 4.0).collect()).collect();
    let c: M = (0..6).map(|i| (0..6).map(|j| f64::from(i + 1) / f64::from(j + 2)).collect()).collect();
    for o in 0..3 { println!("{:?}", mul(b(&a), &c, o).iter().map(|r| (r.iter().sum::<f64>() * 1e9).round()).collect::<Vec<_>>()); }
    let (l, u) = lu(&vec![vec![4.0, 3.0, 2.0], vec![8.0, 8.0, 5.0], vec![2.0, 2.5, 9.0]]);
    println!("{l:?} {u:?} {:?}", mul(&l, &u, 0));
    let m: [[u16; 13]; 13] = std::array::from_fn(|i| std::array::from_fn(|j| (i * 100 + j) as u16));
    for block in [1, 4, 5, 13] { let t = transpose(b(&m), block); println!("{} {:?}", transpose(&t, 3) == m, &t[12][..4]); }
    println!("{:?} {:?}", power(b([[1, 1], [1, 0]]), 90), power([[3, 5], [7, 11]], 1_000_003));
}
