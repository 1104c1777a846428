//! Slices: bounds, patterns, sorting with keys, rotation, chunks, binary search, copies.
fn sum(v: &[i32]) -> i32 { match v { [] => 0, [x] => *x, [x, rest @ ..] => x + sum(rest) } }
fn middle(v: &[u8]) -> Option<u8> { if let [_, m @ .., _] = v { m.get(m.len() / 2).copied() } else { None } }
fn main() {
    let mut v: Vec<i32> = (1..=10).collect(); println!("{} {:?}", sum(&v), middle(&[1, 2, 3]));
    v.rotate_left(3); v.swap(0, 9); println!("{v:?}"); v[2..7].reverse(); println!("{v:?}"); v.sort_by(|a, b| (b % 3).cmp(&(a % 3)).then(a.cmp(b))); println!("{v:?}");
    println!("{:?} {:?}", v.iter().max(), v.iter().min_by_key(|x| (*x - 5).abs()));
    let (a, b) = v.split_at_mut(5); a[0] = b[0]; std::mem::swap(&mut a[1], &mut b[1]); println!("{v:?}");
    for c in v.chunks_mut(3) { c[0] = 0; } println!("{v:?} {:?}", v.chunks_exact(4).remainder());
    println!("{:?}", v.rchunks(4).map(|c| c.to_vec()).collect::<Vec<_>>()); println!("{:?}", v.split(|x| *x == 0).map(|s| s.len()).collect::<Vec<_>>());
    println!("{:?} {:?} {:?}", v.first(), v.last(), v.get(3..5)); println!("{} {} {}", v.contains(&8), v.starts_with(&[0]), v.ends_with(&[]));
    let mut w = [3.5, -1.0, 2.25]; w.sort_by(f64::total_cmp); println!("{w:?} {:?}", w.partition_point(|x| *x < 0.0));
    println!("{:?}", [[1, 2], [3, 4]].concat()); println!("{:?}", ["a", "b"].join("/")); println!("{:?}", vec![1; 3].iter().chain(&[2]).rev().collect::<Vec<_>>());
    let mut big: Vec<u64> = (0..1000).map(|i| (i * 2654435761u64) % 1009).collect(); big.sort_unstable(); println!("{:?} {}", &big[..5], big.is_sorted());
    big.dedup(); println!("{} {:?}", big.len(), big.binary_search(&500)); let (l, m, r) = big.select_nth_unstable(100); println!("{} {} {}", l.len(), m, r.len());
    let mut f = [0u8; 6]; f.fill(7); f[1..3].copy_from_slice(&[1, 2]); println!("{f:?} {:?}", f.iter().rposition(|x| *x == 7));
}
