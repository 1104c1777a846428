//! Operators: overloaded, compound, indexing, ranges, comparison derived and by hand, short circuits.
use std::ops::*; use std::cmp::Ordering;
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)] struct M(u32); const P: u32 = 1_000_000_007;
impl Add for M { type Output = M; fn add(self, o: M) -> M { M((self.0 + o.0) % P) } } impl Mul for M { type Output = M; fn mul(self, o: M) -> M { M((self.0 as u64 * o.0 as u64 % P as u64) as u32) } } impl AddAssign for M { fn add_assign(&mut self, o: M) { *self = *self + o; } } impl Not for M { type Output = bool; fn not(self) -> bool { self.0 == 0 } } impl Shl<u8> for M { type Output = M; fn shl(self, n: u8) -> M { (0..n).fold(self, |a, _| a + a) } }
fn pow(mut b: M, mut e: u64) -> M { let mut r = M(1); while e > 0 { if e & 1 == 1 { r = r * b; } b = b * b; e >>= 1; } r }
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord, Clone, Copy)] enum Suit { Clubs, Spades } #[derive(Debug, PartialEq, Eq, PartialOrd, Ord, Clone, Copy)] struct Card { rank: u8, suit: Suit }
#[derive(Debug, PartialEq, Eq)] struct Rev(i32); impl PartialOrd for Rev { fn partial_cmp(&self, o: &Rev) -> Option<Ordering> { Some(self.cmp(o)) } } impl Ord for Rev { fn cmp(&self, o: &Rev) -> Ordering { o.0.cmp(&self.0) } }
struct Poly(Vec<i64>); impl Index<usize> for Poly { type Output = i64; fn index(&self, i: usize) -> &i64 { self.0.get(i).unwrap_or(&0) } } impl IndexMut<usize> for Poly { fn index_mut(&mut self, i: usize) -> &mut i64 { if i >= self.0.len() { self.0.resize(i + 1, 0); } &mut self.0[i] } } impl FnLike for Poly {} trait FnLike { } impl Neg for &Poly { type Output = Poly; fn neg(self) -> Poly { Poly(self.0.iter().map(|x| -x).collect()) } }
fn noisy(s: &str, r: bool) -> bool { println!("eval {s}"); r }
fn main() {
    println!("{:?} {:?} {}", pow(M(3), 1_000_000), M(5) << 4, !M(0)); let mut m = M(P - 1); m += M(5); println!("{m:?}");
    let mut cards = [Card { rank: 3, suit: Suit::Spades }, Card { rank: 3, suit: Suit::Clubs }, Card { rank: 1, suit: Suit::Spades }]; cards.sort(); println!("{cards:?} {:?}", cards[0].partial_cmp(&cards[1])); println!("{:?}", [Rev(1), Rev(3), Rev(2)].into_iter().max());
    let mut p = Poly(vec![1]); p[3] = 5; p[0] -= 2; println!("{:?} {} {:?}", p.0, p[10], (-&p).0);
    println!("{}", noisy("a", false) && noisy("b", true)); println!("{}", noisy("c", true) || noisy("d", true)); println!("{}", noisy("e", true) & noisy("f", false)); println!("{}", noisy("g", true) ^ noisy("h", true));
    let mut x = 7i32; x += 3; x -= 1; x *= 4; x /= 5; x %= 4; x <<= 3; x |= 5; x &= 0xd; x ^= 2; x >>= 1; println!("{x}"); println!("{:?} {:?}", (1, "a", 2.5) < (1, "b", 0.0), [1, 2] < [1, 2]);
    println!("{:?} {:?} {} {}", (1..5).contains(&4), (..=3).contains(&4), (2..2).is_empty(), (1..=1).count()); println!("{:?}", 1.0f64.partial_cmp(&f64::NAN)); println!("{} {}", -7 / 2, -7 % 2); println!("{} {} {}", !0u8, !5i32, -(-3i8)); println!("{:?}", Some(3).max(None)); println!("{:?}", 5.clamp(1, 3));
}
