//! Iterators taken from both ends: ranges, chains, zips, chars, windows and adaptors of these.
use std::hint::black_box as b;

fn ends<I: DoubleEndedIterator>(mut it: I) -> Vec<I::Item> { let mut v = vec![]; let mut front = true; while let Some(x) = if front { it.next() } else { it.next_back() } { v.push(x); front = !front; } v }

fn main() {
    println!("{:?}", ends(b(0..7)));
    println!("{:?}", ends(b(i8::MIN..=-125)));
    println!("{:?}", ends((0..3).chain(10..=12)));
    println!("{:?}", ends([1, 2, 3, 4, 5].iter().zip("abcde".bytes())));
    println!("{:?}", ends("aß€🦀z".chars()));
    println!("{:?}", ends("aß€🦀z".char_indices()));
    println!("{:?}", ends(b([1, 2, 3, 4, 5]).windows(2)));
    println!("{:?}", ends(b([1, 2, 3, 4, 5]).chunks(2)));
    println!("{:?}", ends(b([1, 2, 3, 4, 5]).rchunks(2)));
    println!("{:?}", ends((0..10).step_by(3)));
    println!("{:?}", ends((0..20).filter(|x| x % 3 == 1).map(|x| x * 2).enumerate_back()));
    println!("{:?}", ends((1..4).flat_map(|n| 0..n)));
    println!("{:?}", ends([[1, 2], [3, 4], [5, 6]].into_iter().flatten().filter(|x| *x != 4).map(|x| x + 1)));
    println!("{:?}", ends("a,b,,c".split(',')));
    println!("{:?}", ends("l1\nl2\r\nl3".lines()));
    println!("{:?}", ends(Some(1).into_iter().chain(None).chain(Some(2)).rev().peekable()));
    println!("{:?}", ends(vec!["x".to_owned(), "y".into(), "z".into()].into_iter().skip_while_back()));
    let mut r = b(5u8..=5);
    println!("{:?} {:?} {:?} {}", r.next_back(), r.next(), r.next_back(), r.is_empty());
    let mut it = (0..100).rev().skip(3);
    println!("{:?} {:?} {:?} {:?}", it.nth(2), it.nth_back(5), it.len(), it.rfold(0, |a, x| a + x));
    println!("{:?}", b([3, 8, 5]).iter().rev().rfind(|x| **x > 4));
}
trait More: DoubleEndedIterator + Sized { fn enumerate_back(self) -> std::vec::IntoIter<(usize, Self::Item)> { self.enumerate().collect::<Vec<_>>().into_iter() } fn skip_while_back(self) -> std::iter::Rev<Self> { self.rev() } }
impl<I: DoubleEndedIterator> More for I {}
