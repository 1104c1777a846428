//! Slices from raw parts, cursors by pointers, ends compared, subslices located, as in parsers by hand.
use std::hint::black_box as b;
use std::marker::PhantomData;
struct Cur<'a, T> { at: *const T, end: *const T, _p: PhantomData<&'a [T]> }
impl<'a, T: Copy> Cur<'a, T> {
    fn new(s: &'a [T]) -> Self { let r = s.as_ptr_range(); Cur { at: r.start, end: r.end, _p: PhantomData } }
    fn next(&mut self) -> Option<T> { (self.at < self.end).then(|| unsafe { let x = *self.at; self.at = self.at.add(1); x }) }
    fn back(&mut self) -> Option<T> { (self.at != self.end).then(|| unsafe { self.end = self.end.sub(1); *self.end }) }
    fn take(&mut self, n: usize) -> Option<&'a [T]> { if (unsafe { self.end.offset_from(self.at) }) < n as isize { return None; } let s = unsafe { std::slice::from_raw_parts(self.at, n) }; self.at = self.at.wrapping_add(n); Some(s) }
    fn left(&self) -> usize { unsafe { self.end.offset_from_unsigned(self.at) } }
}
fn place<T>(whole: &[T], part: &[T]) -> Option<usize> { let r = whole.as_ptr_range(); (part.as_ptr() >= r.start && part.as_ptr_range().end <= r.end).then(|| unsafe { part.as_ptr().offset_from(r.start) as usize }) }
fn split_mut<T>(v: &mut [T], k: usize) -> (&mut [T], &mut [T]) { assert!(k <= v.len()); let (p, n) = (v.as_mut_ptr(), v.len()); unsafe { (std::slice::from_raw_parts_mut(p, k), std::slice::from_raw_parts_mut(p.add(k), n - k)) } }
fn bytes<T>(x: &T) -> &[u8] { unsafe { std::slice::from_raw_parts((x as *const T).cast(), size_of::<T>()) } }
fn main() {
    let v: Vec<[u16; 3]> = (0..6).map(|i| [i, i * i, 100 - i]).collect();
    let mut c = Cur::new(b(&v));
    println!("{:?} {:?} {} {:?} {:?}", c.next(), c.back(), c.left(), c.take(2), c.take(3));
    println!("{:?} {} {:?}", c.take(2).map(<[_]>::len), c.left(), c.next());
    let text = b("key = value ; next");
    let parts: Vec<&str> = text.split(['=', ';']).map(str::trim).collect();
    println!("{:?} {:?}", parts.iter().map(|p| place(text.as_bytes(), p.as_bytes())).collect::<Vec<_>>(), place(text.as_bytes(), &[1]));
    let mut w = [1u64, 2, 3, 4, 5];
    { let (l, r) = split_mut(b(&mut w), 2); l[0] += r[2]; r[0] *= l[1]; std::mem::swap(&mut l[1], &mut r[1]); }
    println!("{w:?}");
    println!("{:?} {:?} {:?}", bytes(&b(0x0102_0304u32)), bytes(&[1u16, 256]), bytes(&b(1.0f64)));
    println!("{:?} {}", place(&w, &w[1..3]), Cur::new(&w[5..]).left());
    let mut z = Cur::new(b"abc");
    let s: String = std::iter::from_fn(|| z.back().map(char::from)).collect();
    println!("{s} {:?}", unsafe { w.as_ptr().add(1).cast::<u8>().offset_from(w.as_ptr().cast()) });
}
