//! Generic enums: layouts differ by argument, code does not.
use std::fmt::Debug;
use std::hint::black_box as b;

#[derive(Debug, Clone, Copy, PartialEq)]
enum Either<L, R> { Left(L), Right(R) }
impl<L, R> Either<L, R> {
    fn swap(self) -> Either<R, L> { match self { Either::Left(l) => Either::Right(l), Either::Right(r) => Either::Left(r) } }
    fn map<T, U>(self, f: impl FnOnce(L) -> T, g: impl FnOnce(R) -> U) -> Either<T, U> {
        match self { Either::Left(l) => Either::Left(f(l)), Either::Right(r) => Either::Right(g(r)) }
    }
}
impl<T> Either<T, T> { fn merge(self) -> T { match self { Either::Left(x) | Either::Right(x) => x } } }
#[derive(Debug, Clone)]
enum Tree<K, V> { Leaf, Node(Box<(Tree<K, V>, K, V, Tree<K, V>)>) }
impl<K: Ord, V> Tree<K, V> {
    fn insert(self, k: K, v: V) -> Self {
        match self {
            Tree::Leaf => Tree::Node(Box::new((Tree::Leaf, k, v, Tree::Leaf))),
            Tree::Node(n) => {
                let (l, nk, nv, r) = *n;
                Tree::Node(Box::new(if k < nk { (l.insert(k, v), nk, nv, r) } else if k > nk { (l, nk, nv, r.insert(k, v)) } else { (l, nk, v, r) }))
            }
        }
    }
    fn walk(&self, f: &mut impl FnMut(&K, &V)) { if let Tree::Node(n) = self { n.0.walk(f); f(&n.1, &n.2); n.3.walk(f); } }
    fn depth(&self) -> u32 { match self { Tree::Leaf => 0, Tree::Node(n) => 1 + n.0.depth().max(n.3.depth()) } }
}
fn show<L: Debug + Copy, R: Debug + Copy>(l: L, r: R) {
    for e in [Either::Left(l), Either::Right(r)] { println!("{:?} {:?} {}", b(e), b(e).swap(), size_of_val(&e)); }
}

fn main() {
    show(1u8, 2u64);
    show((), true);
    show('x', ());
    show([0u16; 5], 1.5f32);
    show(u128::MAX, -1i8);
    println!("{}", b(Either::<&str, u8>::Right(3)).map(str::len, usize::from).merge());
    let mut t = Tree::Leaf;
    for (i, k) in [5, 2, 8, 1, 9, 3, 5, 2].into_iter().enumerate() { t = t.insert(b(k), i); }
    let mut seen = Vec::new();
    t.walk(&mut |k, v| seen.push((*k, *v)));
    println!("{seen:?} {}", t.depth());
    let words = "the quick brown fox jumps over the lazy dog".split(' ').fold(Tree::Leaf, |t, w| t.insert(w, w.len()));
    words.walk(&mut |k, v| print!("{k}:{v} "));
    println!("{}", words.depth());
}
