//! Callbacks with user data through void pointers, exported names called by declaration, sorts by C's rules.
use std::ffi::{CStr, CString, c_char, c_int, c_void};
use std::hint::black_box as b;

type Callback = extern "C" fn(*mut c_void, c_int) -> c_int;
#[unsafe(no_mangle)] pub extern "C" fn program_each(n: c_int, f: Option<Callback>, data: *mut c_void) -> c_int { let Some(f) = f else { return -1 }; (0..n).take_while(|i| f(data, *i) == 0).count() as c_int }
#[unsafe(export_name = "program_strlen")] pub unsafe extern "C" fn length(s: *const c_char) -> usize { let mut n = 0; while unsafe { *s.add(n) } != 0 { n += 1; } n }
#[unsafe(no_mangle)] pub static PROGRAM_TABLE: [u16; 4] = [1, 20, 300, 4000];
#[unsafe(no_mangle)] pub static mut PROGRAM_COUNT: u32 = 5;
mod declared {
    use super::*;
    unsafe extern "C" {
        pub fn program_each(n: c_int, f: Option<Callback>, data: *mut c_void) -> c_int;
        pub safe fn program_strlen(s: *const c_char) -> usize;
        #[link_name = "PROGRAM_TABLE"] pub static TABLE: [u16; 4];
        pub static mut PROGRAM_COUNT: u32;
    }
}
extern "C" fn push(data: *mut c_void, i: c_int) -> c_int { let v = unsafe { &mut *data.cast::<Vec<i32>>() }; v.push(i * i); (v.len() > 4) as c_int }
extern "C" fn by_closure<F: FnMut(i32) -> bool>(data: *mut c_void, i: c_int) -> c_int { unsafe { !(*data.cast::<F>())(i) as c_int } }
fn each(n: i32, mut f: impl FnMut(i32) -> bool) -> i32 { fn of<F: FnMut(i32) -> bool>(_: &F) -> Callback { by_closure::<F> } let c = of(&f); unsafe { declared::program_each(n, Some(c), (&raw mut f).cast()) } }
unsafe fn qsort<T>(v: &mut [T], cmp: unsafe extern "C" fn(*const c_void, *const c_void) -> c_int) { for i in 1..v.len() { let mut j = i; while j > 0 && unsafe { cmp((&raw const v[j - 1]).cast(), (&raw const v[j]).cast()) } > 0 { v.swap(j - 1, j); j -= 1; } } }
unsafe extern "C" fn backwards(x: *const c_void, y: *const c_void) -> c_int { unsafe { y.cast::<i64>().read().cmp(&x.cast::<i64>().read()) as c_int } }

fn main() {
    let mut v: Vec<i32> = vec![];
    println!("{} {v:?}", unsafe { declared::program_each(b(10), Some(push), (&raw mut v).cast()) });
    println!("{}", unsafe { declared::program_each(3, b(None), std::ptr::null_mut()) });
    let mut sum = 0;
    println!("{} {sum}", each(b(8), |i| { sum += i; sum < 12 }));
    println!("{}", sum);
    let s = CString::new("exported").unwrap();
    println!("{} {}", declared::program_strlen(s.as_ptr()), unsafe { length(c"four".as_ptr()) });
    unsafe { declared::PROGRAM_COUNT += 3; PROGRAM_COUNT *= 10; println!("{:?} {}", declared::TABLE.iter().sum::<u16>(), { declared::PROGRAM_COUNT }); }
    let mut w = [3i64, -1, i64::MAX, 0];
    unsafe { qsort(&mut w, backwards) };
    println!("{w:?}");
    let owned = s.into_raw();
    unsafe { *owned.add(2) = b'P' as c_char; println!("{:?}", CStr::from_ptr(owned)); drop(CString::from_raw(owned)); }
}
