//! Dijkstra, breadth-first, topological order, components, spanning tree, Floyd, bipartite matching.
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, BinaryHeap, VecDeque};
use std::hint::black_box as b;

struct Graph { n: usize, edges: Vec<(usize, usize, u32)> }
impl Graph {
    fn random(n: usize, m: usize, mut s: u64) -> Graph { let mut next = |k: u64| { s = s.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407); (s >> 33) % k }; Graph { n, edges: (0..m).map(|_| (next(n as u64) as usize, next(n as u64) as usize, next(100) as u32 + 1)).collect() } }
    fn adj(&self) -> Vec<Vec<(usize, u32)>> { let mut a = vec![vec![]; self.n]; for &(u, v, w) in &self.edges { a[u].push((v, w)); } a }
    fn dijkstra(&self, from: usize) -> Vec<Option<u32>> { let a = self.adj(); let mut d = vec![None; self.n]; let mut h = BinaryHeap::from([Reverse((0, from))]); while let Some(Reverse((x, u))) = h.pop() { if d[u].is_some() { continue; } d[u] = Some(x); for (v, w) in &a[u] { if d[*v].is_none() { h.push(Reverse((x + w, *v))); } } } d }
    fn floyd(&self) -> Vec<Vec<u32>> { let mut d = vec![vec![u32::MAX; self.n]; self.n]; for i in 0..self.n { d[i][i] = 0; } for &(u, v, w) in &self.edges { d[u][v] = d[u][v].min(w); } for k in 0..self.n { for i in 0..self.n { for j in 0..self.n { if let Some(x) = d[i][k].checked_add(d[k][j]).filter(|x| *x < d[i][j]) { d[i][j] = x; } } } } d }
    fn bfs(&self, from: usize) -> BTreeMap<usize, usize> { let a = self.adj(); let mut seen = BTreeMap::from([(from, 0)]); let mut q = VecDeque::from([from]); while let Some(u) = q.pop_front() { for (v, _) in &a[u] { if !seen.contains_key(v) { seen.insert(*v, seen[&u] + 1); q.push_back(*v); } } } seen }
    fn kruskal(&self) -> (u32, usize) { let mut p: Vec<usize> = (0..self.n).collect(); fn find(p: &mut Vec<usize>, x: usize) -> usize { if p[x] != x { let r = find(p, p[x]); p[x] = r; } p[x] } let mut e = self.edges.clone(); e.sort_by_key(|e| (e.2, e.0, e.1)); let mut t = 0; for (u, v, w) in e { let (a, c) = (find(&mut p, u), find(&mut p, v)); if a != c { p[a] = c; t += w; } } (t, (0..self.n).filter(|x| find(&mut p, *x) == *x).count()) }
    fn topo(&self) -> Option<Vec<usize>> { let a = self.adj(); let mut deg = vec![0; self.n]; for e in &self.edges { deg[e.1] += 1; } let mut ready: BTreeSet<_> = (0..self.n).filter(|x| deg[*x] == 0).collect(); let mut out = vec![]; while let Some(u) = ready.pop_first() { out.push(u); for (v, _) in &a[u] { deg[*v] -= 1; if deg[*v] == 0 { ready.insert(*v); } } } (out.len() == self.n).then_some(out) }
}
fn matching(a: &[Vec<usize>], m: usize) -> usize { fn go(u: usize, a: &[Vec<usize>], seen: &mut [bool], to: &mut [Option<usize>]) -> bool { for &v in &a[u] { if !std::mem::replace(&mut seen[v], true) && to[v].is_none_or(|w| go(w, a, seen, to)) { to[v] = Some(u); return true; } } false } let mut to = vec![None; m]; (0..a.len()).filter(|u| go(*u, a, &mut vec![false; m], &mut to)).count() }

fn main() {
    let g = Graph::random(b(30), 70, 5);
    let d = g.dijkstra(0);
    println!("{d:?}");
    let f = g.floyd();
    println!("{} {}", (0..30).all(|v| d[v].unwrap_or(u32::MAX) == f[0][v]), f.iter().flatten().filter(|x| **x < u32::MAX).map(|x| u64::from(*x)).sum::<u64>());
    println!("{:?} {:?}", g.bfs(3), g.kruskal());
    println!("{:?}", g.topo());
    let dag = Graph { n: 8, edges: [(5, 0), (5, 2), (4, 0), (4, 1), (2, 3), (3, 1), (7, 6)].map(|(u, v)| (u, v, 1)).to_vec() };
    println!("{:?}", b(&dag).topo());
    println!("{}", matching(&[vec![0, 1], vec![0], vec![1, 2], vec![2], vec![]], b(3)));
}
