//! swap, replace, take on places of all kinds: fields, elements, through boxes and cells.
use std::cell::{Cell, RefCell};
use std::hint::black_box as b;
use std::mem::{replace, swap, take};

#[derive(Debug, Default, Clone, PartialEq)] struct P { x: i32, name: String, v: Vec<u8>, opt: Option<Box<P>>, arr: [u16; 3], t: (u8, f64) }

fn main() {
    let mut p = P { x: 1, name: "p".into(), v: vec![1], opt: Some(Box::new(P { x: 2, ..P::default() })), arr: [1, 2, 3], t: (9, 0.5) };
    let mut q = P { x: 10, name: "q".into(), ..P::default() };
    swap(b(&mut p), b(&mut q));
    println!("{} {} {:?}", p.name, q.name, q.opt.as_ref().map(|o| o.x));
    swap(&mut p.name, &mut q.name);
    swap(&mut p.x, &mut q.opt.as_mut().unwrap().x);
    println!("{p:?}\n{q:?}");
    println!("{:?} {:?} {:?}", take(&mut q.v), take(&mut q.arr), take(&mut q.t));
    println!("{:?} {:?}", replace(&mut q.name, "new".into()), replace(&mut q.t.1, 2.5));
    println!("{q:?}");
    let inner = q.opt.take().map(|o| *o);
    println!("{inner:?} {:?}", q.opt);
    let mut arr = [[1u8; 3], [2; 3], [3; 3]];
    let (l, r) = arr.split_at_mut(b(1));
    swap(&mut l[0], &mut r[1]);
    swap(&mut l[0][0], &mut r[0][2]);
    println!("{arr:?}");
    let (mut a, mut c) = (1, 2);
    { let (ra, rc) = (&mut a, &mut c); swap(ra, rc); let mut x = ra; let mut y = rc; swap(&mut x, &mut y); *x = 100; }
    println!("{a} {c}");
    let (mut i, mut j) = (b(3), b(4));
    (i, j) = (j, i);
    (i, j) = (i + j, i - j);
    println!("{i} {j}");
    let cell = Cell::new(vec![1, 2]);
    let mut v = cell.take();
    v.push(3);
    println!("{:?} {:?}", cell.replace(v), cell.into_inner());
    let (ca, cb) = (Cell::new(1u128), Cell::new(2));
    ca.swap(&cb);
    println!("{} {}", ca.get(), cb.get());
    let (ra, rb) = (RefCell::new("a".to_owned()), RefCell::new("b".to_owned()));
    ra.swap(&rb);
    println!("{:?} {:?} {:?}", ra.replace_with(|s| s.repeat(2)), ra.take(), rb);
    let mut list = vec![String::from("x"), String::from("y")];
    let t = take(&mut list[1]) + &list[0];
    println!("{t} {list:?}");
}
