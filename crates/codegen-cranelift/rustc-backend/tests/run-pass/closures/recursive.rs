//! Recursion through closures: by reference to dyn Fn, by a fixed point, by fn items within.
use std::cell::RefCell;
use std::hint::black_box as b;
use std::rc::Rc;

struct Fix<'a, A, R>(&'a dyn Fn(&Fix<'_, A, R>, A) -> R);
impl<A, R> Fix<'_, A, R> { fn call(&self, a: A) -> R { (self.0)(self, a) } }
fn hanoi(n: u32, f: &mut dyn FnMut(u8, u8), from: u8, to: u8, via: u8) { if n > 0 { hanoi(n - 1, f, from, via, to); f(from, to); hanoi(n - 1, f, via, to, from); } }

fn main() {
    let fact = Fix(&|me, n: u64| if n == 0 { 1 } else { n * me.call(n - 1) });
    println!("{}", fact.call(b(20)));
    let ack = Fix(&|me: &Fix<(u32, u32), u32>, (m, n)| match (m, n) { (0, n) => n + 1, (m, 0) => me.call((m - 1, 1)), (m, n) => me.call((m - 1, me.call((m, n - 1)))) });
    println!("{}", ack.call((2, b(3))));
    let mut moves = vec![];
    hanoi(4, &mut |a, c| moves.push((a, c)), 1, 3, 2);
    println!("{} {:?} {:?}", moves.len(), moves[0], &moves[12..]);
    fn perms(rest: Vec<char>, done: String, f: &mut impl FnMut(&str)) { if rest.is_empty() { f(&done); } for i in 0..rest.len() { let mut r = rest.clone(); let c = r.remove(i); perms(r, format!("{done}{c}"), f); } }
    let mut all = vec![];
    perms("abc".chars().collect(), String::new(), &mut |s| all.push(s.to_owned()));
    println!("{all:?}");
    let slot: Rc<RefCell<Option<Box<dyn Fn(u32) -> String>>>> = Rc::default();
    let inner = slot.clone();
    *slot.borrow_mut() = Some(Box::new(move |n| if n == 0 { "0".into() } else { format!("{n},{}", inner.borrow().as_ref().unwrap()(n / 2)) }));
    let text = slot.borrow().as_ref().unwrap()(b(100));
    println!("{text}");
    slot.borrow_mut().take();
    let even_odd: [fn(&[fn(&[fn(); 0], u32) -> bool; 2], u32) -> bool; 1] = [|f, n| f[n as usize % 2](&[], n)];
    println!("{} {}", even_odd[0](&[|_, n| n < 10, |_, n| n > 10], b(4)), even_odd[0](&[|_, n| n < 10, |_, n| n > 10], b(5)));
}
