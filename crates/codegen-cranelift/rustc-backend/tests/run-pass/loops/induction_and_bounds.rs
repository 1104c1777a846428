//! Loops with odd steps, counters of narrow types that end at their limits, reversed, nested triangles, exits on carries.
use std::hint::black_box as b;
fn main() {
    let mut n = 0u32;
    for i in 0..=b(u8::MAX) { n += u32::from(i); }
    for i in (b(i8::MIN)..=i8::MAX).rev().step_by(3) { n = n.wrapping_mul(3).wrapping_add(i as u32); }
    println!("{n}");
    let mut i = b(250u8);
    let mut c = 0;
    loop { c += 1; match i.checked_add(2) { Some(x) => i = x, None => break } }
    println!("{i} {c}");
    let mut x = b(1u16);
    let mut steps = 0;
    while let (y, false) = x.overflowing_mul(3) { x = y; steps += 1; }
    println!("{x} {steps}");
    let (mut lo, mut hi) = (0usize, b(100usize));
    let mut path = vec![];
    while lo < hi { let mid = lo + (hi - lo) / 2; path.push(mid); if mid * mid < 2000 { lo = mid + 1; } else { hi = mid; } }
    println!("{path:?} {lo}");
    let mut t = 0u64;
    for i in 0..20u64 { for j in i..20 { for k in (j..20).step_by(2) { if (i + j + k) % 5 == 0 { t += i * j + k; } else if i ^ j == k { t ^= k << 3; } } } }
    println!("{t}");
    let mut a = [0i32; 10];
    let mut p = b(9usize);
    loop { a[p] = p as i32 * p as i32 - 20; if p == 0 { break; } p -= 1; }
    println!("{a:?}");
    let mut f = b(0.0f64);
    let mut k = 0;
    while f < 1.0 { f += 0.1; k += 1; }
    println!("{k} {f:?}");
    let mut s = 0i64;
    let mut d = b(1i64 << 40);
    while d != 0 { s += d; d = if d > 0 { -(d >> 1) } else { -(d / 3) }; }
    println!("{s}");
    let v: Vec<u32> = (0..b(50)).collect();
    let mut it = v.iter();
    let mut sum = 0;
    while let Some(x) = it.next() { if x % 7 == 0 { it.nth(2); } else if x % 5 == 0 { it.next_back(); } sum += x; }
    println!("{sum} {:?}", (1..).scan(b(1u128), |a, k| { *a = a.checked_mul(k)?; Some(*a) }).count());
    let mut z = 27u32; let mut trail = 0u32; do_while(|| { z = if z & 1 == 0 { z >> 1 } else { 3 * z + 1 }; trail += 1; z != 1 }); println!("{trail}");
    let (mut q, mut r) = (0u32, b(1000u32)); while r >= 7 { r -= 7; q += 1; } println!("{q} {r}");
}
fn do_while(mut f: impl FnMut() -> bool) { while f() {} }
