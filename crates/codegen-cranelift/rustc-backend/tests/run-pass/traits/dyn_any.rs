//! Any: type ids, downcasts of references, boxes and of values in a map of types.
use std::any::{Any, TypeId, type_name};
use std::collections::BTreeMap;
use std::hint::black_box as b;

#[derive(Debug, PartialEq)]
struct Port(u16);
fn describe(x: &dyn Any) -> String {
    if let Some(n) = x.downcast_ref::<i32>() { format!("i32 {n}") }
    else if let Some(s) = x.downcast_ref::<&'static str>() { format!("str {s}") }
    else if let Some(s) = x.downcast_ref::<String>() { format!("String {s}") }
    else if x.is::<()>() { "unit".into() }
    else if let Some(f) = x.downcast_ref::<fn(i32) -> i32>() { format!("fn {}", f(4)) }
    else { "unknown".into() }
}
fn square(x: i32) -> i32 { x * x }
#[derive(Default)]
struct Things(Vec<(TypeId, Box<dyn Any>)>);
impl Things {
    fn set<T: Any>(&mut self, x: T) -> Option<T> {
        let id = TypeId::of::<T>();
        match self.0.iter_mut().find(|e| e.0 == id) { Some(e) => std::mem::replace(&mut e.1, Box::new(x)).downcast().ok().map(|x| *x), None => { self.0.push((id, Box::new(x))); None } }
    }
    fn get<T: Any>(&mut self) -> Option<&mut T> { self.0.iter_mut().find_map(|e| e.1.downcast_mut()) }
}

fn main() {
    let all: Vec<Box<dyn Any>> = vec![Box::new(5i32), Box::new("s"), Box::new(String::from("t")), Box::new(()), Box::new(square as fn(i32) -> i32), Box::new(5u32)];
    for x in &all { println!("{}", describe(b(x.as_ref()))); }
    println!("{}", describe(&all));
    let mut t = Things::default();
    println!("{:?} {:?} {:?}", t.set(Port(80)), t.set(1.5f64), t.set(Port(81)));
    if let Some(p) = t.get::<Port>() { p.0 += 1; }
    println!("{:?}", t.get::<Port>());
    println!("{:?} {:?}", t.get::<f64>().copied(), t.0.len());
    println!("{:?}", t.get::<u8>());
    println!("{} {}", type_name::<Option<u8>>(), TypeId::of::<&u8>() == TypeId::of::<&'static u8>());
    let mut ids = BTreeMap::new();
    for x in &all { *ids.entry((**x).type_id()).or_insert(0) += 1; }
    println!("{}", ids.len());
    match all.into_iter().nth(2).unwrap().downcast::<String>() { Ok(s) => println!("{s}"), Err(_) => println!("no") }
}
