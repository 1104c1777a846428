//! Derived Default with #[default], Clone and Copy of generics, clone_from, PartialEq between types.
use std::hint::black_box as b;
use std::marker::PhantomData;
use std::rc::Rc;

#[derive(Debug, Default, Clone, PartialEq)] struct Conf { a: u8, b: i128, c: f64, d: bool, e: char, f: String, g: Vec<u8>, h: Option<Box<Conf>>, i: (u8, [i16; 4]), j: Mode, k: PhantomData<u8>, l: &'static str, m: () }
#[derive(Debug, Default, Clone, Copy, PartialEq)] enum Mode { Fast, #[default] Slow, Custom(u8) }
#[derive(Debug, Clone, Default)] struct Gen<T, const N: usize> where [T; N]: Default { v: [T; N], tag: Option<T> }
#[derive(Debug)] struct Tracked { n: u32, clones: Rc<std::cell::Cell<u32>> }
impl Clone for Tracked { fn clone(&self) -> Self { self.clones.set(self.clones.get() + 1); Tracked { n: self.n + 1, clones: self.clones.clone() } } fn clone_from(&mut self, o: &Self) { self.n = o.n * 100; } }
#[derive(Clone)] struct Three { a: Tracked, b: [Tracked; 2], c: Option<Tracked> }
#[derive(Clone, Copy, Debug)] struct Ref<'a, T>(&'a T, u16);
trait Shape { fn area(&self) -> f64; fn boxed(&self) -> Box<dyn Shape>; }
impl Clone for Box<dyn Shape> { fn clone(&self) -> Self { self.boxed() } }
#[derive(Clone)] struct Sq(f64);
impl Shape for Sq { fn area(&self) -> f64 { self.0 * self.0 } fn boxed(&self) -> Box<dyn Shape> { Box::new(Sq(self.0 + 1.0)) } }

fn main() {
    let c = Conf::default();
    println!("{c:?}");
    let d = Conf { a: 5, h: Some(Box::new(c.clone())), j: Mode::Custom(3), ..Default::default() };
    println!("{} {} {:?} {:?}", d == c, d.clone() == d, b(&d).h.as_deref().map(|h| &h.j), d.j);
    println!("{:?} {:?}", Gen::<u8, 3>::default(), Gen::<String, 2> { tag: Some("t".into()), ..Default::default() }.clone());
    let clones = Rc::new(std::cell::Cell::new(0));
    let t = |n| Tracked { n, clones: clones.clone() };
    let x = Three { a: t(1), b: [t(2), t(3)], c: Some(t(4)) };
    let y = b(x.clone());
    println!("{} {} {} {:?} {}", clones.get(), y.a.n, y.b[1].n, y.c.as_ref().map(|c| c.n), x.a.n);
    let mut v = vec![t(7), t(8)];
    v.clone_from(&vec![t(20), t(30), t(40)]);
    println!("{:?} {}", v.iter().map(|t| t.n).collect::<Vec<_>>(), clones.get());
    let mut z = t(0);
    z.clone_from(&v[0]);
    println!("{} {}", z.n, clones.get());
    let r = Ref(&"str", 1);
    let (s, u) = (r, r);
    println!("{s:?} {u:?} {:?}", Ref(&5u64, 9).clone());
    let shapes: Vec<Box<dyn Shape>> = vec![Box::new(Sq(1.0)), Box::new(Sq(2.0))];
    println!("{:?} {:?}", shapes.clone().iter().map(|s| s.area()).collect::<Vec<_>>(), vec![shapes; 2][0][1].area());
    println!("{:?} {:?}", <(u8, String, [bool; 2], Option<()>)>::default(), std::array::from_fn::<Mode, 2, _>(|_| Mode::default()));
}
