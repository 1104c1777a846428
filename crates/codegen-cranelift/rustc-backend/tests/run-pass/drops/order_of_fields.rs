//! Order: locals in reverse, fields in order, elements in order, captured variables, arguments, nested objects.
use std::collections::{BTreeMap, VecDeque};
use std::hint::black_box as b;
use std::rc::Rc;

#[derive(Debug, PartialEq, Eq, PartialOrd, Ord, Clone)] struct D(u8);
impl Drop for D { fn drop(&mut self) { print!("-{} ", self.0); } }
struct Outer { z: D, inner: Inner, a: D }
struct Inner(D, Option<D>, [D; 2]);
impl Drop for Outer { fn drop(&mut self) { print!("outer({} {}) ", self.z.0, self.inner.0.0); } }
impl Drop for Inner { fn drop(&mut self) { print!("inner "); self.1 = None; print!("none "); } }
fn args(_a: D, _: D, c: D) { let _l = D(9); print!("[args {}] ", c.0); }
trait T {} impl T for D {} impl T for Inner {}
union U { d: std::mem::ManuallyDrop<D> }

fn main() {
    { let _a = D(1); let _b = D(2); let _c = (D(3), D(4)); println!("[locals]"); } println!();
    drop(Outer { z: D(5), inner: Inner(D(6), Some(D(7)), [D(8), D(9)]), a: D(10) }); println!();
    args(D(1), D(2), D(3)); println!();
    { let (x, y) = (D(20), D(21)); let f = move || (y.0, x.0); println!("[closure {:?}]", f()); } println!();
    drop(vec![D(30), D(31), D(32)]); println!();
    drop(VecDeque::from([D(33), D(34)])); println!();
    drop(BTreeMap::from([(D(41), D(1)), (D(40), D(2))])); println!();
    { let v: Vec<Box<dyn T>> = vec![Box::new(D(50)), Box::new(Inner(D(51), None, [D(52), D(53)]))]; println!("[{}]", v.len()); } println!();
    { let rc = Rc::new(D(60)); let rc2 = rc.clone(); drop(rc); print!("[still {}] ", rc2.0); } println!();
    { let mut d = D(61); let r = &mut d; *r = D(62); print!("[set] "); std::mem::forget(std::mem::replace(r, D(63))); print!("[forgot] "); } println!();
    { let _u = U { d: std::mem::ManuallyDrop::new(D(64)) }; print!("[union] "); } println!();
    { let shadow = D(70); let shadow = D(shadow.0 + 1); println!("[shadow {}]", shadow.0); } println!();
    { let mut v = vec![D(80), D(81), D(82)]; v[1] = D(83); print!("[replaced] "); let last = v.pop(); print!("[{:?}] ", last.as_ref().map(|d| d.0)); v.clear(); print!("[cleared] "); } println!();
    { let a = [D(90), D(91)].map(|d| D(d.0 + 5)); print!("[{}] ", a[b(1)].0); } println!();
    { let x = loop { let _in = D(100); break D(101); }; print!("[loop {}] ", x.0); } println!();
    { let r: Result<D, D> = Err(D(110)); let e = r.unwrap_err(); print!("[e {}] ", e.0); } println!();
    let s: String = [D(1), D(2)].iter().map(|d| d.0.to_string()).collect(); println!("{s}");
}
