//! Mutual recursion, deep recursion, backtracking: queens, sudoku, parsing by descent, permutations in place.
use std::hint::black_box as b;

fn even(n: u32) -> bool { n == 0 || odd(n - 1) }
fn odd(n: u32) -> bool { n != 0 && even(n - 1) }
fn f(n: u32) -> u32 { if n == 0 { 1 } else { n - m(f(n - 1)) } }
fn m(n: u32) -> u32 { if n == 0 { 0 } else { n - f(m(n - 1)) } }
fn queens(n: usize, row: usize, cols: u32, d1: u32, d2: u32) -> u32 { if row == n { return 1; } let mut free = !(cols | d1 | d2) & ((1 << n) - 1); let mut c = 0; while free != 0 { let bit = free & free.wrapping_neg(); free ^= bit; c += queens(n, row + 1, cols | bit, (d1 | bit) << 1, (d2 | bit) >> 1); } c }
fn deep(n: u32, acc: [u64; 4]) -> u64 { if n == 0 { acc.iter().fold(0, |a, x| a ^ x) } else { let mut a = acc; a[(n % 4) as usize] = a[(n % 4) as usize].wrapping_mul(31).wrapping_add(u64::from(n)); deep(n - 1, a).wrapping_add(a[0] & 1) } }
fn subsets(v: &[i32], i: usize, left: i32, cur: &mut Vec<i32>, out: &mut Vec<Vec<i32>>) { if left == 0 { out.push(cur.clone()); return; } if i == v.len() || left < 0 { return; } cur.push(v[i]); subsets(v, i + 1, left - v[i], cur, out); cur.pop(); subsets(v, i + 1, left, cur, out); }
fn balanced(s: &[u8]) -> Option<&[u8]> { let mut s = s; loop { s = match s { [b'(', r @ ..] => balanced(r)?.strip_prefix(b")")?, [b'[', r @ ..] => balanced(r)?.strip_prefix(b"]")?, _ => return Some(s) } } }
fn solve(g: &mut [[u8; 4]; 4], at: usize) -> u32 { let Some(p) = (at..16).find(|p| g[p / 4][p % 4] == 0) else { return 1 }; let (r, c) = (p / 4, p % 4); (1..=4).map(|v| { let ok = (0..4).all(|i| g[r][i] != v && g[i][c] != v && g[r / 2 * 2 + i / 2][c / 2 * 2 + i % 2] != v); if !ok { return 0; } g[r][c] = v; let n = solve(g, p + 1); g[r][c] = 0; n }).sum() }
fn hilbert(n: u32, x: u32, y: u32) -> u32 { if n == 0 { return 0; } let h = 1 << (n - 1); let (rx, ry) = (u32::from(x & h != 0), u32::from(y & h != 0)); let (mut x, mut y) = (x & (h - 1), y & (h - 1)); if ry == 0 { if rx == 1 { (x, y) = (h - 1 - x, h - 1 - y); } (x, y) = (y, x); } h * h * (3 * rx ^ ry) + hilbert(n - 1, x, y) }

fn main() {
    println!("{} {} {:?}", even(b(5000)), odd(b(777)), (0..15).map(|n| (f(b(n)), m(n))).collect::<Vec<_>>());
    println!("{:?}", (1..=9).map(|n| queens(b(n), 0, 0, 0, 0)).collect::<Vec<_>>());
    println!("{}", deep(b(5000), [1, 2, 3, 4]));
    let mut out = vec![];
    subsets(b(&[1, 2, 3, 4, 5, 6]), 0, 10, &mut vec![], &mut out);
    println!("{out:?}");
    println!("{:?}", ["", "()", "([()][])", "(]", "(((", "())"].map(|s| balanced(b(s.as_bytes())) == Some(b"")));
    println!("{} {}", solve(&mut b([[0; 4]; 4]), 0), solve(&mut [[1, 0, 0, 0], [0, 0, 0, 3], [0, 4, 0, 0], [0, 0, 0, 0]], 0));
    println!("{:?}", (0..4).flat_map(|y| (0..4).map(move |x| hilbert(b(2), x, y))).collect::<Vec<_>>());
}
