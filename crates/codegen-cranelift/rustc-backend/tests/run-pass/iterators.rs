//! Iterators: adapters and consumers, by value, by reference, custom, double-ended, peekable.
struct Fib { a: u64, b: u64 }
impl Iterator for Fib { type Item = u64; fn next(&mut self) -> Option<u64> { let r = self.a; self.a = self.b; self.b += r; (r < 1000).then_some(r) } }
struct Countdown(u32);
impl Iterator for Countdown { type Item = u32; fn next(&mut self) -> Option<u32> { self.0 = self.0.checked_sub(1)?; Some(self.0) } fn size_hint(&self) -> (usize, Option<usize>) { (self.0 as usize, Some(self.0 as usize)) } }
impl ExactSizeIterator for Countdown {} impl DoubleEndedIterator for Countdown { fn next_back(&mut self) -> Option<u32> { None } }
fn main() {
    println!("{:?}", Fib { a: 0, b: 1 }.collect::<Vec<_>>()); println!("{:?} {}", Countdown(5).map(|x| x * 2).collect::<Vec<_>>(), Countdown(9).len());
    let mut p = [1, 1, 2, 3, 3, 3].iter().peekable(); let mut runs = vec![]; while let Some(x) = p.next() { let mut n = 1; while p.next_if_eq(&x).is_some() { n += 1; } runs.push((*x, n)); } println!("{runs:?}");
    println!("{:?}", (1..=3).flat_map(|x| vec![x; x]).collect::<Vec<_>>()); println!("{:?}", (0..20).filter(|x| x % 3 == 0).map(|x| x * x).take(4).collect::<Vec<i32>>());
    println!("{:?}", [1, 2, 3].into_iter().zip("abc".chars()).unzip::<i32, char, Vec<i32>, String>()); println!("{:?}", (1..6).partition::<Vec<i32>, _>(|x| x % 2 == 0));
    println!("{} {} {:?}", (1..=5).product::<u32>(), [0.5f64; 4].iter().sum::<f64>(), (1..4).reduce(|a, b| a * 10 + b)); println!("{:?}", (1..10).try_fold(0i8, |a, x| a.checked_add(x * 10)));
    println!("{:?} {:?}", (0..5).map_while(|x| (x < 3).then_some(x * 2)).last(), (0..5).skip_while(|x| *x < 3).collect::<Vec<_>>());
    println!("{} {} {:?}", (0..5).any(|x| x == 3), (0..5).all(|x| x < 3), (0..5).find_map(|x| (x > 2).then(|| x.to_string()))); println!("{:?}", [3, 1, 2].iter().copied().cmp([3, 1]));
    println!("{:?}", std::iter::successors(Some(1u16), |x| x.checked_mul(10)).collect::<Vec<_>>()); println!("{:?}", std::iter::repeat_n("ab", 3).collect::<String>());
    println!("{:?}", (0..3).cycle().skip(2).take(5).collect::<Vec<_>>()); println!("{:?}", [[1, 2], [3, 4]].iter().flatten().rev().step_by(2).collect::<Vec<_>>());
    let mut it = (1..=10).into_iter(); println!("{:?} {:?} {:?}", it.by_ref().take(3).sum::<i32>(), it.nth(1), it.rfold(0, |a, x| a * 2 + x));
    println!("{:?}", "hello".chars().rev().enumerate().fold(String::new(), |mut s, (i, c)| { if i % 2 == 0 { s.push(c) } s })); println!("{:?}", [1, 5, 2].iter().is_sorted());
    let b: Box<dyn Iterator<Item = Box<dyn Fn(i32) -> i32>>> = Box::new((1..3).map(|k| Box::new(move |x| x + k) as Box<dyn Fn(i32) -> i32>)); println!("{:?}", b.map(|f| f(10)).collect::<Vec<_>>());
    println!("{:?}", ["1", "2", "x"].iter().map(|s| s.parse::<i32>().ok()).collect::<Option<Vec<_>>>()); println!("{:?}", (0..4).map(|x| if x < 5 { Ok(x) } else { Err(x) }).sum::<Result<i32, i32>>());
}
