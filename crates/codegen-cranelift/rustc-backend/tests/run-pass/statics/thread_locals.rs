//! thread_local of const and lazy kinds, with, set, take, replace, nested, and dropped values.
use std::cell::{Cell, RefCell, UnsafeCell};
use std::hint::black_box as b;

thread_local! {
    static COUNT: Cell<u32> = const { Cell::new(5) };
    static STACK: RefCell<Vec<String>> = RefCell::new(vec!["base".into()]);
    static LAZY: String = { println!("made"); "lazy".repeat(2) };
    static BIG: [Cell<u64>; 20] = const { [const { Cell::new(1) }; 20] };
    static WIDE: Cell<u128> = const { Cell::new(u128::MAX - 1) };
    pub static RAW: UnsafeCell<(u8, f32)> = const { UnsafeCell::new((1, 2.5)) };
}
fn enter<R>(name: &str, f: impl FnOnce() -> R) -> R { STACK.with_borrow_mut(|s| s.push(name.into())); let r = f(); println!("leave {:?}", STACK.with_borrow_mut(Vec::pop)); r }
fn depth() -> usize { STACK.with_borrow(Vec::len) }
fn inner() -> u32 { thread_local! { static COUNT: Cell<u32> = const { Cell::new(1000) }; } COUNT.set(COUNT.get() + 1); COUNT.get() }

fn main() {
    COUNT.set(COUNT.get() * 3);
    println!("{} {} {}", COUNT.get(), COUNT.replace(b(1)), COUNT.take());
    println!("{} {} {}", inner(), inner(), COUNT.get());
    println!("{}", enter("one", || enter("two", || { println!("{:?}", STACK.with_borrow(|s| s.join("/"))); depth() }) + depth()));
    println!("before");
    LAZY.with(|s| println!("{s} {}", LAZY.with(|t| std::ptr::eq(s, t))));
    BIG.with(|a| { for (i, c) in a.iter().enumerate() { c.set(c.get() << i); } });
    println!("{} {}", BIG.with(|a| a.iter().map(Cell::get).sum::<u64>()), BIG.with(|a| a[b(10)].get()));
    WIDE.set(WIDE.get().wrapping_add(3));
    println!("{}", WIDE.get());
    RAW.with(|r| unsafe { (*r.get()).0 += 1; (*r.get()).1 *= 2.0; println!("{:?}", *r.get()) });
    println!("{:?} {:?}", STACK.take(), STACK.replace(vec!["new".into()]));
    println!("{:?}", STACK.with(|s| s.try_borrow_mut().map(|mut g| { g.clear(); s.try_borrow().is_err() }).ok()));
}
