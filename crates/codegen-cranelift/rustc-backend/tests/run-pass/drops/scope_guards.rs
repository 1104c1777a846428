//! Guards that undo, flush, unlock and count, on every way out of a function.
use std::cell::RefCell;
use std::hint::black_box as b;
use std::ops::{Deref, DerefMut};

struct Defer<F: FnOnce()>(Option<F>);
impl<F: FnOnce()> Drop for Defer<F> { fn drop(&mut self) { if let Some(f) = self.0.take() { f(); } } }
fn defer<F: FnOnce()>(f: F) -> Defer<F> { Defer(Some(f)) }
struct Tx<'a> { db: &'a RefCell<Vec<i32>>, saved: Vec<i32>, done: bool }
impl<'a> Tx<'a> { fn begin(db: &'a RefCell<Vec<i32>>) -> Self { Tx { saved: db.borrow().clone(), db, done: false } } fn commit(mut self) { self.done = true; } }
impl Drop for Tx<'_> { fn drop(&mut self) { if !self.done { *self.db.borrow_mut() = std::mem::take(&mut self.saved); println!("rollback"); } } }
impl Deref for Tx<'_> { type Target = RefCell<Vec<i32>>; fn deref(&self) -> &Self::Target { self.db } }
struct Temporarily<'a, T: Copy> { place: &'a mut T, old: T }
impl<T: Copy> Drop for Temporarily<'_, T> { fn drop(&mut self) { *self.place = self.old; } }
impl<T: Copy> Deref for Temporarily<'_, T> { type Target = T; fn deref(&self) -> &T { self.place } }
impl<T: Copy> DerefMut for Temporarily<'_, T> { fn deref_mut(&mut self) -> &mut T { self.place } }
fn with<T: Copy>(place: &mut T, x: T) -> Temporarily<'_, T> { let old = std::mem::replace(place, x); Temporarily { place, old } }
fn work(db: &RefCell<Vec<i32>>, n: i32) -> Result<i32, String> {
    let tx = Tx::begin(db);
    let _d = defer(|| println!("leaving {n}"));
    tx.borrow_mut().push(n);
    if n % 3 == 0 { return Err(format!("bad {n}")); }
    let sum = tx.borrow().iter().try_fold(0i8, |a, x| a.checked_add(*x as i8)).ok_or("overflow")?;
    tx.commit();
    Ok(sum.into())
}
fn nested(n: u32) -> u32 { let _d = defer(move || print!("<{n} ")); if n == 0 { 0 } else { let r = 'out: { if n == 2 { break 'out 10; } let _e = defer(move || print!("e{n} ")); nested(n - 1) }; r + 1 } }

fn main() {
    let db = RefCell::new(vec![]);
    for n in [1, 3, 100, 50, 20] { println!("{:?} {:?}", work(&db, b(n)), db.borrow()); }
    println!("{}", nested(b(4)));
    let mut level = 1;
    { let mut l = with(&mut level, 5); *l += 1; println!("{}", *l); { let inner = with(&mut *l, 100); println!("{}", *inner); } println!("{}", *l); }
    println!("{level}");
    let mut d = defer(|| println!("never"));
    d.0 = None;
    let out = RefCell::new(String::new());
    for i in 0..4 { let _d = defer(|| out.borrow_mut().push('.')); if i == 1 { continue; } if i == 3 { break; } out.borrow_mut().push_str(&i.to_string()); }
    println!("{}", out.borrow());
}
