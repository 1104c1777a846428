//! One generic function over values of many sizes and alignments: copies, swaps and moves.
use std::fmt::Debug;
use std::hint::black_box as b;

#[derive(Clone, Copy, PartialEq, Debug, Default)]
#[repr(C, packed)]
struct Packed { a: u8, c: u32, d: u16 }
#[derive(Clone, Copy, PartialEq, Debug, Default)]
#[repr(align(16))]
struct Al(u8);

#[inline(never)]
fn rotate<T>(a: T, c: T, d: T) -> (T, T, T) { (c, d, a) }
#[inline(never)]
fn swap<T>(a: &mut T, c: &mut T) { std::mem::swap(a, c); }
#[inline(never)]
fn wrap<T>(x: T, n: u8) -> Option<(u8, T, Option<T>)> { (n > 0).then_some((n, x, None)) }
#[inline(never)]
fn in_array<T: Copy, const N: usize>(x: T) -> [T; N] { [x; N] }
fn all<T: Copy + PartialEq + Debug>(x: T, y: T, z: T) {
    let (mut p, mut q, r) = rotate(b(x), b(y), b(z));
    swap(&mut p, &mut q);
    println!("{p:?} {q:?} {r:?} {}", p == z);
    println!("{:?} {:?}", wrap(x, b(1)), wrap(y, b(0)));
    let a: [T; 3] = in_array(b(y));
    let v: Vec<T> = a.iter().copied().chain([x, z]).rev().collect();
    println!("{v:?} {}", a.contains(&y));
}

fn main() {
    all((), (), ());
    all(true, false, true);
    all(1u8, 2, 3);
    all(-1i16, 2, i16::MIN);
    all([1u8, 2, 3], [4, 5, 6], [7, 8, 9]);
    all('a', '🦀', 'c');
    all(1.5f32, -0.0, 3.0);
    all(u64::MAX, 2, 3);
    all(1.5f64, -2.0, 1e300);
    all((1u8, 2u16), (3, 4), (5, 6));
    all((1u32, 2u64), (3, 4), (5, 6));
    all(u128::MAX, 2, 3);
    all("x", "yy", "zzz");
    all(Packed { a: 1, c: 2, d: 3 }, Packed::default(), Packed { a: 4, c: 5, d: 6 });
    all(Al(1), Al(2), Al(3));
    all(Some(1u8), None, Some(3));
    all([[1.0f32; 3]; 3], [[2.0; 3]; 3], [[3.0; 3]; 3]);
    all((Al(1), 2u8, "s"), (Al(3), 4, "t"), (Al(5), 6, "u"));
}
