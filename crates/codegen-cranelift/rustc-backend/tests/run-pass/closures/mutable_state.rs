//! FnMut passed by reference, through generics, re-borrowed, and called inside of itself's callee.
use std::hint::black_box as b;

fn twice<F: FnMut()>(mut f: F) { f(); f(); }
fn nested(f: &mut dyn FnMut(i32) -> i32, n: i32) -> i32 { if n == 0 { f(0) } else { let x = f(n); x + nested(f, n - 1) } }
fn generic<F>(f: &mut F, n: u32) where F: FnMut(u32) { for i in 0..n { f(i); twice(|| f(100 + i)); } }
fn retain<T>(v: &mut Vec<T>, mut keep: impl FnMut(usize, &mut T) -> bool) { let mut i = 0; v.retain_mut(|x| { let k = keep(i, x); i += 1; k }); }
fn sort_count(v: &mut [i32]) -> usize { let mut n = 0; v.sort_by(|a, c| { n += 1; c.cmp(a) }); n }

fn main() {
    let mut hits = 0u8;
    twice(|| hits += 1);
    twice(&mut || hits *= 3);
    println!("{hits}");
    let mut history = vec![];
    println!("{}", nested(&mut |x| { history.push(x); history.iter().sum::<i32>() }, b(5)));
    println!("{history:?}");
    let (mut sum, mut max) = (0, 0);
    generic(&mut |x| { sum += x; max = max.max(x); }, 4);
    println!("{sum} {max}");
    let mut v: Vec<u32> = (0..12).collect();
    let mut dropped = vec![];
    retain(&mut v, |i, x| { *x += i as u32; let k = *x % 3 != 0; if !k { dropped.push(*x); } k });
    println!("{v:?} {dropped:?}");
    let mut w = [3, 1, 2];
    println!("{} {w:?}", sort_count(&mut w) > 1);
    let mut state = (1u64, 1u64);
    let mut step = || { state = (state.1, state.0 + state.1); state.0 };
    let firsts: Vec<u64> = std::iter::repeat_with(&mut step).take(10).collect();
    println!("{firsts:?} {}", step());
    let mut grid = [[0u8; 4]; 3];
    let mut set = |r: usize, c: usize| { let old = grid[r][c]; grid[r][c] = old + (r * 4 + c) as u8; old };
    println!("{} {} {}", set(2, 3), set(2, 3), set(0, 1));
    println!("{grid:?}");
}
