//! C's ABI: structs by value, callbacks through libc, variadic calls, narrow integers.
use std::ffi::{CStr, CString, c_char, c_int, c_void};

unsafe extern "C" {
    fn qsort(base: *mut c_void, n: usize, size: usize, cmp: extern "C" fn(*const c_void, *const c_void) -> c_int);
    fn snprintf(buf: *mut c_char, n: usize, fmt: *const c_char, ...) -> c_int;
    fn strlen(s: *const c_char) -> usize;
    fn abs(n: c_int) -> c_int;
    fn atof(s: *const c_char) -> f64;
    fn bsearch(key: *const c_void, base: *const c_void, n: usize, size: usize, cmp: extern "C" fn(*const c_void, *const c_void) -> c_int) -> *mut c_void;
}

#[repr(C)] #[derive(Debug, Clone, Copy, PartialEq)] struct One { x: f32 }
#[repr(C)] #[derive(Debug, Clone, Copy, PartialEq)] struct Two { a: i32, b: i64 }
#[repr(C)] #[derive(Debug, Clone, Copy)] struct Nested { one: One }
#[repr(C)] #[derive(Debug, Clone, Copy, PartialEq)] struct Tiny { a: u8, b: u8, c: u8 }
#[repr(transparent)] #[derive(Debug, Clone, Copy)] struct Wrap(u64);

#[inline(never)] extern "C" fn one(s: One, n: i8) -> One { One { x: s.x * n as f32 } }
#[inline(never)] extern "C" fn two(mut s: Two, k: u16) -> Two { s.a += k as i32; s.b -= 1; s }
#[inline(never)] extern "C" fn nested(s: Nested, t: Tiny) -> Nested { Nested { one: One { x: s.one.x + t.c as f32 } } }
#[inline(never)] extern "C" fn tiny(t: Tiny) -> Tiny { Tiny { a: t.c, b: t.b, c: t.a } }
#[inline(never)] extern "C" fn wrap(w: Wrap, x: bool) -> Wrap { Wrap(w.0 + x as u64) }
#[inline(never)] extern "C" fn big(x: u128, y: i128) -> u128 { x.wrapping_mul(y as u128) }
#[inline(never)] extern "C" fn narrow(a: i8, b: u8, c: i16, d: u16) -> i16 { a as i16 + b as i16 + c + d as i16 }
extern "C" fn compare(a: *const c_void, b: *const c_void) -> c_int { unsafe { (*(a as *const i32)).cmp(&*(b as *const i32)) as c_int } }

// The Rust ABI with aggregates of three bytes, pairs and wide values.
#[inline(never)] fn three(a: [u8; 3], (x, y): (bool, u8)) -> [u8; 3] { [a[2] + y, a[1], a[0] + x as u8] }
#[inline(never)] fn pairs(a: (u8, i32), b: Option<u32>) -> (i16, bool) { (a.0 as i16 + a.1 as i16, b == Some(4)) }
#[inline(never)] fn wide(a: u128, b: (u64, u128), c: &mut i128) -> (u128, u8) { *c -= 1; (a + b.1 + b.0 as u128, 9) }
#[inline(never)] fn mixed(a: f32, b: u8, c: f64, d: i64, e: [u16; 2], f: &str, g: char) -> String { format!("{a} {b} {c} {d} {e:?} {f} {g}") }

fn main() {
    let f: extern "C" fn(One, i8) -> One = one;
    println!("{:?} {:?}", f(One { x: 1.5 }, -2), two(Two { a: 1, b: 2 }, 65535));
    println!("{:?} {:?} {:?}", nested(Nested { one: One { x: 1.0 } }, Tiny { a: 1, b: 2, c: 3 }), tiny(Tiny { a: 1, b: 2, c: 3 }), wrap(Wrap(1 << 40), true));
    println!("{} {}", big(1 << 70, -3), narrow(-128, 255, -300, 7));
    let mut v = [5, -3, 9, 0, 2];
    unsafe {
        qsort(v.as_mut_ptr().cast(), v.len(), 4, compare);
        println!("{v:?} {}", abs(-7));
        let key = 9; let p = bsearch((&raw const key).cast(), v.as_ptr().cast(), 5, 4, compare) as *const i32;
        println!("{}", p.offset_from(v.as_ptr()));
        let mut buf = [0 as c_char; 64];
        let text = CString::new("text").unwrap();
        let n = snprintf(buf.as_mut_ptr(), 64, c"%d|%s|%.3f|%lld|%c|%u".as_ptr(), -5 as c_int, text.as_ptr(), 2.5f64, 1i64 << 40, b'x' as c_int, u32::MAX);
        println!("{n} {:?} {}", CStr::from_ptr(buf.as_ptr()), strlen(buf.as_ptr()));
        let n = snprintf(buf.as_mut_ptr(), 64, c"none".as_ptr()); println!("{n}");
        println!("{}", atof(c"2.75".as_ptr()));
    }
    println!("{:?} {:?}", three([1, 2, 3], (true, 10)), pairs((3, 4), Some(4)));
    let mut c = 5; println!("{:?} {c}", wide(1 << 100, (7, 1 << 64), &mut c)); println!("{c}");
    println!("{}", mixed(1.5, 2, 3.25, -4, [5, 6], "seven", '8'));
    let g: fn([u8; 3], (bool, u8)) -> [u8; 3] = three; println!("{:?}", g([9, 8, 7], (false, 1)));
}
