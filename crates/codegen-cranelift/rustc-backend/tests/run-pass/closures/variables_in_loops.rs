//! Closures made in loops: each with its own copy, shared cells, and borrowed slots of arrays.
use std::cell::{Cell, RefCell};
use std::hint::black_box as b;
use std::rc::Rc;
fn main() {
    let mut fs: Vec<Box<dyn Fn(u32) -> u32>> = vec![];
    for i in 0..b(4) { let j = i * i; fs.push(Box::new(move |x| x + i * 10 + j)); }
    println!("{:?}", fs.iter().map(|f| f(1)).collect::<Vec<_>>());
    let total = Rc::new(Cell::new(0));
    let adders: Vec<_> = (1..=3).map(|k| { let t = total.clone(); move |n: i32| { t.set(t.get() * k + n); t.get() } }).collect();
    println!("{:?} {} {}", adders.iter().map(|f| f(5)).collect::<Vec<_>>(), total.get(), Rc::strong_count(&total));
    let mut slots = [0u8; 4];
    { let mut setters: Vec<Box<dyn FnMut(u8) + '_>> = slots.iter_mut().map(|s| Box::new(move |x| *s = *s * 2 + x) as _).collect(); for (i, f) in setters.iter_mut().enumerate() { f(1); f(i as u8); } setters[b(2)](9); }
    println!("{slots:?}");
    let log = RefCell::new(vec![]);
    let mut chain: Box<dyn Fn(i32) -> i32 + '_> = Box::new(|x| x);
    for (n, f) in [("a", (|x| x + 1) as fn(i32) -> i32), ("b", |x| x * 3), ("c", |x| -x)] { let prev = chain; let log = &log; chain = Box::new(move |x| { let y = f(prev(x)); log.borrow_mut().push(format!("{n}{y}")); y }); }
    println!("{} {:?}", chain(b(4)), log.borrow());
    let mut gens: Vec<Box<dyn FnMut() -> u64>> = vec![];
    for seed in [1u64, 7] { let mut s = seed; gens.push(Box::new(move || { s = s * 5 % 23; s })); }
    println!("{:?}", (0..4).map(|i| gens[i % 2]()).collect::<Vec<_>>());
    let words = ["x", "yy", "zzz"];
    let pick = |i: usize| move |s: &str| format!("{s}{}", words[i]);
    println!("{} {}", pick(b(2))("-"), [0, 1].map(pick).iter().map(|f| f("+")).collect::<String>());
    let mut cache = [None; 10];
    fn fib(n: usize, c: &mut [Option<u64>; 10]) -> u64 { if let Some(x) = c[n] { return x; } let r = if n < 2 { n as u64 } else { fib(n - 1, c) + fib(n - 2, c) }; c[n] = Some(r); r }
    println!("{} {}", fib(9, &mut cache), cache.iter().flatten().sum::<u64>());
}
