//! Coroutines with yields and arguments, held by hand, with borrows over yields and as iterators.
#![feature(coroutines, coroutine_trait, stmt_expr_attributes)]
use std::hint::black_box as b;
use std::ops::{Coroutine, CoroutineState};
use std::pin::{Pin, pin};

struct D(u8);
impl Drop for D { fn drop(&mut self) { print!("-{} ", self.0); } }
struct Iter<C>(C);
impl<C: Coroutine<Return = ()> + Unpin> Iterator for Iter<C> { type Item = C::Yield; fn next(&mut self) -> Option<C::Yield> { match Pin::new(&mut self.0).resume(()) { CoroutineState::Yielded(x) => Some(x), CoroutineState::Complete(()) => None } } }
enum Tree { Leaf, Node(Box<(Tree, i32, Tree)>) }
fn walk(t: &Tree) -> Box<dyn Iterator<Item = i32> + '_> { match t { Tree::Leaf => Box::new(std::iter::empty()), Tree::Node(n) => Box::new(Iter(#[coroutine] move || { for x in walk(&n.0) { yield x; } yield n.1; for x in walk(&n.2) { yield x; } })) } }

fn main() {
    println!("{:?}", Iter(#[coroutine] || { let (mut a, mut c) = (0u64, 1u64); loop { yield a; (a, c) = (c, a + c); } }).skip(b(20)).step_by(10).take(5).collect::<Vec<_>>());
    let mut echo = #[coroutine] |mut x: i32| { let mut sum = 0; while x != 0 { sum += x; x = yield (sum, x * 2); } format!("total {sum}") };
    for x in [5, -3, 10, 0] { match Pin::new(&mut echo).resume(b(x)) { CoroutineState::Yielded(y) => println!("{y:?}"), CoroutineState::Complete(s) => println!("{s}") } }
    let mut borrow = pin!(#[coroutine] static || { let mut a = [1u32, 2, 3, 4]; for x in &mut a { *x *= 10; yield *x; } a.iter().sum::<u32>() });
    loop { match borrow.as_mut().resume(()) { CoroutineState::Yielded(x) => print!("{x} "), CoroutineState::Complete(s) => { println!("= {s}"); break } } }
    for stop in 0..4 { let mut c = #[coroutine] || { let _a = D(1); yield 1u8; { let _b = D(2); yield 2; } let c = D(3); yield 3; drop(c); yield 4 }; for _ in 0..stop { if let CoroutineState::Yielded(n) = Pin::new(&mut c).resume(()) { print!("y{n} "); } } print!("drop: "); drop(c); println!(); }
    let n = |l, x, r| Tree::Node(Box::new((l, x, r)));
    let t = n(n(Tree::Leaf, 1, n(Tree::Leaf, 2, Tree::Leaf)), 3, n(Tree::Leaf, 4, Tree::Leaf));
    println!("{:?}", walk(&t).collect::<Vec<_>>());
    let big = Iter(#[coroutine] || { let t: [u64; 50] = std::array::from_fn(|i| i as u64); let mut acc = 0u128; for i in 0..50 { acc = acc * 3 + u128::from(t[i]); if i % 17 == 0 { yield acc; } } yield acc; });
    println!("{:?}", big.collect::<Vec<_>>());
}
