//! alloc, realloc and dealloc by layouts, and a bump allocator with typed views.
use std::alloc::{Layout, alloc, alloc_zeroed, dealloc, realloc};
use std::cell::{Cell, UnsafeCell};
use std::hint::black_box as b;

struct Arena { mem: UnsafeCell<[u64; 64]>, at: Cell<usize> }
impl Arena {
    fn new() -> Self { Arena { mem: UnsafeCell::new([0; 64]), at: Cell::new(0) } }
    #[allow(clippy::mut_from_ref)]
    fn alloc<T: Copy>(&self, x: T) -> Option<&mut T> {
        let start = self.at.get().next_multiple_of(align_of::<T>());
        if align_of::<T>() > 8 || start + size_of::<T>() > 512 { return None; }
        self.at.set(start + size_of::<T>());
        unsafe { let p = self.mem.get().cast::<u8>().add(start).cast::<T>(); p.write(x); Some(&mut *p) }
    }
}
struct RawVec<T> { ptr: *mut T, cap: usize, len: usize }
impl<T> RawVec<T> {
    fn new() -> Self { RawVec { ptr: std::ptr::null_mut(), cap: 0, len: 0 } }
    fn push(&mut self, x: T) { unsafe {
        if self.len == self.cap {
            let cap = if self.cap == 0 { 1 } else { self.cap * 2 };
            let old = Layout::array::<T>(self.cap).unwrap();
            let size = Layout::array::<T>(cap).unwrap().size();
            self.ptr = if self.cap == 0 { alloc(Layout::array::<T>(cap).unwrap()) } else { realloc(self.ptr.cast(), old, size) }.cast();
            self.cap = cap;
        }
        self.ptr.add(self.len).write(x);
        self.len += 1;
    } }
}
impl<T> std::ops::Deref for RawVec<T> { type Target = [T]; fn deref(&self) -> &[T] { if self.cap == 0 { &[] } else { unsafe { std::slice::from_raw_parts(self.ptr, self.len) } } } }
impl<T> Drop for RawVec<T> { fn drop(&mut self) { unsafe { if self.cap > 0 { std::ptr::slice_from_raw_parts_mut(self.ptr, self.len).drop_in_place(); dealloc(self.ptr.cast(), Layout::array::<T>(self.cap).unwrap()); } } } }

fn main() {
    let a = Arena::new();
    let (x, y, z) = (a.alloc(1u8).unwrap(), a.alloc(2u64).unwrap(), a.alloc([3u16; 5]).unwrap());
    *x += 1; *y *= 100; z[4] = u16::MAX;
    println!("{x} {y} {z:?} {} {}", a.at.get(), a.alloc([0u8; 600]).is_none());
    let mut n = 0;
    while a.alloc(b((n, 1.5f32))).is_some() { n += 1; }
    println!("{n} {}", a.at.get());
    let mut v = RawVec::new();
    for i in 0..20 { v.push(format!("s{i}")); }
    println!("{} {} {:?} {}", v.len(), v.cap, &v[17..], v.concat().len());
    let mut w = RawVec::<(u8, u128)>::new();
    for i in 0..9 { w.push((i, 1 << (i * 13))); }
    println!("{}", w.iter().map(|x| x.1).sum::<u128>());
    unsafe {
        for (size, align) in [(1, 1), (24, 8), (100, 64), (4096, 4096)] { let l = Layout::from_size_align(size, b(align)).unwrap(); let p = alloc_zeroed(l); println!("{} {}", p.addr() % align, std::slice::from_raw_parts(p, size).iter().all(|x| *x == 0)); dealloc(p, l); }
    }
    let l = Layout::new::<(u8, u32)>().extend(Layout::new::<u64>()).unwrap();
    println!("{} {} {} {:?}", l.0.size(), l.0.align(), l.1, Layout::from_size_align(8, 3).is_err());
}
