//! Cell, RefCell, guards mapped and split, borrow states, from_mut and slices of cells.
use std::cell::{Cell, Ref, RefCell, RefMut};
use std::hint::black_box as b;

#[derive(Debug, Default)] struct S { a: u32, name: String, list: Vec<u8> }

fn main() {
    let c = Cell::new((1u8, 2.5f64));
    c.set((c.get().0 + 1, c.get().1 * 2.0));
    println!("{:?} {:?}", c.replace((9, 0.0)), c);
    let r = RefCell::new(S { a: 1, name: "n".into(), list: vec![1, 2, 3] });
    {
        let (x, y) = (r.borrow(), r.borrow());
        println!("{} {} {:?} {:?}", x.a, y.name, r.try_borrow_mut().is_err(), r.try_borrow().is_ok());
        let name = Ref::map(x, |s| &s.name);
        let tail = Ref::map(Ref::clone(&y), |s| &s.list[1..]);
        drop(y);
        println!("{} {:?} {}", *name, &*tail, r.try_borrow_mut().is_err());
    }
    {
        let (mut n, mut l) = RefMut::map_split(r.borrow_mut(), |s| (&mut s.name, &mut s.list));
        n.push('!');
        l.retain(|x| x % 2 == 1);
        drop(n);
        println!("{:?}", r.try_borrow().is_err());
        l[0] = 100;
    }
    println!("{:?}", r);
    match Ref::filter_map(r.borrow(), |s| s.list.iter().find(|x| **x > 50)) { Ok(x) => println!("found {}", *x), Err(_) => println!("none") }
    println!("{:?} {:?}", r.replace(S::default()).a, r.take().list.len());
    let mut arr = [1, 2, 3, 4];
    let cells = Cell::from_mut(&mut arr[..]).as_slice_of_cells();
    for w in cells.windows(2) { w[1].set(w[0].get() * 10 + w[1].get()); }
    cells[0].swap(&cells[3]);
    println!("{arr:?}");
    let shared = RefCell::new(vec![1]);
    let push = |x| shared.borrow_mut().push(x);
    let len = || shared.borrow().len();
    push(2); push(len() as i32);
    println!("{:?} {}", shared, b(&len)());
    let flags: Vec<Cell<bool>> = (0..20).map(|i| Cell::new(i > 1)).collect();
    for i in 2..20 { if flags[i].get() { for j in (i * i..20).step_by(i) { flags[j].set(false); } } }
    println!("{:?}", flags.iter().enumerate().filter(|f| f.1.get()).map(|f| f.0).collect::<Vec<_>>());
    let opt: Cell<Option<Box<i32>>> = Cell::new(Some(Box::new(4)));
    println!("{:?} {:?}", opt.take().map(|x| *x + 1), opt.into_inner());
}
