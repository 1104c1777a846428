//! A state machine of boxed traits that consume themselves, and a visitor with double dispatch.
use std::fmt::Write;
use std::hint::black_box as b;

trait State { fn next(self: Box<Self>, c: char) -> Box<dyn State>; fn name(&self) -> String; fn done(&self) -> Option<f64> { None } }
struct Start; struct Int { neg: bool, n: u64 } struct Frac { neg: bool, n: u64, frac: u64, scale: u32 } struct Error(String);
impl State for Start { fn next(self: Box<Self>, c: char) -> Box<dyn State> { match c { '-' => Box::new(Int { neg: true, n: 0 }), '0'..='9' => Box::new(Int { neg: false, n: c as u64 - 48 }), ' ' => self, c => Box::new(Error(format!("start {c:?}"))) } } fn name(&self) -> String { "start".into() } }
impl State for Int { fn next(mut self: Box<Self>, c: char) -> Box<dyn State> { match c.to_digit(10) { Some(d) => { self.n = self.n * 10 + u64::from(d); self } None if c == '.' => Box::new(Frac { neg: self.neg, n: self.n, frac: 0, scale: 0 }), None => Box::new(Error(format!("int {c:?}"))) } } fn name(&self) -> String { format!("int {}", self.n) } fn done(&self) -> Option<f64> { Some(self.n as f64 * if self.neg { -1.0 } else { 1.0 }) } }
impl State for Frac { fn next(mut self: Box<Self>, c: char) -> Box<dyn State> { match c.to_digit(10) { Some(d) => { self.frac = self.frac * 10 + u64::from(d); self.scale += 1; self } None => Box::new(Error(format!("frac {c:?} after {}", self.frac))) } } fn name(&self) -> String { format!("frac {}/{}", self.frac, self.scale) } fn done(&self) -> Option<f64> { (self.scale > 0).then(|| (self.n as f64 + self.frac as f64 / 10f64.powi(self.scale as i32)) * if self.neg { -1.0 } else { 1.0 }) } }
impl State for Error { fn next(self: Box<Self>, _: char) -> Box<dyn State> { self } fn name(&self) -> String { format!("error {}", self.0) } }

trait Visitor { fn num(&mut self, n: i64); fn list(&mut self, l: &[Box<dyn Node>]); }
trait Node { fn accept(&self, v: &mut dyn Visitor); }
impl Node for i64 { fn accept(&self, v: &mut dyn Visitor) { v.num(*self) } }
impl Node for Vec<Box<dyn Node>> { fn accept(&self, v: &mut dyn Visitor) { v.list(self) } }
struct Sum(i64); struct Show { out: String, depth: usize }
impl Visitor for Sum { fn num(&mut self, n: i64) { self.0 += n } fn list(&mut self, l: &[Box<dyn Node>]) { for n in l { n.accept(self) } } }
impl Visitor for Show { fn num(&mut self, n: i64) { write!(self.out, "{n}@{} ", self.depth).unwrap() } fn list(&mut self, l: &[Box<dyn Node>]) { self.depth += 1; self.out.push('['); for n in l { n.accept(self) } self.out.push(']'); self.depth -= 1; } }

fn main() {
    for s in [" 12", "-3.25", "7.", "a", "1x2", "0.1.2", ""] { let mut st: Box<dyn State> = Box::new(Start); for c in b(s).chars() { st = st.next(c); } println!("{s:?} {} {:?}", st.name(), st.done()); }
    let tree: Vec<Box<dyn Node>> = vec![Box::new(1i64), Box::new(vec![Box::new(2i64) as Box<dyn Node>, Box::new(Vec::<Box<dyn Node>>::new()), Box::new(vec![Box::new(-30i64) as Box<dyn Node>])]), Box::new(4i64)];
    let (mut sum, mut show) = (Sum(0), Show { out: String::new(), depth: 0 });
    tree.accept(&mut sum);
    b(&tree).accept(&mut show);
    println!("{} {}", sum.0, show.out);
}
