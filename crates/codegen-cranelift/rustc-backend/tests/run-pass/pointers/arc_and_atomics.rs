//! Arc, atomics of all widths, compare-and-swap loops, fences, spin locks and atomic bits, on one thread.
use std::cell::UnsafeCell;
use std::hint::black_box as b;
use std::sync::atomic::*;
use std::sync::{Arc, Weak};
use Ordering::*;

struct Spin<T> { locked: AtomicBool, v: UnsafeCell<T> }
struct Held<'a, T>(&'a Spin<T>);
impl<T> Spin<T> { fn try_lock(&self) -> Option<Held<'_, T>> { self.locked.compare_exchange(false, true, Acquire, Relaxed).ok().map(|_| Held(self)) } }
impl<T> Drop for Held<'_, T> { fn drop(&mut self) { self.0.locked.store(false, Release); } }
impl<T> Held<'_, T> { fn get(&mut self) -> &mut T { unsafe { &mut *self.0.v.get() } } }
macro_rules! ops { ($($a:ident $t:ty;)*) => { $({
    let x = $a::new(b(<$t>::MAX - 2));
    let r = (x.fetch_add(5, SeqCst), x.fetch_sub(1, AcqRel), x.fetch_and(0x6b, Relaxed), x.fetch_or(0x10, Release), x.fetch_xor(0x7f, Acquire), x.fetch_nand(0x3, SeqCst));
    println!("{r:?} {}", x.load(Acquire));
    println!("{:?} {:?} {:?} {:?}", x.swap(9, SeqCst), x.fetch_max(50, Relaxed), x.fetch_min(20, Relaxed), x.compare_exchange(20, 21, SeqCst, Relaxed));
    println!("{:?} {:?} {:?}", x.compare_exchange(20, 22, AcqRel, Acquire), x.fetch_update(SeqCst, SeqCst, |v| v.checked_mul(2)), x.into_inner());
})* } }

fn main() {
    ops! { AtomicU8 u8; AtomicI8 i8; AtomicU16 u16; AtomicI16 i16; AtomicU32 u32; AtomicI32 i32; AtomicU64 u64; AtomicI64 i64; }
    let s = Spin { locked: AtomicBool::new(false), v: UnsafeCell::new(vec![1]) };
    { let mut g = s.try_lock().unwrap(); g.get().push(2); println!("{:?} {:?}", s.try_lock().is_none(), g.get()); }
    println!("{:?}", s.try_lock().map(|mut g| g.get().len()));
    let (mut five, mut six) = (5, 6);
    let (f, p) = (AtomicBool::new(true), AtomicPtr::new(&mut five));
    println!("{} {} {} {}", f.fetch_and(false, SeqCst), f.fetch_or(true, SeqCst), f.fetch_nand(true, SeqCst), f.fetch_not(SeqCst));
    println!("{} {}", unsafe { *p.load(SeqCst) }, unsafe { *p.swap(&mut six, SeqCst) });
    fence(SeqCst);
    compiler_fence(AcqRel);
    let a = Arc::new(AtomicUsize::new(1));
    let w: Vec<Weak<_>> = (0..3).map(|_| Arc::downgrade(&a)).collect();
    for x in &w { if let Some(x) = x.upgrade() { x.fetch_add(Arc::strong_count(&x), SeqCst); } }
    println!("{a:?} {} {}", Arc::weak_count(&a), Arc::strong_count(&a));
    println!("{:?} {}", Arc::into_inner(a).map(|x| x.into_inner()), w[0].upgrade().is_none());
    let mut m = Arc::new([1u8; 4]);
    Arc::make_mut(&mut m)[2] = 9;
    let n = m.clone();
    Arc::make_mut(&mut m)[0] = 7;
    println!("{m:?} {n:?} {}", Arc::ptr_eq(&m, &n));
    let mut x = AtomicU32::new(3);
    *x.get_mut() += 4;
    println!("{x:?} {}", x.fetch_add(u32::MAX, SeqCst).wrapping_add(x.load(SeqCst)));
}
