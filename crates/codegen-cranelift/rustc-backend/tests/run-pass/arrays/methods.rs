//! Arrays: map, each_ref, from_fn, zip, comparisons, IntoIterator by value, conversions and nested arrays.
use std::hint::black_box as b;
fn sums<const R: usize, const C: usize>(m: [[i32; C]; R]) -> ([i32; R], [i32; C]) { (m.map(|r| r.iter().sum()), std::array::from_fn(|c| m.iter().map(|r| r[c]).sum())) }
fn split<const N: usize>(v: &[u8]) -> Option<([u8; N], &[u8])> { v.split_first_chunk().map(|(a, r)| (*a, r)) }
fn main() {
    let a = b([5u8, 3, 9]);
    println!("{:?} {:?} {:?}", a.map(u32::from).map(|x| x * x), a.map(|x| (x, x > 4)), a.each_ref().map(|x| *x + 1));
    println!("{:?}", sums(b([[1, 2, 3], [4, 5, 6]])));
    let strings = ["a", "b"].map(String::from);
    println!("{:?} {:?}", strings.each_ref().map(|s| s.len()), strings.iter().map(String::as_str).collect::<String>());
    for (i, s) in strings.into_iter().enumerate() { print!("{i}{s} "); }
    let mut it = [String::from("x"), String::from("y"), String::from("z")].into_iter();
    println!("{:?} {:?} {:?}", it.next_back(), it.as_slice(), it.len());
    println!("{:?} {:?} {:?}", a < [5, 4, 0], [1, 2] == [1, 2], [[1], [2]].cmp(&[[1], [3]]));
    println!("{:?} {:?}", split::<2>(b(&[1, 2, 3])), split::<4>(&[1, 2, 3]));
    let mut m = [[0u16; 3]; 4];
    for (r, row) in m.iter_mut().enumerate() { for (c, x) in row.iter_mut().enumerate() { *x = (r * 3 + c) as u16; } }
    m.swap(0, 3); m[1].reverse(); m[2] = m[0]; m[2][b(1)] = 99;
    println!("{m:?} {:?}", m.concat().chunks(5).map(|c| c.len()).collect::<Vec<_>>());
    let [x, [y, ..], .., [.., z]] = [[1, 2], [3, 4], [5, 6], [7, 8]];
    println!("{x:?} {y} {z} {:?}", a.as_slice().iter().rev().collect::<Vec<_>>());
    println!("{:?} {:?}", <&[u8; 2]>::try_from(&a[1..]).unwrap(), <[u8; 2]>::try_from(&a[..]).is_err());
    println!("{:?} {:?}", std::array::repeat::<_, 3>("r".to_owned()), [const { None::<Box<u8>> }; 2]);
    let bx: Box<[i64; 200]> = Box::new(std::array::from_fn(|i| i as i64 - 100));
    println!("{} {:?}", bx.iter().sum::<i64>(), bx.iter().position(|x| *x == b(7)));
    println!("{:?} {:?}", [1.5f32, 2.5].iter().copied().map(f32::to_bits).collect::<Vec<_>>(), Vec::from([(); 3]).len());
    let f: [fn(i32) -> i32; 3] = [|x| x + 1, |x| x * 2, i32::abs];
    println!("{:?} {}", f.map(|f| f(b(-5))), f.iter().fold(3, |x, f| f(x)));
}
