//! MaybeUninit: arrays filled bit by bit, buffers half full, out-parameters, and drops done by hand.
use std::hint::black_box as b;
use std::mem::MaybeUninit;

struct Stack<T, const N: usize> { data: [MaybeUninit<T>; N], len: usize }
impl<T, const N: usize> Stack<T, N> {
    fn new() -> Self { Stack { data: [const { MaybeUninit::uninit() }; N], len: 0 } }
    fn push(&mut self, x: T) -> Result<(), T> { match self.data.get_mut(self.len) { Some(slot) => { slot.write(x); self.len += 1; Ok(()) } None => Err(x) } }
    fn pop(&mut self) -> Option<T> { self.len = self.len.checked_sub(1)?; Some(unsafe { self.data[self.len].assume_init_read() }) }
    fn as_slice(&self) -> &[T] { unsafe { std::slice::from_raw_parts(self.data.as_ptr().cast(), self.len) } }
}
impl<T, const N: usize> Drop for Stack<T, N> { fn drop(&mut self) { while self.pop().is_some() {} } }
#[derive(Debug, Clone, PartialEq)] struct D(u8);
impl Drop for D { fn drop(&mut self) { print!("-{} ", self.0); } }
fn out(kind: u8, to: &mut MaybeUninit<[u64; 5]>) -> bool { if kind > 0 { to.write([kind.into(); 5]); true } else { false } }
#[derive(Debug)] struct Parts { a: u8, b: String, c: [u32; 3] }
fn by_fields() -> Parts { let mut p = MaybeUninit::<Parts>::uninit(); let at = p.as_mut_ptr(); unsafe { (&raw mut (*at).c).write([1, 2, 3]); (&raw mut (*at).b).write("made".into()); (&raw mut (*at).a).write(9); p.assume_init() } }

fn main() {
    let mut s = Stack::<D, 3>::new();
    for i in 0..4 { if let Err(d) = s.push(D(b(i))) { println!("full at {}", d.0); } }
    println!();
    println!("{:?}", s.as_slice());
    println!("{:?}", s.pop().map(|d| d.0));
    let _ = s.push(D(50));
    drop(s);
    println!();
    for k in [0, 7] { let mut m = MaybeUninit::uninit(); if out(b(k), &mut m) { println!("{:?}", unsafe { m.assume_init() }); } else { println!("not written"); } }
    println!("{:?}", by_fields());
    let words: [String; 4] = { let mut a: [MaybeUninit<String>; 4] = [const { MaybeUninit::uninit() }; 4]; for (i, x) in a.iter_mut().enumerate() { x.write("w".repeat(i)); } a.map(|x| unsafe { x.assume_init() }) };
    println!("{words:?}");
    let z: (u32, [u8; 9], f64) = unsafe { MaybeUninit::zeroed().assume_init() };
    println!("{z:?}");
    let mut v: Vec<u16> = Vec::with_capacity(8);
    for (i, x) in v.spare_capacity_mut()[..5].iter_mut().enumerate() { x.write(i as u16 * 11); }
    unsafe { v.set_len(5); }
    println!("{v:?} {}", size_of::<MaybeUninit<bool>>());
}
