//! Traits: dyn calls, super traits, upcasting, generics, associated items, operators, default methods.
use std::any::Any;
use std::fmt::{self, Debug, Display};
use std::ops::{Add, Deref, Index, IndexMut, Mul, Neg};
use std::rc::Rc;

trait Animal { fn name(&self) -> String; fn legs(&self) -> u32 { 4 } fn speak(&mut self) -> String { format!("{} with {}", self.name(), self.legs()) } }
trait Loud: Animal { fn shout(&self) -> String { self.name().to_uppercase() } }
struct Dog(u8); struct Bird { id: i64, w: f32 }
impl Animal for Dog { fn name(&self) -> String { format!("dog{}", self.0) } }
impl Animal for Bird { fn name(&self) -> String { format!("bird{}/{}", self.id, self.w) } fn legs(&self) -> u32 { 2 } }
impl Loud for Dog {} impl Loud for Bird { fn shout(&self) -> String { "tweet".into() } }

#[derive(Debug, Clone, Copy, PartialEq, PartialOrd, Default)]
struct V2<T> { x: T, y: T }
impl<T: Add<Output = T>> Add for V2<T> { type Output = V2<T>; fn add(self, o: Self) -> Self { V2 { x: self.x + o.x, y: self.y + o.y } } }
impl<T: Mul<Output = T> + Copy> Mul<T> for V2<T> { type Output = V2<T>; fn mul(self, k: T) -> Self { V2 { x: self.x * k, y: self.y * k } } }
impl<T: Neg<Output = T>> Neg for V2<T> { type Output = V2<T>; fn neg(self) -> Self { V2 { x: -self.x, y: -self.y } } }

struct Grid { w: usize, cells: Vec<u8> }
impl Index<(usize, usize)> for Grid { type Output = u8; fn index(&self, (x, y): (usize, usize)) -> &u8 { &self.cells[y * self.w + x] } }
impl IndexMut<(usize, usize)> for Grid { fn index_mut(&mut self, (x, y): (usize, usize)) -> &mut u8 { &mut self.cells[y * self.w + x] } }

trait Unit { const NAME: &'static str; const FACTOR: f64; type Base: Display + From<u8>; fn base() -> Self::Base { Self::Base::from(7) } }
struct Km; struct Mile;
impl Unit for Km { const NAME: &'static str = "km"; const FACTOR: f64 = 1.0; type Base = u32; }
impl Unit for Mile { const NAME: &'static str = "mi"; const FACTOR: f64 = 1.609; type Base = f64; }
fn show<U: Unit>(v: f64) -> String { format!("{v}{} = {:.3} {}", U::NAME, v * U::FACTOR, U::base()) }

struct Wrapper(Vec<i32>);
impl Deref for Wrapper { type Target = Vec<i32>; fn deref(&self) -> &Vec<i32> { &self.0 } }
impl fmt::Display for Wrapper { fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { write!(f, "[{}]", self.0.iter().map(|x| x.to_string()).collect::<Vec<_>>().join(";")) } }

fn total(xs: &[&dyn Animal]) -> u32 { xs.iter().map(|a| a.legs()).sum() }
fn downcast(x: &dyn Any) -> String {
    if let Some(n) = x.downcast_ref::<i32>() { format!("i32 {n}") } else if let Some(s) = x.downcast_ref::<&str>() { format!("str {s}") } else { "?".into() }
}

fn main() {
    let mut zoo: Vec<Box<dyn Loud>> = vec![Box::new(Dog(1)), Box::new(Bird { id: -5, w: 0.5 })];
    for a in &mut zoo { println!("{} {} {}", a.speak(), a.shout(), size_of_val(&**a)); }
    let up: Vec<&dyn Animal> = zoo.iter().map(|a| &**a as &dyn Animal).collect();
    println!("{}", total(&up));
    println!("{:?} {:?}", V2 { x: 1, y: 2 } + V2 { x: 10, y: 20 }, -(V2 { x: 1.5, y: -2.0 } * 2.0));
    println!("{:?} {:?}", V2::<u64>::default(), V2 { x: 1u8, y: 2 }.partial_cmp(&V2 { x: 1, y: 3 }));
    let mut g = Grid { w: 3, cells: vec![0; 9] };
    g[(1, 2)] = 7; g[(0, 0)] += 1;
    println!("{} {} {:?}", g[(1, 2)], g[(0, 0)], g.cells);
    println!("{} {}", show::<Km>(3.0), show::<Mile>(2.0));
    let w = Wrapper(vec![3, 1, 2]);
    println!("{w} {} {:?}", w.len(), w.iter().max());
    println!("{} {} {}", downcast(&5i32), downcast(&"x"), downcast(&1.0f32));
    let rc: Rc<dyn Debug> = Rc::new(vec![Some("a"), None]);
    println!("{rc:?} {}", Rc::strong_count(&rc.clone()));
    let it: Box<dyn Iterator<Item = u32>> = Box::new((1..20).filter(|n| n % 3 == 0).map(|n| n * n));
    println!("{:?}", it.collect::<Vec<_>>());
    let p: &(dyn Fn() -> &'static str + Send) = &|| "sent";
    println!("{}", p());
}
