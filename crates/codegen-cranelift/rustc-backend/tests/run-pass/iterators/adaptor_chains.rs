//! Every common adaptor in one long chain or another, forwards.
use std::hint::black_box as b;

fn main() {
    let v: Vec<i32> = (-5..15).collect();
    let v = b(&v);
    println!("{:?}", v.iter().skip_while(|x| **x < 0).step_by(3).map(|x| x * x).filter(|x| x % 2 == 0).collect::<Vec<_>>());
    println!("{:?}", v.iter().copied().scan(1i64, |acc, x| { *acc = *acc * 3 + i64::from(x); (*acc < 10_000).then_some(*acc) }).collect::<Vec<_>>());
    println!("{:?}", v.chunks(4).flat_map(|c| c.iter().rev().take(2)).collect::<Vec<_>>());
    println!("{:?}", v.iter().zip(v.iter().skip(1)).map(|(a, c)| a * c).take_while(|x| *x >= 0 || *x > -10).collect::<Vec<_>>());
    println!("{:?}", v.iter().enumerate().filter_map(|(i, x)| (i as i32 % 4 == (x & 3)).then(|| (i, *x))).last());
    println!("{:?}", ["a b", "c", "", "d e f"].iter().flat_map(|s| s.split_whitespace()).map(str::to_uppercase).collect::<Vec<_>>().concat());
    println!("{:?}", v.iter().map_while(|x| u8::try_from(x + 5).ok().filter(|y| *y < 7)).sum::<u8>());
    println!("{:?}", (1..4).chain(7..=9).chain([100]).cycle().skip(5).take(8).collect::<Vec<_>>());
    let mut seen = vec![];
    println!("{}", v.iter().inspect(|x| seen.push(**x)).any(|x| *x == -2));
    println!("{seen:?}");
    println!("{:?}", (0..20).fuse().array_chunks_by_hand());
    println!("{:?} {:?}", v.iter().max_by_key(|x| (*x - 4).abs()), v.iter().min_by(|a, c| (*a % 7).cmp(&(*c % 7)).then(c.cmp(a))));
    println!("{:?}", v.iter().partition::<Vec<i32>, _>(|x| **x > 3));
    println!("{:?}", v.iter().map(|x| (x % 3, x.to_string())).unzip::<_, _, Vec<_>, String>());
    println!("{:?}", v.iter().try_fold(0i8, |a, x| a.checked_add(*x as i8 * 4)));
    println!("{:?} {:?}", v.iter().rev().position(|x| *x == 3), v.iter().rposition(|x| x % 5 == 0));
    println!("{:?}", [3, 1, 2].iter().cmp([3, 1].iter()));
    println!("{:?} {}", [1.0, f64::NAN].iter().partial_cmp([1.0, 2.0].iter()), (0..3).eq([0, 1, 2]));
    println!("{:?}", std::iter::once(1).chain(std::iter::repeat_n(7, 3)).chain(std::iter::empty()).reduce(|a, c| a * 10 + c));
    println!("{:?}", v.iter().is_sorted_by_key(|x| x.pow(2)));
}
trait ByHand: Iterator { fn array_chunks_by_hand(self) -> Vec<[Self::Item; 3]>; }
impl<I: Iterator> ByHand for I { fn array_chunks_by_hand(mut self) -> Vec<[I::Item; 3]> { let mut v = vec![]; while let (Some(a), Some(c), Some(d)) = (self.next(), self.next(), self.next()) { v.push([a, c, d]); } v } }
