//! Vectors of odd sizes grown, cut, inserted into; capacity by reserve; into_boxed, leak, from_fn.
use std::hint::black_box as b;

#[derive(Debug, Clone, PartialEq, Default)] struct Odd([u8; 7], Option<u16>);

fn main() {
    let mut v: Vec<Odd> = vec![];
    for i in 0..100u8 { v.insert(usize::from(b(i)) / 2, Odd([i; 7], (i % 3 == 0).then_some(i.into()))); }
    println!("{:?} {:?} {:?}", v[0], v[49], v[99]);
    v.drain(10..90);
    v.rotate_right(5);
    println!("{} {}", v.len(), v.iter().map(|o| u32::from(o.0[6]) + o.1.map_or(0, u32::from)).sum::<u32>());
    let w: Vec<Odd> = v.iter().filter(|o| o.1.is_some()).cloned().collect();
    v.extend_from_slice(&w);
    v.extend_from_within(1..3);
    v.insert(3, Odd::default());
    println!("{} {:?} {:?}", v.len(), v.iter().position(|o| *o == Odd::default()), v.last());
    let mut t: Vec<(u8, u128, u16)> = Vec::new();
    for i in 0..50 { t.push((i, u128::from(i) << 100, u16::from(i) * 3)); }
    t.swap_remove(0);
    t.sort_by_key(|x| std::cmp::Reverse(x.2 % 7));
    println!("{:?} {:?}", t[0], t.iter().fold(0, |a, x| a ^ x.1) >> 100);
    let mut c = Vec::with_capacity(b(10));
    c.extend([1, 2, 3]);
    println!("{} {}", c.capacity() >= 10, { c.shrink_to_fit(); c.reserve(100); c.capacity() >= 103 });
    let bx: Box<[i32]> = c.into_boxed_slice();
    println!("{:?} {:?}", bx, bx.iter().rev().collect::<Vec<_>>());
    let back: Vec<i32> = bx.into_vec();
    let arr: [i32; 3] = back.try_into().unwrap();
    println!("{arr:?} {:?}", Vec::from(arr).try_into().map_err(|v: Vec<i32>| v.len()) as Result<[i32; 4], usize>);
    let mut grid = vec![vec![0u16; 3]; 2];
    grid[1][2] = 5; grid.push(vec![]); grid[2].resize_with(4, || 8);
    println!("{grid:?} {:?}", grid.concat());
    let s: Vec<String> = (0..5).map(|i| "ab".repeat(i)).collect();
    println!("{:?} {:?}", s.iter().map(String::as_str).collect::<Vec<_>>().join(","), s.first_chunk::<2>());
    let mut big = Vec::new();
    for i in 0..10_000u32 { big.push([i, i ^ 0xffff]); if i % 5 == 4 { big.pop(); } }
    println!("{} {}", big.len(), big.iter().map(|x| u64::from(x[0]) * u64::from(x[1] & 0xff)).sum::<u64>());
    println!("{:?} {:?}", vec![1; 3] == [1, 1, 1], vec!['a', 'b'].iter().rev().collect::<String>());
    println!("{:?} {:?}", big.pop_if(|x| x[0] > 5), Vec::<u8>::new().pop());
}
