//! Closures held by structs: generic, boxed, in hash maps of handlers, and with lifetimes.
use std::collections::BTreeMap;
use std::hint::black_box as b;

struct Cache<F: Fn(u64) -> u64> { f: F, seen: BTreeMap<u64, u64>, hits: u32 }
impl<F: Fn(u64) -> u64> Cache<F> { fn get(&mut self, x: u64) -> u64 { if let Some(y) = self.seen.get(&x) { self.hits += 1; return *y; } let y = (self.f)(x); self.seen.insert(x, y); y } }
#[derive(Default)]
struct Events<'a> { handlers: BTreeMap<String, Vec<Box<dyn FnMut(&str) -> bool + 'a>>> }
impl<'a> Events<'a> {
    fn on(&mut self, name: &str, f: impl FnMut(&str) -> bool + 'a) -> &mut Self { self.handlers.entry(name.into()).or_default().push(Box::new(f)); self }
    fn emit(&mut self, name: &str, data: &str) -> usize { self.handlers.get_mut(name).map_or(0, |hs| { hs.retain_mut(|h| h(data)); hs.len() }) }
}
struct Pipeline<T>(Vec<(&'static str, Box<dyn Fn(T) -> Result<T, String>>)>);
impl<T: Clone> Pipeline<T> {
    fn stage(mut self, n: &'static str, f: impl Fn(T) -> Result<T, String> + 'static) -> Self { self.0.push((n, Box::new(f))); self }
    fn run(&self, x: T) -> Result<T, String> { self.0.iter().try_fold(x, |x, (n, f)| f(x).map_err(|e| format!("{n}: {e}"))) }
}
struct Lazy<T, F> { value: Option<T>, f: Option<F> }
impl<T, F: FnOnce() -> T> Lazy<T, F> { fn get(&mut self) -> &T { let f = &mut self.f; self.value.get_or_insert_with(|| f.take().unwrap()()) } }

fn main() {
    let k = b(7);
    let mut c = Cache { f: |x| x * x + k, seen: BTreeMap::new(), hits: 0 };
    println!("{} {} {} {}", c.get(3), c.get(4), c.get(3), c.hits);
    let (mut log, mut n) = (Vec::new(), 0);
    {
        let mut e = Events::default();
        e.on("a", |d| { log.push(d.to_uppercase()); true }).on("a", |d| { n += d.len(); n < 4 }).on("b", |_| false);
        println!("{} {} {} {} {}", e.emit("a", "xy"), e.emit("a", "z!"), e.emit("a", "q"), e.emit("b", ""), e.emit("c", ""));
    }
    println!("{log:?} {n}");
    let limit = b(100);
    let p = Pipeline(vec![]).stage("double", |x: i32| Ok(x * 2)).stage("limit", move |x| if x > limit { Err(format!("{x} > {limit}")) } else { Ok(x) }).stage("dec", |x| x.checked_sub(1).ok_or_else(|| "low".into()));
    println!("{:?} {:?}", p.run(b(5)), p.run(51));
    let mut l = Lazy { value: None, f: Some(|| { println!("once"); vec![1, 2, 3] }) };
    println!("{} {:?}", l.get().len(), l.get());
}
