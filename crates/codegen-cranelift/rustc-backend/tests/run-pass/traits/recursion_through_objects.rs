//! Objects that hold objects: pipelines, decorators and interpreters of commands, with depth and sharing.
use std::cell::Cell;
use std::hint::black_box as b;
use std::rc::Rc;
trait Node { fn value(&self, x: f64) -> f64; fn diff(&self) -> Rc<dyn Node>; fn show(&self) -> String; fn constant(&self) -> Option<f64> { None } }
thread_local! { static CALLS: Cell<u32> = const { Cell::new(0) }; }
struct Num(f64); struct X; struct Add(Rc<dyn Node>, Rc<dyn Node>); struct Mul(Rc<dyn Node>, Rc<dyn Node>); struct Pow(Rc<dyn Node>, i32);
fn num(x: f64) -> Rc<dyn Node> { Rc::new(Num(x)) }
fn add(a: Rc<dyn Node>, c: Rc<dyn Node>) -> Rc<dyn Node> { match (a.constant(), c.constant()) { (Some(x), Some(y)) => num(x + y), (Some(0.0), _) => c, (_, Some(0.0)) => a, _ => Rc::new(Add(a, c)) } }
fn mul(a: Rc<dyn Node>, c: Rc<dyn Node>) -> Rc<dyn Node> { match (a.constant(), c.constant()) { (Some(x), Some(y)) => num(x * y), (Some(0.0), _) | (_, Some(0.0)) => num(0.0), (Some(1.0), _) => c, (_, Some(1.0)) => a, _ => Rc::new(Mul(a, c)) } }
fn pow(a: Rc<dyn Node>, n: i32) -> Rc<dyn Node> { match n { 0 => num(1.0), 1 => a, n => Rc::new(Pow(a, n)) } }
impl Node for Num { fn value(&self, _: f64) -> f64 { self.0 } fn diff(&self) -> Rc<dyn Node> { num(0.0) } fn show(&self) -> String { self.0.to_string() } fn constant(&self) -> Option<f64> { Some(self.0) } }
impl Node for X { fn value(&self, x: f64) -> f64 { CALLS.set(CALLS.get() + 1); x } fn diff(&self) -> Rc<dyn Node> { num(1.0) } fn show(&self) -> String { "x".into() } }
impl Node for Add { fn value(&self, x: f64) -> f64 { self.0.value(x) + self.1.value(x) } fn diff(&self) -> Rc<dyn Node> { add(self.0.diff(), self.1.diff()) } fn show(&self) -> String { format!("({} + {})", self.0.show(), self.1.show()) } }
impl Node for Mul { fn value(&self, x: f64) -> f64 { self.0.value(x) * self.1.value(x) } fn diff(&self) -> Rc<dyn Node> { add(mul(self.0.diff(), self.1.clone()), mul(self.0.clone(), self.1.diff())) } fn show(&self) -> String { format!("{}*{}", self.0.show(), self.1.show()) } }
impl Node for Pow { fn value(&self, x: f64) -> f64 { let y = self.0.value(x); (0..self.1).fold(1.0, |a, _| a * y) } fn diff(&self) -> Rc<dyn Node> { mul(mul(num(self.1.into()), pow(self.0.clone(), self.1 - 1)), self.0.diff()) } fn show(&self) -> String { format!("{}^{}", self.0.show(), self.1) } }
fn main() {
    let x: Rc<dyn Node> = Rc::new(X);
    let f = add(add(mul(num(3.0), pow(x.clone(), 4)), mul(x.clone(), num(-2.0))), mul(pow(add(x.clone(), num(b(1.0))), 2), x.clone()));
    let mut d = f.clone();
    for i in 0..5 { println!("{i} {} {}", d.show().len(), d.value(b(1.5))); if i < 2 { println!("{}", d.show()); } d = d.diff(); }
    println!("{} {}", CALLS.get() > 0, Rc::strong_count(&x) > 3);
    println!("{}", mul(num(0.0), f).show());
}
