//! Generics: const parameters, associated types, blanket impls, phantom types, recursion over types, specialised by trait.
use std::marker::PhantomData; use std::collections::HashMap; use std::hash::Hash; use std::fmt::Debug;
struct Matrix<const R: usize, const C: usize>([[f64; C]; R]);
impl<const R: usize, const C: usize> Matrix<R, C> { fn mul<const K: usize>(&self, o: &Matrix<C, K>) -> Matrix<R, K> { let mut m = [[0.0; K]; R]; for i in 0..R { for j in 0..K { for k in 0..C { m[i][j] += self.0[i][k] * o.0[k][j]; } } } Matrix(m) } fn t(&self) -> Matrix<C, R> { let mut m = [[0.0; R]; C]; for i in 0..R { for j in 0..C { m[j][i] = self.0[i][j]; } } Matrix(m) } }
trait Describe { fn describe(&self) -> String; } impl<T: Debug> Describe for T { fn describe(&self) -> String { format!("<{self:?}>") } }
struct Meters<T>(f64, PhantomData<T>); struct Exact; struct Rough; trait Precision { fn digits() -> usize; } impl Precision for Exact { fn digits() -> usize { 3 } } impl Precision for Rough { fn digits() -> usize { 0 } }
impl<T: Precision> Meters<T> { fn show(&self) -> String { format!("{:.*}m", T::digits(), self.0) } }
fn group<K: Hash + Eq + Ord + Clone, V>(it: impl IntoIterator<Item = V>, f: impl Fn(&V) -> K) -> Vec<(K, Vec<V>)> { let mut m: HashMap<K, Vec<V>> = HashMap::new(); for v in it { m.entry(f(&v)).or_default().push(v); } let mut r: Vec<_> = m.into_iter().collect(); r.sort_by(|a, b| a.0.cmp(&b.0)); r }
trait Nat { const N: u32; } struct Z; struct S<T>(PhantomData<T>); impl Nat for Z { const N: u32 = 0; } impl<T: Nat> Nat for S<T> { const N: u32 = T::N + 1; }
struct Stack<T, const N: usize> { items: [Option<T>; N], len: usize } impl<T: Copy, const N: usize> Stack<T, N> { fn new() -> Self { Stack { items: [None; N], len: 0 } } fn push(&mut self, x: T) -> Result<(), T> { if self.len == N { return Err(x); } self.items[self.len] = Some(x); self.len += 1; Ok(()) } fn pop(&mut self) -> Option<T> { self.len = self.len.checked_sub(1)?; self.items[self.len].take() } }
enum Tree<T> { Leaf, Node(Box<Tree<T>>, T, Box<Tree<T>>) }
impl<T: Ord + Copy> Tree<T> { fn insert(self, x: T) -> Tree<T> { match self { Tree::Leaf => Tree::Node(Box::new(Tree::Leaf), x, Box::new(Tree::Leaf)), Tree::Node(l, v, r) => if x < v { Tree::Node(Box::new(l.insert(x)), v, r) } else { Tree::Node(l, v, Box::new(r.insert(x))) } } } fn walk(&self, f: &mut impl FnMut(T)) { if let Tree::Node(l, v, r) = self { l.walk(f); f(*v); r.walk(f); } } fn depth(&self) -> usize { match self { Tree::Leaf => 0, Tree::Node(l, _, r) => 1 + l.depth().max(r.depth()) } } }
fn main() {
    let a = Matrix([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]); println!("{:?} {:?}", a.mul(&a.t()).0, a.t().0);
    println!("{} {} {}", 5u8.describe(), "s".describe(), vec![Some(1.5)].describe()); println!("{} {}", Meters::<Exact>(1.23456, PhantomData).show(), Meters::<Rough>(1.6, PhantomData).show());
    println!("{:?}", group(1..10, |x| x % 3)); println!("{:?}", group(["ab", "c", "de"], |s| s.len())); println!("{}", <S<S<S<Z>>>>::N);
    let mut s = Stack::<u16, 2>::new(); println!("{:?} {:?} {:?} {:?} {:?} {:?}", s.push(1), s.push(2), s.push(3), s.pop(), s.pop(), s.pop());
    let mut t = Tree::Leaf; for x in [5, 2, 8, 1, 9, 3] { t = t.insert(x); } let mut out = vec![]; t.walk(&mut |x| out.push(x)); println!("{out:?} {}", t.depth());
    fn largest<T: PartialOrd + Copy>(v: &[T]) -> Option<T> { v.iter().copied().reduce(|a, b| if b > a { b } else { a }) } println!("{:?} {:?} {:?}", largest(&[1, 3, 2]), largest(&[0.5, -1.0]), largest::<char>(&[]));
}
