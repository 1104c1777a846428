//! Reads after writes through other paths: slices split, cells, raw pointers, fields and loops that overlap.
use std::cell::Cell;
use std::hint::black_box as b;
#[inline(never)] fn cells(a: &Cell<i32>, c: &Cell<i32>) -> i32 { let x = a.get(); c.set(x + 10); let y = a.get(); a.set(y * 2); x + y + c.get() }
#[inline(never)] unsafe fn raw(p: *mut u32, q: *mut u32, n: usize) { for i in 0..n { unsafe { *p.add(i) = *q.add(i) + *p.add(i / 2); } } }
#[inline(never)] unsafe fn bytes(p: *mut u32) -> [u8; 4] { unsafe { let q = p.cast::<u8>(); let before = *p; *q.add(1) = 0xee; let after = *p; *p = after.wrapping_add(before); [*q, *q.add(1), *q.add(2), *q.add(3)] } }
struct S { a: u16, v: [u16; 4], b: u16 }
#[inline(never)] fn fields(s: &mut S, i: usize) -> u16 { let S { a, v, b } = s; *a += 1; v[i] = *a + *b; *b = v[3] + v[i]; s.a + s.v[i] + s.b }
#[inline(never)] fn by_index(v: &mut [u64], i: usize, j: usize) -> u64 { let x = v[i]; v[j] = x + 1; let y = v[i]; v[i] = y * 2; v[j] }
#[inline(never)] fn sum_into(v: &mut [i32]) { for i in 0..v.len() { let s: i32 = v[..i].iter().sum(); v[i] += s; } }
static mut G: i32 = 1;
#[inline(never)] fn global(p: *mut i32) -> i32 { unsafe { G = 5; *p += 1; let x = G; G = x * 2; x + *p } }
#[inline(never)] fn escape(f: &mut dyn FnMut(&mut i32)) -> i32 { let mut x = 1; f(&mut x); let y = x; f(&mut x); y * 100 + x }
fn main() {
    let (x, y) = (Cell::new(1), Cell::new(2));
    println!("{} {}", cells(b(&x), b(&y)), cells(b(&x), b(&x)));
    let mut v = [1u32, 2, 3, 4, 5, 6];
    unsafe { let p = v.as_mut_ptr(); raw(p.add(1), p, 5); println!("{v:?}"); let p = v.as_mut_ptr(); raw(b(p), b(p.add(2)), 4); println!("{v:?}"); }
    let mut w = b(0x0102_0304);
    println!("{:x?} {w:x}", unsafe { bytes(&mut w) });
    let mut s = S { a: 1, v: [10, 20, 30, 40], b: 5 };
    println!("{} {} {:?}", fields(&mut s, b(1)), fields(&mut s, b(3)), s.v);
    let mut u = [7, 8, 9];
    println!("{} {} {u:?}", by_index(b(&mut u), 0, 1), 0);
    println!("{} {u:?}", by_index(b(&mut u), 2, 2));
    println!("{u:?}");
    let mut t = [1; 8];
    sum_into(b(&mut t));
    println!("{t:?} {} {}", global(&raw mut G), global(&mut 50));
    let mut last = 0;
    println!("{} {last}", escape(&mut |p| { *p += 3; }));
    println!("{}", escape(&mut |p| { last = *p; *p *= 7; }));
    println!("{last}");
}
