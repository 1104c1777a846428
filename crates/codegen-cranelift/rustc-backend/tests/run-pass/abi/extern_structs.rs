//! extern "C" functions with structs of every size and mix, by value, as results and through pointers to functions.
use std::hint::black_box as b;

macro_rules! pass { ($($name:ident $f:ident { $($x:ident: $t:ty = $v:expr),* };)*) => { $(
    #[repr(C)] #[derive(Debug, Clone, Copy, PartialEq)] struct $name { $($x: $t),* }
    #[inline(never)] extern "C" fn $f(before: u8, s: $name, after: i64) -> $name { assert_eq!((before, after), (7, -9)); let mut r = s; $(r.$x = s.$x;)* r }
)* fn all() { $({ let s = $name { $($x: $v),* }; let g: extern "C" fn(u8, $name, i64) -> $name = b($f); println!("{:?} {}", $f(7, b(s), -9), g(7, s, -9) == s); })* } } }
pass! {
    Byte byte { a: u8 = 200 }; Float float { a: f32 = -0.5 }; Long long { a: i64 = i64::MIN }; Double double { a: f64 = 1e300 };
    Two two { a: u8 = 1, c: u8 = 2 }; Mixed mixed { a: u8 = 1, c: f64 = 2.5, d: u16 = 3 }; Floats floats { a: f32 = 1.0, c: f32 = 2.0 }; Wide wide { a: u64 = 1, c: u64 = 2, d: u64 = 3 };
    Arr arr { a: [u16; 5] = [1, 2, 3, 4, 5] }; Nested nested { a: Two = Two { a: 8, c: 9 }, c: Byte = Byte { a: 1 } }; Ptr ptr { a: &'static str = "s", c: Option<&'static u8> = None };
    Flag flag { a: bool = true }; Ch ch { a: char = 'é' }; One one { a: [f64; 1] = [3.5] }; Deep deep { a: Nested = Nested { a: Two { a: 1, c: 2 }, c: Byte { a: 3 } } }; Single single { a: Long = Long { a: 5 } };
}
#[repr(C)] #[derive(Clone, Copy)] union U { i: i32, f: f32 }
#[repr(transparent)] #[derive(Clone, Copy)] struct T(f64);
#[repr(C)] #[derive(Clone, Copy)] struct Zst;
extern "C" fn unions(u: U, t: T, z: Zst, x: u128, y: i128) -> U { let _ = z; U { i: unsafe { u.i } + t.0 as i32 + (x >> 100) as i32 + y as i32 } }
extern "C" fn narrow(a: i8, c: u8, d: i16, e: u16, f: bool) -> i32 { i32::from(a) + i32::from(c) + i32::from(d) + i32::from(e) + i32::from(f) }
extern "C" fn small(x: i32) -> i8 { x as i8 }
extern "C" fn bool_of(x: u32) -> bool { x & 4 != 0 }
extern "C" fn many(a: u8, c: f32, d: i64, e: f64, f: u16, g: i32, h: u64, i: f32, j: u8, k: i8) -> f64 { f64::from(a) + f64::from(c) + d as f64 + e + f64::from(f) + f64::from(g) + h as f64 + f64::from(i) + f64::from(j) + f64::from(k) }

fn main() {
    all();
    println!("{}", unsafe { unions(b(U { i: 1 }), T(b(2.9)), Zst, b(5 << 100), b(-3)).i });
    println!("{} {} {} {}", narrow(b(-128), b(255), b(-32768), b(65535), b(true)), small(b(200)), bool_of(b(6)), bool_of(b(3)));
    println!("{}", many(1, 2.5, -3, 4.25, 5, -6, 7, 8.5, 9, b(-10)));
}
