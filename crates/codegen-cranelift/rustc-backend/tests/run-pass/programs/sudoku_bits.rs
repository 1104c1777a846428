//! Sudoku by candidates in bit masks, constraint first, and knight's tours by Warnsdorff.
use std::hint::black_box as b;
struct S { g: [u8; 81], rows: [u16; 9], cols: [u16; 9], boxes: [u16; 9], tries: u32 }
impl S {
    fn new(s: &str) -> Option<S> { let mut x = S { g: [0; 81], rows: [0; 9], cols: [0; 9], boxes: [0; 9], tries: 0 }; for (i, c) in s.bytes().enumerate() { if c != b'.' { let d = c - b'0'; if x.free(i) & 1 << d == 0 { return None; } x.put(i, d); } } Some(x) }
    fn free(&self, i: usize) -> u16 { !(self.rows[i / 9] | self.cols[i % 9] | self.boxes[i / 27 * 3 + i % 9 / 3]) & 0x3fe }
    fn put(&mut self, i: usize, d: u8) { self.g[i] = d; for m in [&mut self.rows[i / 9], &mut self.cols[i % 9], &mut self.boxes[i / 27 * 3 + i % 9 / 3]] { *m ^= 1 << d; } }
    fn solve(&mut self) -> bool { let Some(i) = (0..81).filter(|i| self.g[*i] == 0).min_by_key(|i| self.free(*i).count_ones()) else { return true }; let mut f = self.free(i); while f != 0 { let d = f.trailing_zeros() as u8; f &= f - 1; self.tries += 1; self.put(i, d); if self.solve() { return true; } self.put(i, d); self.g[i] = 0; } false }
}
fn knight(n: i8) -> Option<Vec<u8>> { let mut at = (0i8, 0i8); let mut seen = vec![0u8; (n * n) as usize]; let moves = |p: (i8, i8), seen: &[u8]| [(1, 2), (2, 1), (-1, 2), (-2, 1), (1, -2), (2, -1), (-1, -2), (-2, -1)].map(|d| (p.0 + d.0, p.1 + d.1)).into_iter().filter(|q| (0..n).contains(&q.0) && (0..n).contains(&q.1) && seen[(q.0 * n + q.1) as usize] == 0).collect::<Vec<_>>(); for k in 1..=(n * n) as u8 { seen[(at.0 * n + at.1) as usize] = k; if k == (n * n) as u8 { return Some(seen); } at = moves(at, &seen).into_iter().min_by_key(|q| moves(*q, &seen).len())?; } None }
fn main() {
    for p in ["53..7....6..195....98....6.8...6...34..8.3..17...2...6.6....28....419..5....8..79", "8..........36......7..9.2...5...7.......457.....1...3...1....68..85...1..9....4..", "11......................................................................."] { match S::new(b(p)) { Some(mut s) => { let ok = s.solve(); println!("{ok} {}", s.tries); for r in s.g.chunks(27) { println!("{}", r.iter().map(|d| d.to_string()).collect::<String>()); } } None => println!("invalid") } }
    println!("{:?} {:?}", knight(b(5)), knight(4));
    println!("{:?}", knight(8).map(|v| v.iter().enumerate().fold(0u32, |h, (i, x)| h.wrapping_mul(31) ^ (u32::from(*x) << (i % 8)))));
}
