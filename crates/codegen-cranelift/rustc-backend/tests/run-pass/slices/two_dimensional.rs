//! Nested vectors, arrays of arrays and flat grids with index arithmetic: transposes, spirals, life.
use std::hint::black_box as b;
use std::ops::{Index, IndexMut};

#[derive(Clone, PartialEq)]
struct Grid { w: usize, h: usize, cells: Vec<u8> }
impl Index<(usize, usize)> for Grid { type Output = u8; fn index(&self, (x, y): (usize, usize)) -> &u8 { &self.cells[y * self.w + x] } }
impl IndexMut<(usize, usize)> for Grid { fn index_mut(&mut self, (x, y): (usize, usize)) -> &mut u8 { &mut self.cells[y * self.w + x] } }
impl Grid {
    fn parse(s: &[&str]) -> Grid { Grid { w: s[0].len(), h: s.len(), cells: s.concat().bytes().map(|c| u8::from(c == b'#')).collect() } }
    fn life(&self) -> Grid {
        let mut n = self.clone();
        for y in 0..self.h { for x in 0..self.w {
            let mut near = 0;
            for dy in [self.h - 1, 0, 1] { for dx in [self.w - 1, 0, 1] { if (dx, dy) != (0, 0) { near += self[((x + dx) % self.w, (y + dy) % self.h)]; } } }
            n[(x, y)] = u8::from(near == 3 || near == 2 && self[(x, y)] == 1);
        } }
        n
    }
    fn show(&self) -> String { self.cells.chunks(self.w).map(|r| r.iter().map(|c| b".#"[*c as usize] as char).collect::<String>()).collect::<Vec<_>>().join("/") }
}
fn spiral(n: usize) -> Vec<Vec<u32>> {
    let mut g = vec![vec![0; n]; n];
    let (mut x, mut y, mut dx, mut dy) = (0i32, 0i32, 1i32, 0i32);
    for k in 1..=(n * n) as u32 {
        g[y as usize][x as usize] = k;
        let (nx, ny) = (x + dx, y + dy);
        if nx < 0 || ny < 0 || nx as usize >= n || ny as usize >= n || g[ny as usize][nx as usize] != 0 { (dx, dy) = (-dy, dx); }
        (x, y) = (x + dx, y + dy);
    }
    g
}
fn det(m: [[i64; 3]; 3]) -> i64 { (0..3).map(|i| m[0][i] * (m[1][(i + 1) % 3] * m[2][(i + 2) % 3] - m[1][(i + 2) % 3] * m[2][(i + 1) % 3])).sum() }

fn main() {
    let mut g = Grid::parse(&[".#....", "..#...", "###...", "......", "......"]);
    for _ in 0..5 { println!("{}", g.show()); g = b(&g).life(); }
    for r in spiral(b(5)) { println!("{r:?}"); }
    println!("{}", det(b([[2, -3, 1], [2, 0, -1], [1, 4, 5]])));
    let mut jag: Vec<Vec<u32>> = (0..6).map(|n| vec![1; n + 1]).collect();
    for r in 2..6 { for c in 1..r { jag[r][c] = jag[r - 1][c - 1] + jag[r - 1][c]; } }
    println!("{:?}", jag.last());
    let mut cube = [[[0u16; 4]; 3]; 2];
    for (z, p) in cube.iter_mut().enumerate() { for (y, r) in p.iter_mut().enumerate() { for (x, c) in r.iter_mut().enumerate() { *c = (z * 100 + y * 10 + x) as u16; } } }
    println!("{:?} {}", cube[1][2], cube.as_flattened().as_flattened().iter().sum::<u16>());
}
