//! Closures with big, oddly aligned and zero-sized captures, cloned and copied.
use std::hint::black_box as b;

#[derive(Clone, Copy)]
#[repr(align(32))]
struct Aligned([u8; 33]);
#[derive(Clone, Copy)]
struct Zst;
impl Zst { fn v(&self) -> u8 { 9 } }

fn run<F: Fn(usize) -> u64 + Clone>(f: F) -> u64 { let g = f.clone(); f(1) * 1000 + g(2) }
fn dynamic(f: &dyn Fn(usize) -> u64) -> u64 { f(0) + f(3) }

fn main() {
    let table: [u64; 100] = std::array::from_fn(|i| (i * i) as u64);
    let a = Aligned(std::array::from_fn(|i| i as u8 * 2));
    let z = Zst;
    let wide = u128::MAX / 5;
    let f = move |i: usize| table[i * 10] + u64::from(a.0[i + 30 - i]) + u64::from(z.v()) + (wide >> 100) as u64;
    println!("{} {}", run(b(f)), dynamic(&f));
    println!("{} {}", align_of_val(&f), size_of_val(&f));
    let mut mutable = move |x: u64| { let mut t = table; t[5] = x; t.iter().sum::<u64>() };
    println!("{} {}", mutable(0), mutable(25));
    let v = vec![String::from("a"); 3];
    let c = move |s: &str| v.iter().map(|x| x.clone() + s).collect::<Vec<_>>();
    let d = c.clone();
    println!("{:?} {:?}", c("1"), d("2"));
    let boxed: Box<dyn Fn(usize) -> u64> = Box::new(f);
    println!("{} {}", boxed(4), align_of_val(&*boxed));
    let nested = move |x: u8| { let inner = move |y: u8| u64::from(x ^ y) + table[usize::from(y)]; (inner(1), inner(2)) };
    println!("{:?}", nested(b(0xf0)));
}
