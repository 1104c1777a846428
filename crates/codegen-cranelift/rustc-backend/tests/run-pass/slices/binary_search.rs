//! Binary searches and partition points, over duplicates, wide values and keys.
use std::cmp::Ordering;
use std::hint::black_box as b;

fn main() {
    let v: Vec<i64> = (0..50).map(|x| x * x - 100).collect();
    for x in [-101, -100, -99, -84, 0, 44, 2301, 2302, i64::MIN, i64::MAX] { print!("{:?} ", b(&v).binary_search(&x)); }
    println!();
    let dup = b([1, 1, 2, 2, 2, 5, 5, 9]);
    for x in 0..=10 { let r = dup.partition_point(|y| *y < x)..dup.partition_point(|y| *y <= x); print!("{r:?}={} ", dup[r.clone()].len()); }
    println!();
    let words = b(["apple", "fig", "kiwi", "mango", "pear"]);
    println!("{:?} {:?} {:?}", words.binary_search(&"kiwi"), words.binary_search(&"lemon"), words.binary_search_by_key(&5, |w| w.len()).is_ok());
    let f = b([-1.5, -0.0, 0.5, 2.25, f64::INFINITY]);
    println!("{:?} {:?}", f.binary_search_by(|x| x.partial_cmp(&0.5).unwrap()), f.binary_search_by(|x| x.total_cmp(&3.0)));
    let wide: Vec<u128> = (0..20).map(|i| 1u128 << (i * 6)).collect();
    println!("{:?} {:?}", wide.binary_search(&(1 << 66)), wide.binary_search(&((1 << 66) + 1)));
    println!("{:?} {:?}", [(); 5].binary_search(&()).is_ok(), [0u8; 0].binary_search(&1));
    let (mut lo, mut hi) = (0u64, u64::MAX);
    while lo < hi { let mid = lo + (hi - lo) / 2; match u128::from(mid).pow(2).cmp(&(b(1u128) << 100)) { Ordering::Less => lo = mid + 1, _ => hi = mid } }
    println!("{lo}");
    let root = |n: f64| { let (mut a, mut c) = (0.0f64, n.max(1.0)); for _ in 0..200 { let m = (a + c) / 2.0; if m * m > n { c = m } else { a = m } } a };
    println!("{:.10} {:.10} {:.10}", root(b(2.0)), root(b(0.25)), root(b(1e10)));
    let mut set = vec![];
    for x in [5, 1, 9, 5, 3, 1, 7] { if let Err(at) = set.binary_search(&b(x)) { set.insert(at, x); } }
    println!("{set:?}");
}
