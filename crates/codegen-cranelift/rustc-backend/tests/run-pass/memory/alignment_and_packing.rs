//! repr(align) and repr(packed) structs: offsets, reads of unaligned fields, arrays, on stack, heap and in statics.
use std::hint::black_box as b;

#[repr(C, packed)] #[derive(Clone, Copy, Debug, PartialEq, Default)] struct P1 { a: u8, b: u64, c: u16, d: f32, e: u128 }
#[repr(C, packed(2))] #[derive(Clone, Copy, Debug)] struct P2 { a: u8, b: u32, c: u8, d: f64 }
#[repr(align(64))] #[derive(Clone, Copy, Debug)] struct A64(u8);
#[repr(C, align(16))] #[derive(Clone, Copy, Debug)] struct A16 { x: u32, y: A64like }
#[repr(C, align(32))] #[derive(Clone, Copy, Debug)] struct A64like([u8; 3]);
static ALIGNED: A64 = A64(5);
static PACKED: [P1; 3] = [P1 { a: 1, b: 2, c: 3, d: 4.5, e: 5 }; 3];
fn aligned<T>(x: &T) -> bool { (x as *const T).addr() % align_of::<T>() == 0 }
#[inline(never)] fn deep(n: u32, a: A64) -> (u32, bool) { let here = A64(a.0.wrapping_add(n as u8)); if n == 0 { (u32::from(b(&here).0), aligned(&here)) } else { let r = deep(n - 1, here); (r.0 + 1, r.1 && aligned(b(&here))) } }
fn sum(p: &P1) -> u128 { let P1 { a, b, c, d, e } = *p; u128::from(a) + u128::from(b) + u128::from(c) + d as u128 + e }

fn main() {
    println!("{} {} {} {}", size_of::<P1>(), align_of::<P1>(), size_of::<P2>(), align_of::<P2>());
    println!("{} {} {} {}", size_of::<A64>(), align_of::<A64>(), size_of::<A16>(), align_of::<A16>());
    let mut p = b(P1 { a: 1, b: u64::MAX, c: 3, d: -0.5, e: 1 << 100 });
    p.b -= 1;
    p.e += u128::from(p.c);
    println!("{p:?} {} {}", { p.b }, sum(&p));
    let q = &raw mut p.e;
    unsafe { q.write_unaligned(q.read_unaligned() >> 90); }
    println!("{:?} {}", p, p == P1::default());
    let mut arr = b([P2 { a: 1, b: 2, c: 3, d: 4.0 }; 4]);
    for (i, x) in arr.iter_mut().enumerate() { x.b *= i as u32; x.d /= 2.0 + i as f64; }
    println!("{arr:?}");
    println!("{:?} {:?}", deep(b(20), A64(3)), aligned(&ALIGNED));
    let boxed: Vec<Box<A64>> = (0..5).map(|i| Box::new(A64(i))).collect();
    println!("{} {:?}", boxed.iter().all(|x| aligned(&**x)), boxed.iter().map(|x| x.0).sum::<u8>());
    let v = vec![A16 { x: 1, y: A64like([2, 3, 4]) }; 3];
    println!("{} {:?}", v.iter().all(aligned), v[2]);
    println!("{} {:?}", PACKED.iter().map(sum).sum::<u128>(), std::mem::offset_of!(P1, e));
    let o = Some(A64(7));
    println!("{} {}", size_of_val(&o), aligned(b(&o)));
}
