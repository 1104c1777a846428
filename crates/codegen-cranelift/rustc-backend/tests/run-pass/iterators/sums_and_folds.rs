//! Sums, products, folds and reductions of every numeric type, early exits from each.
use std::hint::black_box as b;
use std::num::Wrapping;
use std::ops::ControlFlow;

fn find<T>(it: impl IntoIterator<Item = T>, f: impl Fn(&T) -> bool) -> ControlFlow<T, usize> { it.into_iter().try_fold(0, |n, x| if f(&x) { ControlFlow::Break(x) } else { ControlFlow::Continue(n + 1) }) }

fn main() {
    println!("{} {} {}", b([1u8, 2, 3]).iter().sum::<u8>(), b([-1i16, 2, 30_000]).iter().sum::<i16>(), b([u64::MAX / 2, 2]).iter().sum::<u64>());
    println!("{} {}", b([u128::MAX / 3, 5]).iter().sum::<u128>(), b([-3i128, 1 << 100]).iter().product::<i128>());
    println!("{:?} {:?}", b([0.1f32; 10]).iter().sum::<f32>(), b([0.1f64; 10]).iter().sum::<f64>());
    println!("{:?} {:?}", b([1.5f32, -2.0]).iter().product::<f32>(), Vec::<f64>::new().iter().sum::<f64>() == 0.0);
    println!("{} {}", b([200u8, 100]).map(Wrapping).iter().sum::<Wrapping<u8>>(), b([7u32; 30]).map(Wrapping).into_iter().product::<Wrapping<u32>>());
    println!("{:?} {:?}", find(b([1, 5, 9, 4]), |x| x % 2 == 0), find("abc".chars(), |c| *c == 'z'));
    println!("{:?}", (1..20).try_for_each(|x| if x * x > 50 { Err(x) } else { Ok(()) }));
    println!("{:?}", (1..=5).try_fold(1u8, |a, x| a.checked_mul(x)));
    println!("{:?}", (1..=6).try_fold(1u8, |a, x| a.checked_mul(x)));
    let mut it = (1..=10).into_iter();
    println!("{:?} {:?}", it.try_fold(0i8, |a, x| (a + x < 20).then(|| a + x)), it.collect::<Vec<_>>());
    println!("{}", (0..5).rfold(String::new(), |s, x| s + &x.to_string()));
    println!("{:?}", ["x", "longest", "mid", "longish"].into_iter().reduce(|a, c| if c.len() > a.len() { c } else { a }));
    println!("{:?}", [2.5, -1.0, 9.25].into_iter().fold(f64::NEG_INFINITY, f64::max));
    println!("{:?} {:?}", [3.0, 1.0].iter().copied().min_by(f64::total_cmp), [1, 1].iter().max().map(std::ptr::from_ref).is_some());
    println!("{} {} {}", (1..10).all(|x| x < 10), (1..1).any(|_| true), [1, 2, 3].iter().lt(&[1, 3]));
    println!("{}", (0..1000u32).fold(17u32, |h, x| h.rotate_left(5) ^ x.wrapping_mul(0x9e37_79b9)));
}
