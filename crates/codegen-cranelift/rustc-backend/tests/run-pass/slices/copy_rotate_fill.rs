//! Copies within slices, rotations by every amount, fills, swaps and comparisons of ranges.
use std::hint::black_box as b;

fn main() {
    for n in 0..9usize { for k in 0..=n {
        let mut v: Vec<u32> = (0..n as u32).collect();
        v.rotate_left(b(k));
        let mut w: Vec<[u8; 3]> = (0..n as u8).map(|x| [x; 3]).collect();
        w.rotate_right(b(n - k));
        if v.iter().zip(&w).any(|(a, c)| *a != u32::from(c[2])) { println!("differs at {n} {k}"); }
        if n == 8 { println!("{v:?}"); }
    } }
    let mut v: [u8; 16] = b(std::array::from_fn(|i| i as u8));
    v.copy_within(0..8, 4);
    println!("{v:?}");
    v.copy_within(6.., 1);
    println!("{v:?}");
    let (a, c) = v.split_at_mut(8);
    a[2..6].copy_from_slice(&c[1..5]);
    a[..3].swap_with_slice(&mut c[5..]);
    println!("{v:?}");
    v[3..9].fill(0xee);
    v[10..].fill_with({ let mut n = 100; move || { n += 1; n } });
    println!("{v:?}");
    let mut s: Vec<String> = ["a", "b", "c", "d"].map(String::from).into();
    s[1..3].clone_from_slice(&["x".into(), "y".into()]);
    s.swap(0, 3);
    s.reverse();
    println!("{s:?} {:?}", s.concat());
    println!("{:?} {:?} {}", [[1, 2], [3, 4]].concat(), [vec![1], vec![2, 3]].join(&0), ["p", "q"].join("--"));
    println!("{:?} {:?}", [1, 2].repeat(3), "ab".repeat(b(0)));
    println!("{} {} {}", v.starts_with(&[v[0], v[1]]), v.ends_with(b"x"), v.contains(&0xee));
    println!("{:?} {:?}", [1, 2, 3][..].cmp(&[1, 2]), b([1u8, 255]) < [2, 0]);
    println!("{:?} {:?}", v.strip_prefix(&v[..14]), [1, 2].as_slice() == &[1, 2][..]);
    println!("{:?}", [1, 2, 3, 4].iter().rev().copied().collect::<Vec<i8>>() == [4, 3, 2, 1]);
    println!("{:?}", b(&mut [5, 6, 7, 8]).get_disjoint_mut([0, 2]).map(|[a, c]| { std::mem::swap(a, c); (*a, *c) }));
}
