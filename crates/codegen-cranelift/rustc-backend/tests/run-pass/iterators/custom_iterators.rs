//! Iterators of our own: primes, permutations, tree walks with a stack, with size hints and folds.
use std::hint::black_box as b;

struct Primes { found: Vec<u32>, at: u32 }
impl Iterator for Primes { type Item = u32; fn next(&mut self) -> Option<u32> { loop { self.at += 1; let n = self.at; if n > 1 && self.found.iter().take_while(|p| *p * *p <= n).all(|p| n % p != 0) { self.found.push(n); return Some(n); } } } }
struct Perms { v: Option<Vec<u8>> }
impl Iterator for Perms {
    type Item = Vec<u8>;
    fn next(&mut self) -> Option<Vec<u8>> {
        let now = self.v.clone()?;
        let mut n = now.clone();
        self.v = n.windows(2).rposition(|w| w[0] < w[1]).map(|i| { let j = n.iter().rposition(|x| *x > n[i]).unwrap(); n.swap(i, j); n[i + 1..].reverse(); n });
        Some(now)
    }
}
enum Tree { Leaf(i32), Node(Vec<Tree>) }
struct Walk<'t>(Vec<&'t Tree>);
impl<'t> Iterator for Walk<'t> { type Item = i32; fn next(&mut self) -> Option<i32> { loop { match self.0.pop()? { Tree::Leaf(x) => return Some(*x), Tree::Node(k) => self.0.extend(k.iter().rev()) } } } }
impl<'t> IntoIterator for &'t Tree { type Item = i32; type IntoIter = Walk<'t>; fn into_iter(self) -> Walk<'t> { Walk(vec![self]) } }
struct Grid<const W: usize, const H: usize>([[u8; W]; H]);
impl<const W: usize, const H: usize> Grid<W, H> { fn near(&self, x: usize, y: usize) -> impl Iterator<Item = u8> + '_ { (-1i32..=1).flat_map(move |dy| (-1i32..=1).map(move |dx| (dx, dy))).filter(|d| *d != (0, 0)).filter_map(move |(dx, dy)| self.0.get(y.checked_add_signed(dy as isize)?)?.get(x.checked_add_signed(dx as isize)?).copied()) } }

fn main() {
    println!("{:?}", Primes { found: vec![], at: b(0) }.skip_while(|p| *p < 50).take(10).collect::<Vec<_>>());
    let p: Vec<_> = Perms { v: Some(b(vec![1, 2, 2, 3])) }.collect();
    println!("{} {:?} {:?}", p.len(), p[3], p.last());
    let t = Tree::Node(vec![Tree::Leaf(1), Tree::Node(vec![Tree::Node(vec![]), Tree::Leaf(2), Tree::Node(vec![Tree::Leaf(3)])]), Tree::Leaf(4)]);
    for x in b(&t) { print!("{x} "); }
    println!("{}", t.into_iter().sum::<i32>());
    let g = Grid([[1, 2, 3, 4], [5, 6, 7, 8], [9, 10, 11, 12]]);
    println!("{:?} {} {}", g.near(0, 0).collect::<Vec<_>>(), g.near(b(1), 1).map(u32::from).sum::<u32>(), g.near(3, 2).count());
    let collatz = |n: u64| std::iter::successors(Some(n), |x| match x { 1 => None, x if x % 2 == 0 => Some(x / 2), x => Some(3 * x + 1) });
    println!("{} {:?}", collatz(b(27)).count(), collatz(27).max());
    println!("{:?}", (1..30).max_by_key(|n| collatz(*n).count()));
}
