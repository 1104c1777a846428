//! Partition, merge, heap, shell, radix, quick and counting sorts by hand; reversal, unique, next permutation in place.
use std::hint::black_box as b;
fn quick<T: PartialOrd + Copy>(v: &mut [T]) { if v.len() < 2 { return; } let p = v[v.len() / 2]; let (mut i, mut j) = (0usize, v.len() - 1); loop { while v[i] < p { i += 1; } while v[j] > p { j -= 1; } if i >= j { break; } v.swap(i, j); i += 1; j -= 1; } let (l, r) = v.split_at_mut(i.max(1)); quick(l); quick(r); }
fn heap<T: PartialOrd>(v: &mut [T]) { fn down<T: PartialOrd>(v: &mut [T], mut i: usize) { while 2 * i + 1 < v.len() { let mut c = 2 * i + 1; if c + 1 < v.len() && v[c] < v[c + 1] { c += 1; } if v[i] >= v[c] { break; } v.swap(i, c); i = c; } } for i in (0..v.len() / 2).rev() { down(v, i); } for end in (1..v.len()).rev() { v.swap(0, end); down(&mut v[..end], 0); } }
fn shell<T: PartialOrd + Copy>(v: &mut [T]) { let mut gap = v.len() / 2; while gap > 0 { for i in gap..v.len() { let x = v[i]; let mut j = i; while j >= gap && v[j - gap] > x { v[j] = v[j - gap]; j -= gap; } v[j] = x; } gap /= 2; } }
fn merge<T: PartialOrd + Copy>(v: &mut [T], tmp: &mut Vec<T>) { let m = v.len() / 2; if m == 0 { return; } merge(&mut v[..m], tmp); merge(&mut v[m..], tmp); tmp.clear(); tmp.extend_from_slice(&v[..m]); let (mut i, mut j, mut k) = (0, m, 0); while i < tmp.len() { if j < v.len() && v[j] < tmp[i] { v[k] = v[j]; j += 1; } else { v[k] = tmp[i]; i += 1; } k += 1; } }
fn radix(v: &mut Vec<u32>) { for s in (0..32).step_by(8) { let mut n = [0usize; 257]; for x in v.iter() { n[(x >> s & 255) as usize + 1] += 1; } for i in 0..256 { n[i + 1] += n[i]; } let mut out = vec![0; v.len()]; for x in v.iter() { let k = (x >> s & 255) as usize; out[n[k]] = *x; n[k] += 1; } *v = out; } }
fn next<T: PartialOrd>(v: &mut [T]) -> bool { match (1..v.len()).rev().find(|i| v[i - 1] < v[*i]) { Some(i) => { let j = (i..v.len()).rev().find(|j| v[*j] > v[i - 1]).unwrap(); v.swap(i - 1, j); v[i..].reverse(); true } None => { v.reverse(); false } } }
fn unique<T: PartialEq + Copy>(v: &mut [T]) -> usize { let mut k = 0; for i in 0..v.len() { if k == 0 || v[k - 1] != v[i] { v[k] = v[i]; k += 1; } } k }
fn dutch(v: &mut [i32], p: i32) -> (usize, usize) { let (mut lo, mut i, mut hi) = (0, 0, v.len()); while i < hi { match v[i].cmp(&p) { std::cmp::Ordering::Less => { v.swap(lo, i); lo += 1; i += 1; } std::cmp::Ordering::Equal => i += 1, std::cmp::Ordering::Greater => { hi -= 1; v.swap(i, hi); } } } (lo, hi) }
fn main() {
    let mut s = 77u32;
    for n in [0, 1, 2, 3, 10, 33, 200] {
        let v: Vec<u32> = (0..n).map(|_| { s = s.wrapping_mul(1_664_525).wrapping_add(1_013_904_223); s >> (s % 20) }).collect();
        let mut want = v.clone();
        want.sort();
        let (mut a, mut c, mut d, mut e, mut f) = (v.clone(), v.clone(), v.clone(), v.clone(), v.clone());
        quick(b(&mut a)); heap(&mut c); shell(&mut d); merge(&mut e, &mut vec![]); radix(&mut f);
        println!("{n} {:?} {:x}", [&a, &c, &d, &e, &f].map(|x| *x == want), want.iter().fold(0u32, |h, x| h.rotate_left(3) ^ x));
        let mut g: Vec<f32> = v.iter().map(|x| *x as f32 / 3.0 - 500.0).collect();
        quick(&mut g);
        println!("{} {:?}", g.is_sorted(), g.last());
    }
    let mut p = [1, 2, 2, 3];
    let mut count = 1;
    while next(b(&mut p)) { count += 1; }
    println!("{count} {p:?}");
    let mut u = b([1, 1, 2, 3, 3, 3, 1]);
    let k = unique(&mut u);
    println!("{:?}", &u[..k]);
    let mut w = b([5, 1, 3, 9, 3, -2, 3, 8]);
    let (lo, hi) = dutch(&mut w, 3);
    println!("{lo} {hi} {} {}", w[..lo].iter().all(|x| *x < 3), w[hi..].iter().all(|x| *x > 3));
}
