//! Size hints and lengths of adaptors, and collects of sizes that lie.
use std::hint::black_box as b;
fn hint<I: Iterator>(i: I) -> (usize, Option<usize>) { i.size_hint() }
struct Lies(u8, (usize, Option<usize>));
impl Iterator for Lies { type Item = u8; fn next(&mut self) -> Option<u8> { self.0 = self.0.checked_sub(1)?; Some(self.0) } fn size_hint(&self) -> (usize, Option<usize>) { self.1 } }
fn main() {
    let v = b([1, 2, 3, 4, 5, 6, 7]);
    println!("{:?} {:?} {:?}", hint(v.iter()), hint(v.iter().filter(|x| **x > 2)), hint(v.iter().skip(3).take(10)));
    println!("{:?} {:?} {:?}", hint(v.iter().chain(&v)), hint(v.iter().zip(0..3)), hint(v.iter().step_by(3)));
    println!("{:?} {:?} {:?}", hint(v.iter().flat_map(|x| 0..*x)), hint([[1, 2], [3, 4]].iter().flatten()), hint(v.iter().take_while(|x| **x < 3)));
    println!("{:?} {:?} {:?}", hint("héllo".chars()), hint(v.chunks(3)), hint(v.windows(9)));
    println!("{:?} {:?} {:?}", hint(std::iter::repeat(1).take(5)), hint(std::iter::once(1).cycle()).1, hint(std::iter::from_fn(|| None::<u8>)));
    println!("{:?} {:?}", hint(v.iter().peekable().skip_while(|x| **x < 2)), hint(v.iter().rev().enumerate().map(|x| x.0)));
    for h in [(0, None), (0, Some(0)), (2, Some(3)), (4, Some(4))] { let x: Vec<u8> = Lies(4, h).collect(); println!("{x:?} {}", Lies(4, h).map(|x| char::from(x + 65)).collect::<String>()); }
    let mut it = v.iter().flat_map(|x| vec![*x; (*x % 3) as usize]);
    println!("{:?} {:?} {:?} {:?}", it.next(), it.next_back(), it.clone().count(), it.nth(3));
    println!("{:?}", it.collect::<Vec<_>>());
    println!("{:?} {:?}", v.iter().len(), v.iter().map(|x| x * 2).rev().len());
    println!("{:?}", v.iter().zip(v.iter().skip(1)).zip(v.iter().skip(2)).map(|((a, c), d)| a * c - d).collect::<Vec<_>>());
    println!("{:?} {:?}", v.iter().copied().map(Some).collect::<Option<Vec<i32>>>().map(|v| v.len()), v.iter().sum::<i32>());
    println!("{:?}", std::iter::zip([1, 2, 3], ["a", "b"]).unzip::<_, _, Vec<_>, Vec<_>>());
    println!("{:?}", v.iter().advance_by_hand(3).map(|i| i.as_slice().len()));
}
trait Adv: Sized { fn advance_by_hand(self, n: usize) -> Option<Self>; }
impl<I: Iterator> Adv for I { fn advance_by_hand(mut self, n: usize) -> Option<Self> { for _ in 0..n { self.next()?; } Some(self) } }
