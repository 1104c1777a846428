//! Sorts: stable and not, by key, cached, of many types and sizes, checked against each other.
use std::cmp::Reverse;
use std::hint::black_box as b;

fn random(n: usize, seed: u64) -> Vec<u64> { let mut s = seed; (0..n).map(|_| { s ^= s << 13; s ^= s >> 7; s ^= s << 17; s }).collect() }
fn hash(v: impl IntoIterator<Item = u64>) -> u64 { v.into_iter().fold(7, |h: u64, x| h.wrapping_mul(1_000_003) ^ x) }

fn main() {
    for n in [0, 1, 2, 3, 10, 20, 21, 50, 200, 1000] {
        let mut v = random(n, 42 + n as u64);
        let mut w = v.clone();
        let mut bytes: Vec<u8> = v.iter().map(|x| *x as u8).collect();
        let mut pairs: Vec<(u8, usize)> = bytes.iter().map(|x| x % 16).zip(0..).collect();
        v.sort();
        w.sort_unstable_by(|a, c| c.cmp(a));
        w.reverse();
        bytes.sort_unstable();
        pairs.sort_by_key(|p| p.0);
        println!("{n} {} {} {} {}", v == w, v.is_sorted(), bytes.is_sorted(), pairs.windows(2).all(|w| w[0] < w[1]));
        println!("{:x} {:x}", hash(v.iter().copied()), hash(pairs.iter().map(|p| u64::from(p.0) << 32 | p.1 as u64)));
        let mut strings: Vec<String> = random(n, 9).iter().map(|x| format!("{:x}", x % 4096)).collect();
        strings.sort_by_cached_key(|s| Reverse((s.len(), s.clone())));
        println!("{:?}", strings.first().zip(strings.last()));
        let mut floats: Vec<f64> = random(n, 3).iter().map(|x| (*x as i64) as f64 / 1e15).collect();
        floats.sort_by(f64::total_cmp);
        println!("{}", floats.windows(2).all(|w| w[0] <= w[1]));
        let mut big: Vec<[u32; 9]> = random(n, 5).iter().map(|x| [(*x % 97) as u32; 9]).collect();
        big.sort();
        println!("{}", big.iter().map(|x| u64::from(x[8])).sum::<u64>());
        if n > 5 { let mut s = random(n, 77); let (l, m, r) = s.select_nth_unstable(b(n / 2)); let m = *m; println!("{} {}", l.iter().all(|x| *x <= m), r.iter().all(|x| *x >= m)); }
    }
    let mut sorted: Vec<i32> = (0..300).collect();
    sorted.sort();
    sorted[150..].reverse();
    sorted.sort();
    sorted.rotate_left(100);
    sorted.sort_unstable();
    println!("{}", sorted.iter().enumerate().all(|(i, x)| i as i32 == *x));
}
