//! Drain, splice, retain, dedup, extract_if, and what is dropped when they are left early.
use std::cell::RefCell;
use std::collections::{BTreeMap, VecDeque};
use std::hint::black_box as b;

thread_local! { static LOG: RefCell<String> = const { RefCell::new(String::new()) }; }
#[derive(Debug, PartialEq, Clone)]
struct D(u8);
impl Drop for D { fn drop(&mut self) { LOG.with_borrow_mut(|l| *l += &format!("-{}", self.0)); } }
fn log() -> String { LOG.take() }
fn ds(n: u8) -> Vec<D> { (0..n).map(D).collect() }

fn main() {
    let mut v = ds(8);
    println!("{:?}", v.drain(b(2..5)).next());
    println!("{} {:?}", log(), v);
    let got: Vec<_> = v.splice(1..3, [D(20), D(21), D(22), D(23)]).collect();
    println!("{got:?} {v:?} {}", log());
    v.retain(|d| d.0 % 2 == 0);
    println!("{v:?} {}", log());
    v.truncate(2);
    println!("{v:?} {}", log());
    v.resize(4, D(9));
    println!("{v:?} {}", log());
    v.dedup();
    println!("{v:?} {}", log());
    v.dedup_by_key(|d| d.0 / 20);
    println!("{v:?} {}", log());
    let mut w = ds(6);
    let out: Vec<_> = w.extract_if(1.., |d| d.0 % 3 == 0).collect();
    println!("{out:?} {w:?} {}", log());
    println!("{:?} {:?} {}", w.swap_remove(0), w.remove(1), w.len());
    let tail = w.split_off(1);
    println!("{tail:?} {w:?} {}", log());
    w.insert(0, D(77));
    let mut it = w.into_iter();
    println!("{:?}", it.next().map(|d| d.0));
    drop(it);
    println!("{}", log());
    let mut q: VecDeque<D> = ds(6).into();
    q.rotate_left(2);
    println!("{:?}", q.drain(1..4).map(|d| d.0).collect::<Vec<_>>());
    println!("{q:?} {}", log());
    let mut m: BTreeMap<u8, D> = ds(5).into_iter().map(|d| (d.0, d)).collect();
    m.retain(|k, _| *k != 2);
    println!("{:?} {}", m.pop_first().map(|e| e.0), log());
    drop((got, out, tail, q, m));
    println!("{}", log());
}
