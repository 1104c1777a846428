//! OnceLock, LazyLock, Mutex, RwLock and OnceCell in statics: made once, seen by all.
use std::cell::{LazyCell, OnceCell};
use std::collections::BTreeMap;
use std::hint::black_box as b;
use std::sync::*;

static CONFIG: OnceLock<Vec<String>> = OnceLock::new();
static PRIMES: LazyLock<Vec<u32>> = LazyLock::new(|| { println!("sieve"); (2..50).filter(|n| (2..*n).all(|d| n % d != 0)).collect() });
static LOG: Mutex<Vec<&'static str>> = Mutex::new(Vec::new());
static TABLE: RwLock<BTreeMap<u8, String>> = RwLock::new(BTreeMap::new());
static INDEX: LazyLock<BTreeMap<u32, usize>> = LazyLock::new(|| PRIMES.iter().enumerate().map(|(i, p)| (*p, i)).collect());
static START: Once = Once::new();
fn note(s: &'static str) -> usize { let mut l = LOG.lock().unwrap(); l.push(s); l.len() }

fn main() {
    println!("{:?}", CONFIG.get());
    println!("{:?}", CONFIG.get_or_init(|| vec!["first".into()]));
    println!("{:?} {:?}", CONFIG.set(vec![]).is_err(), CONFIG.get().map(Vec::len));
    println!("before");
    println!("{:?} {:?}", INDEX.get(&b(13)), PRIMES.last());
    println!("{} {} {}", note("a"), note("b"), LOG.lock().unwrap().concat());
    { let g = LOG.lock().unwrap(); println!("{:?} {}", LOG.try_lock().is_err(), g.len()); }
    println!("{:?}", LOG.try_lock().map(|g| g.len()).ok());
    TABLE.write().unwrap().insert(b(5), "five".into());
    let (r1, r2) = (TABLE.read().unwrap(), TABLE.read().unwrap());
    println!("{:?} {:?} {}", r1.get(&5), r2.len(), TABLE.try_write().is_err());
    drop((r1, r2));
    for _ in 0..3 { START.call_once(|| println!("started")); }
    println!("{}", START.is_completed());
    let cell = OnceCell::new();
    println!("{} {}", cell.get_or_init(|| 5), cell.get_or_init(|| 6));
    println!("{:?}", cell.into_inner());
    let n = b(4);
    let lazy = LazyCell::new(|| { println!("forced"); n * n });
    println!("{} {}", *lazy + 1, *lazy);
    let m = Mutex::new(String::from("in"));
    m.lock().unwrap().push_str("side");
    println!("{m:?}");
    println!("{}", m.into_inner().unwrap());
}
