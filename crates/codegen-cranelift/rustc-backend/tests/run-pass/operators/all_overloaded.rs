//! Every operator overloaded: arithmetic, bits, shifts, assignments, Neg, Not, Index, calls by reference and value.
use std::fmt::Debug;
use std::hint::black_box as b;
use std::ops::*;

#[derive(Debug, Clone, Copy, PartialEq, Default)] struct V(i32, i32);
macro_rules! bin { ($($t:ident $f:ident $ta:ident $fa:ident $op:tt;)*) => { $(
    impl $t for V { type Output = V; fn $f(self, o: V) -> V { V(self.0 $op o.0, self.1 $op o.1) } }
    impl $t<i32> for V { type Output = V; fn $f(self, o: i32) -> V { V(self.0 $op o, self.1 $op o) } }
    impl<'a> $t<&'a V> for &'a V { type Output = V; fn $f(self, o: &V) -> V { V(self.0 $op o.0, self.1 $op o.1) } }
    impl $ta for V { fn $fa(&mut self, o: V) { self.0 = self.0 $op o.0; self.1 = self.1 $op o.1; } }
    impl $ta<i32> for V { fn $fa(&mut self, o: i32) { *self = *self $op o; } }
)* } }
bin! { Add add AddAssign add_assign +; Sub sub SubAssign sub_assign -; Mul mul MulAssign mul_assign *; Div div DivAssign div_assign /; Rem rem RemAssign rem_assign %; BitAnd bitand BitAndAssign bitand_assign &; BitOr bitor BitOrAssign bitor_assign |; BitXor bitxor BitXorAssign bitxor_assign ^; Shl shl ShlAssign shl_assign <<; Shr shr ShrAssign shr_assign >>; }
impl Neg for V { type Output = V; fn neg(self) -> V { V(-self.0, -self.1) } }
impl Not for V { type Output = (bool, bool); fn not(self) -> (bool, bool) { (self.0 == 0, self.1 == 0) } }
impl Mul<V> for i32 { type Output = i32; fn mul(self, v: V) -> i32 { self * (v.0 + v.1) } }
impl PartialEq<i32> for V { fn eq(&self, o: &i32) -> bool { self.0 == *o && self.1 == *o } }
impl PartialOrd for V { fn partial_cmp(&self, o: &V) -> Option<std::cmp::Ordering> { match (self.0.cmp(&o.0), self.1.cmp(&o.1)) { (a, c) if a == c => Some(a), (std::cmp::Ordering::Equal, c) | (c, std::cmp::Ordering::Equal) => Some(c), _ => None } } }
impl Index<char> for V { type Output = i32; fn index(&self, c: char) -> &i32 { match c { 'x' => &self.0, 'y' => &self.1, _ => panic!("no {c}") } } }
impl IndexMut<char> for V { fn index_mut(&mut self, c: char) -> &mut i32 { if c == 'x' { &mut self.0 } else { &mut self.1 } } }
fn show(x: impl Debug) { print!("{x:?} "); }

fn main() {
    let (p, q) = (b(V(100, -7)), b(V(3, 2)));
    show(p + q); show(p - q); show(p * q); show(p / q); show(p % q); show(p & q); show(p | q); show(p ^ q); show(p << q); show(p >> q);
    println!();
    show(p + 1); show(&p - &q); show(p * -2); show(p / 3); show(&p % &q); show(-p); show(!V(0, 1)); show(2 * q); show(p << 4 >> 2);
    println!();
    let mut m = p;
    m += q; show(m); m -= 1; show(m); m *= V(2, 3); show(m); m /= 5; show(m); m %= V(7, 4); show(m); m <<= 3; show(m); m |= 1; show(m); m ^= q; show(m); m &= 0x3e; show(m); m >>= V(1, 0);
    println!("{m:?}");
    println!("{} {} {:?} {:?} {}", p == q, V(4, 4) == 4, p.partial_cmp(&q), q < p, V(1, 1) <= V(1, 2));
    m['x'] += 10; m['y'] = m['x'] * b(2);
    println!("{m:?} {}", p['y']);
    let mut arr = [V(1, 2), V(3, 4)];
    arr[b(1)] *= arr[0]; arr[0]['y'] <<= 5;
    println!("{arr:?} {:?}", arr.iter().fold(V::default(), |a, v| a + *v));
    println!("{:?} {:?}", [1, 2].map(|x| V(x, x)).into_iter().reduce(Add::add), (1..5).map(|x| V(x, -x)).map(Neg::neg).fold(V(1, 1), Mul::mul));
    println!("{}", -2 * -V(1, 2) + 1 << 2);
}
