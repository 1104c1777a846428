//! Memory: unions, transmutes, packed and aligned types, raw pointers, unsized values, copies of all sizes, zero-sized types.
use std::mem::*;
use std::alloc::{Layout, alloc, dealloc, realloc};

#[repr(C)] union U { f: f32, u: u32, b: [u8; 4] }
#[repr(packed)] #[derive(Clone, Copy)] struct Packed { a: u8, b: u32, c: u16, d: u64 }
#[repr(align(64))] #[derive(Debug, Clone, Copy)] struct Aligned(u8);
#[derive(Debug, Clone, Copy, PartialEq)] struct S5([u8; 5]);
#[derive(Debug, Clone, PartialEq)] struct Big { a: [u32; 33], b: String }
#[derive(Debug, Clone, Copy, Default, PartialEq)] struct Zst;
struct Tail<T: ?Sized> { len: u8, data: T }

fn sizes<const N: usize>() -> bool where [u8; N]: Sized {
    let a: [u8; N] = std::array::from_fn(|i| i as u8 ^ 0x5a);
    let mut b = [0u8; N]; b.copy_from_slice(&a);
    let c = b; let d = Box::new(c); let e = *d;
    e == a && e.iter().enumerate().all(|(i, x)| *x == i as u8 ^ 0x5a)
}
#[inline(never)] fn overlap(v: &mut [u32]) { v.copy_within(0..6, 2); }
#[inline(never)] fn swap_big(a: &mut Big, b: &mut Big) { swap(a, b); }

fn main() {
    let u = U { f: 1.0 }; unsafe { println!("{:x} {:?}", u.u, u.b); }
    let p = Packed { a: 1, b: 2, c: 3, d: 4 }; println!("{} {} {} {} {}", size_of::<Packed>(), { p.a }, { p.b }, { p.c }, { p.d });
    let a = [Aligned(1), Aligned(2)]; println!("{} {} {:?}", align_of::<Aligned>(), (&raw const a[1]).addr() % 64, a);
    println!("{}", unsafe { transmute::<[u8; 4], u32>([1, 2, 3, 4]) });
    println!("{:?}", unsafe { transmute::<u64, [u16; 4]>(0x0004_0003_0002_0001) });
    println!("{:?} {:?}", unsafe { transmute::<f64, (u32, u32)>(1.0).1 }, f32::from_bits(0x40490fdb));
    println!("{} {} {} {} {} {} {}", sizes::<0>(), sizes::<1>(), sizes::<3>(), sizes::<7>(), sizes::<31>(), sizes::<65>(), sizes::<300>());
    let mut v = [1, 2, 3, 4, 5, 6, 7, 8, 9]; overlap(&mut v); println!("{v:?}");
    let (mut x, mut y) = (Big { a: [1; 33], b: "x".into() }, Big { a: [2; 33], b: "y".into() });
    swap_big(&mut x, &mut y); println!("{} {} {}", x.a[32], y.b, x == y);
    let s = S5([1, 2, 3, 4, 5]); let t = replace(&mut { s }, S5([0; 5])); println!("{t:?} {}", s == t);
    let z = [Zst; 5]; println!("{} {:?} {}", size_of_val(&z), z.first(), vec![Zst; 3].len());
    let t: &Tail<[u16]> = &Tail { len: 3, data: [7u16, 8, 9] }; println!("{} {:?} {}", t.len, &t.data, size_of_val(t));
    let d: &Tail<dyn std::fmt::Debug> = &Tail { len: 1, data: 5u64 }; println!("{} {:?} {} {}", d.len, &d.data, size_of_val(d), align_of_val(d));
    unsafe {
        let l = Layout::array::<u32>(4).unwrap(); let mut q = alloc(l) as *mut u32;
        for i in 0..4 { q.add(i).write(i as u32 * 10); }
        q = realloc(q.cast(), l, 32).cast(); q.add(7).write_unaligned(77);
        println!("{} {}", q.add(3).read(), q.add(7).read_volatile()); dealloc(q.cast(), Layout::array::<u32>(8).unwrap());
        let bytes = [0u8, 1, 2, 3, 4, 5, 6, 7, 8]; println!("{:x}", (bytes.as_ptr().add(1) as *const u64).read_unaligned());
        let mut m = MaybeUninit::<[u64; 3]>::uninit(); m.as_mut_ptr().cast::<u64>().write_bytes(0xff, 3); println!("{:?}", m.assume_init());
    }
    let b: Box<[i32]> = (0..5).collect(); let r: std::rc::Rc<str> = "shared".into(); println!("{b:?} {r} {}", size_of_val(&*r));
    let mut arr2 = [[0u8; 4]; 3]; arr2[1][2] = 5; let flat: [u8; 12] = unsafe { transmute(arr2) }; println!("{flat:?}");
    if let [first, .., last] = &v[..] { println!("{first} {last}"); }
    if let [a, b, rest @ ..] = &v[..] { println!("{a} {b} {}", rest.len()); }
    println!("{:?}", [1u8; 1000].iter().map(|&x| x as u32).sum::<u32>());
    println!("{:?} {}", [Some(3u16); 7], [(1u8, 2u32); 9].len());
}
