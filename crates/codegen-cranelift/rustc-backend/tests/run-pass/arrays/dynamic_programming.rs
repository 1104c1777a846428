//! Paths, subsequences, partitions, matrix chains and games by tables of one, two and three dimensions.
use std::hint::black_box as b;
fn lis(v: &[i32]) -> Vec<i32> { let mut best: Vec<(usize, Option<usize>)> = vec![]; for i in 0..v.len() { let p = (0..i).filter(|j| v[*j] < v[i]).max_by_key(|j| (best[*j].0, std::cmp::Reverse(*j))); best.push((p.map_or(1, |p| best[p].0 + 1), p)); } let mut at = (0..v.len()).max_by_key(|i| (best[*i].0, std::cmp::Reverse(*i))); let mut out = vec![]; while let Some(i) = at { out.push(v[i]); at = best[i].1; } out.reverse(); out }
fn chain(d: &[u64]) -> (u64, String) { let n = d.len() - 1; let mut t = vec![vec![(0u64, 0usize); n]; n]; for len in 1..n { for i in 0..n - len { let j = i + len; t[i][j] = (i..j).map(|k| (t[i][k].0 + t[k + 1][j].0 + d[i] * d[k + 1] * d[j + 1], k)).min().unwrap(); } } fn show(t: &[Vec<(u64, usize)>], i: usize, j: usize) -> String { if i == j { ((b'A' + i as u8) as char).into() } else { format!("({}{})", show(t, i, t[i][j].1), show(t, t[i][j].1 + 1, j)) } } (t[0][n - 1].0, show(&t, 0, n - 1)) }
fn partitions(n: usize) -> Vec<u64> { let mut p = vec![0u64; n + 1]; p[0] = 1; for k in 1..=n { for i in k..=n { p[i] += p[i - k]; } } p }
fn paths<const W: usize, const H: usize>(walls: &[(usize, usize)]) -> u64 { let mut t = [[0u64; W]; H]; t[0][0] = 1; for y in 0..H { for x in 0..W { if walls.contains(&(x, y)) { t[y][x] = 0; continue; } if x > 0 { t[y][x] += t[y][x - 1]; } if y > 0 { t[y][x] += t[y - 1][x]; } } } t[H - 1][W - 1] }
fn nim(max: usize, moves: &[usize]) -> Vec<u8> { let mut g: Vec<u8> = vec![]; for n in 0..=max { let seen: Vec<u8> = moves.iter().filter(|m| **m <= n).map(|m| g[n - m]).collect(); g.push((0..).find(|x| !seen.contains(x)).unwrap()); } g }
fn bell(n: usize) -> u128 { let mut row = vec![1u128]; for _ in 1..n { let mut next = vec![*row.last().unwrap()]; for x in &row { next.push(next.last().unwrap() + x); } row = next; } *row.last().unwrap() }
fn tsp(d: &[[u32; 5]; 5]) -> u32 { let mut t = [[u32::MAX; 5]; 32]; t[1][0] = 0; for m in 1..32usize { for i in 0..5 { if t[m][i] == u32::MAX { continue; } for j in 0..5 { if m >> j & 1 == 0 { let n = m | 1 << j; t[n][j] = t[n][j].min(t[m][i] + d[i][j]); } } } } (1..5).map(|i| t[31][i] + d[i][0]).min().unwrap() }
fn main() {
    println!("{:?} {:?}", lis(b(&[10, 9, 2, 5, 3, 7, 101, 18, 4, 20])), lis(&[]));
    println!("{:?}", chain(b(&[30, 35, 15, 5, 10, 20, 25])));
    println!("{:?} {}", &partitions(b(20))[10..], partitions(200)[200]);
    println!("{} {}", paths::<16, 16>(&[]), paths::<6, 5>(b(&[(2, 2), (3, 1), (0, 4)])));
    println!("{:?} {}", nim(b(20), &[1, 3, 4]), (1..=25).map(bell).fold(0u128, |a, x| a ^ x));
    println!("{}", tsp(b(&[[0, 3, 8, 9, 2], [3, 0, 1, 7, 6], [8, 1, 0, 4, 5], [9, 7, 4, 0, 3], [2, 6, 5, 3, 0]])));
}
