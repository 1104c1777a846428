//! Statics, constants, thread locals, interior mutability, promoted constants.
use std::cell::{Cell, RefCell};
use std::sync::atomic::*;
use std::sync::{Mutex, OnceLock, LazyLock};

static TABLE: [Option<&str>; 4] = [Some("zero"), None, Some("two"), Some("")];
static COUNT: AtomicUsize = AtomicUsize::new(3);
static mut RAW: [u16; 4] = [1, 2, 3, 4];
static LOCK: Mutex<Vec<i32>> = Mutex::new(Vec::new());
static LAZY: LazyLock<String> = LazyLock::new(|| { println!("init"); "lazy".repeat(2) });
static ONCE: OnceLock<u64> = OnceLock::new();
static FNS: [fn(i32) -> i32; 2] = [double, |x| x - 1];
static SELF_REF: Node = Node { v: 1, next: Some(&Node { v: 2, next: Some(&SELF_REF) }) };
static BIG: [u64; 100] = { let mut a = [0; 100]; let mut i = 0; while i < 100 { a[i] = (i * i) as u64; i += 1; } a };
const C: &[&[u8]] = &[b"ab", b"", b"c"];
static DYN: &(dyn Fn(u8) -> u8 + Sync) = &|x| x ^ 0x55;
struct Node { v: u32, next: Option<&'static Node> }
thread_local! { static TL: Cell<u32> = const { Cell::new(5) }; static TLR: RefCell<Vec<u8>> = RefCell::new(vec![1]); }
fn double(x: i32) -> i32 { x * 2 }
const fn fact(n: u64) -> u64 { if n == 0 { 1 } else { n * fact(n - 1) } }
const FACT: u64 = fact(20);

fn main() {
    println!("{TABLE:?} {} {}", TABLE.len(), C.iter().map(|c| c.len()).sum::<usize>());
    COUNT.fetch_add(4, Ordering::SeqCst); println!("{}", COUNT.load(Ordering::Relaxed));
    println!("{:?} {:?}", COUNT.compare_exchange(7, 9, Ordering::AcqRel, Ordering::Acquire), COUNT.compare_exchange(7, 1, Ordering::AcqRel, Ordering::Acquire));
    println!("{} {}", COUNT.fetch_max(100, Ordering::SeqCst), COUNT.swap(1, Ordering::SeqCst));
    unsafe { RAW[2] = 30; let p = &raw mut RAW; (*p)[0] += 1; println!("{:?}", *p); }
    LOCK.lock().unwrap().extend([1, 2]); println!("{:?}", LOCK.lock().unwrap());
    println!("start"); println!("{} {}", *LAZY, LAZY.len());
    println!("{} {}", ONCE.get_or_init(|| 77), ONCE.get_or_init(|| 88));
    println!("{} {}", FNS[0](21), FNS[1](1));
    println!("{}", SELF_REF.next.unwrap().next.unwrap().v + SELF_REF.next.unwrap().v);
    println!("{} {FACT} {}", BIG[99], DYN(0xff));
    TL.set(TL.get() + 1); TLR.with_borrow_mut(|v| v.push(2)); println!("{} {:?}", TL.get(), TLR.with_borrow(|v| v.clone()));
    let r: &'static [i32] = &[1, 2, 3]; println!("{r:?}");
    let a = AtomicI64::new(-5); a.fetch_sub(10, Ordering::SeqCst); a.fetch_min(-100, Ordering::SeqCst); println!("{}", a.fetch_xor(0xff, Ordering::SeqCst)); println!("{a:?}");
    let b = AtomicBool::new(true); println!("{} {}", b.fetch_nand(true, Ordering::SeqCst), b.fetch_or(true, Ordering::SeqCst));
    let a8 = AtomicU8::new(250); a8.fetch_add(10, Ordering::SeqCst); println!("{a8:?}");
    let p = AtomicPtr::new(&mut 5i32 as *mut i32); println!("{}", p.load(Ordering::SeqCst).is_null());
}
