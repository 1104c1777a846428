//! Objects with many methods and many objects with few: vtables of all shapes, called in tables.
use std::hint::black_box as b;

trait Wide { fn m0(&self) -> u64; fn m1(&self, a: u8) -> u64; fn m2(&self, a: u64, c: f32) -> f64; fn m3(&mut self, s: &str) -> usize; fn m4(&self, x: [u8; 20]) -> [u8; 20]; fn m5(self: Box<Self>) -> String; fn m6(&self) -> Option<u128>; fn m7(&self) -> (i8, i64, i8) { (-1, -2, -3) } }
#[derive(Clone)]
struct One(u64);
struct Two { a: f64, s: String }
struct Zero;
impl Wide for One {
    fn m0(&self) -> u64 { self.0 } fn m1(&self, a: u8) -> u64 { self.0 << a } fn m2(&self, a: u64, c: f32) -> f64 { a as f64 * f64::from(c) }
    fn m3(&mut self, s: &str) -> usize { self.0 += 1; s.len() } fn m4(&self, mut x: [u8; 20]) -> [u8; 20] { x[19] = self.0 as u8; x }
    fn m5(self: Box<Self>) -> String { format!("one {}", self.0) } fn m6(&self) -> Option<u128> { Some(u128::from(self.0) << 70) }
}
impl Wide for Two {
    fn m0(&self) -> u64 { self.a as u64 } fn m1(&self, a: u8) -> u64 { self.s.len() as u64 * u64::from(a) } fn m2(&self, a: u64, c: f32) -> f64 { self.a + a as f64 - f64::from(c) }
    fn m3(&mut self, s: &str) -> usize { self.s += s; self.s.len() } fn m4(&self, x: [u8; 20]) -> [u8; 20] { let mut y = x; y.reverse(); y }
    fn m5(self: Box<Self>) -> String { self.s } fn m6(&self) -> Option<u128> { None } fn m7(&self) -> (i8, i64, i8) { (1, i64::MIN, 3) }
}
impl Wide for Zero {
    fn m0(&self) -> u64 { 0 } fn m1(&self, _: u8) -> u64 { 1 } fn m2(&self, _: u64, _: f32) -> f64 { 2.0 } fn m3(&mut self, _: &str) -> usize { 3 }
    fn m4(&self, _: [u8; 20]) -> [u8; 20] { [4; 20] } fn m5(self: Box<Self>) -> String { "5".into() } fn m6(&self) -> Option<u128> { Some(6) }
}

fn main() {
    let mut v: Vec<Box<dyn Wide>> = vec![Box::new(One(0xff00)), Box::new(Two { a: 2.75, s: "two".into() }), Box::new(Zero)];
    for w in &mut v {
        let w = b(w.as_mut());
        println!("{} {} {} {} {:?} {:?} {:?}", w.m0(), w.m1(3), w.m2(1 << 40, 0.5), w.m3("abc"), w.m4(std::array::from_fn(|i| i as u8)), w.m6(), w.m7());
        println!("{} {}", w.m0(), align_of_val(w));
    }
    println!("{:?}", v.into_iter().map(|w| w.m5()).collect::<Vec<_>>());
}
