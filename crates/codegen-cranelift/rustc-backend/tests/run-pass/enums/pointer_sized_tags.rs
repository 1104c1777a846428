//! Enums whose niche is in a capacity, a reference count or a range type.
use std::cell::RefCell;
use std::hint::black_box as b;
use std::ops::RangeInclusive;
use std::rc::{Rc, Weak};
use std::time::Duration;

#[derive(Debug, Clone)]
enum Value { Null, Bool(bool), Num(f64), Str(String), List(Vec<Value>), Time(Duration) }

impl Value {
    fn depth(&self) -> usize { match self { Value::List(l) => 1 + l.iter().map(Value::depth).max().unwrap_or(0), _ => 0 } }
}

fn main() {
    let v = Value::List(vec![Value::Null, Value::Bool(true), Value::Num(-0.5), Value::Str("s".into()), Value::List(vec![Value::List(vec![])]), Value::Time(Duration::from_millis(1500))]);
    println!("{:?} {}", b(&v), v.depth());
    let d: [Option<Duration>; 3] = b([None, Some(Duration::ZERO), Some(Duration::MAX)]);
    println!("{d:?} {}", size_of::<Option<Duration>>() == size_of::<Duration>());
    println!("{:?}", d.map(|d| d.and_then(|d| d.checked_add(Duration::from_nanos(1)))));
    let r: Option<RangeInclusive<u8>> = b(Some(3..=5));
    println!("{:?} {:?}", r.clone().map(|r| r.sum::<u8>()), b(None::<RangeInclusive<u8>>));
    let rc = Rc::new(RefCell::new(5));
    let w: Option<Weak<RefCell<i32>>> = b(Some(Rc::downgrade(&rc)));
    println!("{:?}", w.as_ref().and_then(Weak::upgrade).map(|c| *c.borrow()));
    drop(rc);
    println!("{:?}", w.and_then(|w| w.upgrade()).is_none());
    let cell: Option<RefCell<bool>> = b(Some(RefCell::new(true)));
    println!("{:?}", cell.map(|c| c.replace(false)));
    let ordering = b([Some(std::cmp::Ordering::Less), Some(std::cmp::Ordering::Greater), None]);
    println!("{ordering:?} {}", size_of::<Option<std::cmp::Ordering>>());
    println!("{:?}", ordering.map(|o| o.map(|o| o.reverse() as i8)));
}
