//! ManuallyDrop, forget, leak, into_raw and drop_in_place: what is dropped, how often.
use std::cell::Cell;
use std::hint::black_box as b;
use std::mem::{ManuallyDrop, forget, needs_drop};
use std::rc::Rc;

struct D<'a>(u8, &'a Cell<u32>);
impl Drop for D<'_> { fn drop(&mut self) { self.1.set(self.1.get() * 10 + u32::from(self.0)); } }
struct Guard<'a> { d: ManuallyDrop<D<'a>>, keep: bool }
impl Drop for Guard<'_> { fn drop(&mut self) { if !self.keep { unsafe { ManuallyDrop::drop(&mut self.d) } } } }
impl<'a> Guard<'a> { fn into_inner(mut self) -> D<'a> { let d = unsafe { ManuallyDrop::take(&mut self.d) }; forget(self); d } }
struct Slot<T>(Option<T>);
impl<T> Slot<T> { fn guard(&mut self, x: T) -> impl Drop + '_ { struct G<'s, T>(&'s mut Option<T>); impl<T> Drop for G<'_, T> { fn drop(&mut self) { *self.0 = None; } } self.0 = Some(x); G(&mut self.0) } }

fn main() {
    let log = Cell::new(0);
    forget(D(1, &log));
    let m = ManuallyDrop::new(D(2, &log));
    println!("{} {}", log.take(), m.0);
    let mut m = m;
    unsafe { ManuallyDrop::drop(&mut m); }
    println!("{}", log.take());
    for keep in [false, true] { drop(Guard { d: ManuallyDrop::new(D(3, &log)), keep: b(keep) }); println!("{}", log.take()); }
    let d = Guard { d: ManuallyDrop::new(D(4, &log)), keep: false }.into_inner();
    println!("{}", log.take());
    drop(d);
    println!("{}", log.take());
    let raw = Box::into_raw(Box::new(D(5, &log)));
    println!("{}", log.take());
    unsafe { drop(Box::from_raw(raw)); }
    println!("{}", log.take());
    let leaked: &mut [u8] = Box::leak(Box::new([1, 2, 3]));
    leaked[1] = 9;
    println!("{leaked:?} {}", log.take());
    let mut arr = ManuallyDrop::new([D(6, &log), D(7, &log), D(8, &log)]);
    unsafe { std::ptr::drop_in_place(&mut arr[1..]); }
    println!("{}", log.take());
    let rc = Rc::into_raw(Rc::new(D(9, &log)));
    let two = unsafe { Rc::increment_strong_count(rc); Rc::from_raw(rc) };
    println!("{} {}", Rc::strong_count(&two), log.take());
    drop(two);
    unsafe { drop(Rc::from_raw(rc)); }
    println!("{}", log.take());
    let mut s = Slot(None);
    { let _g = s.guard(D(1, &log)); println!("{}", log.take()); }
    println!("{} {}", log.take(), s.0.is_none());
    println!("{} {} {} {}", needs_drop::<D>(), needs_drop::<ManuallyDrop<D>>(), needs_drop::<[String; 2]>(), needs_drop::<&String>());
    let v = ManuallyDrop::new(vec![D(2, &log), D(3, &log)]);
    let v2 = unsafe { Vec::from_raw_parts(v.as_ptr().cast_mut(), v.len(), v.capacity()) };
    drop(v2);
    println!("{}", log.take());
}
