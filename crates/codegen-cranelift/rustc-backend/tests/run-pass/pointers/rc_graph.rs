//! Rc, Weak and RefCell in trees with parents, counts at each step, cycles broken, and make_mut.
use std::cell::{Cell, RefCell};
use std::hint::black_box as b;
use std::rc::{Rc, Weak};

#[derive(Debug)] struct Node { name: String, parent: RefCell<Weak<Node>>, kids: RefCell<Vec<Rc<Node>>>, visits: Cell<u32> }
impl Node {
    fn new(name: &str) -> Rc<Node> { Rc::new(Node { name: name.into(), parent: RefCell::default(), kids: RefCell::default(), visits: Cell::new(0) }) }
    fn add(self: &Rc<Self>, kid: Rc<Node>) -> &Rc<Self> { *kid.parent.borrow_mut() = Rc::downgrade(self); self.kids.borrow_mut().push(kid); self }
    fn path(&self) -> String { self.visits.set(self.visits.get() + 1); match self.parent.borrow().upgrade() { Some(p) => p.path() + "/" + &self.name, None => self.name.clone() } }
    fn count(&self) -> usize { 1 + self.kids.borrow().iter().map(|k| k.count()).sum::<usize>() }
}
impl Drop for Node { fn drop(&mut self) { println!("drop {}", self.name); } }

fn main() {
    let root = Node::new("root");
    let (a, c) = (Node::new("a"), Node::new("c"));
    root.add(a.clone()).add(Node::new("b"));
    a.add(c.clone());
    println!("{} {} {}", c.path(), root.count(), root.visits.get());
    println!("{} {} {} {}", Rc::strong_count(&a), Rc::weak_count(&a), Rc::strong_count(&root), Rc::weak_count(&root));
    let w = Rc::downgrade(&root);
    drop(root);
    println!("{:?} {}", w.upgrade().is_none(), c.path());
    drop(b(a));
    println!("{} {}", c.path(), Rc::strong_count(&c));
    let mut x = Rc::new(vec![1, 2]);
    let y = x.clone();
    Rc::make_mut(&mut x).push(3);
    println!("{x:?} {y:?} {:?}", Rc::get_mut(&mut x).is_some());
    println!("{:?} {:?}", Rc::try_unwrap(y), Rc::ptr_eq(&x, &x.clone()));
    struct Me(u8, Weak<Me>);
    let me = Rc::new_cyclic(|w| { println!("{}", w.upgrade().is_none()); Me(7, w.clone()) });
    println!("{} {}", me.1.upgrade().map_or(0, |m| m.0), Rc::weak_count(&me));
    let s: Rc<[u8]> = Rc::from([1, 2, 3]);
    let t: Rc<dyn Fn(u8) -> u8> = { let s = s.clone(); Rc::new(move |i| s[usize::from(i)] * 2) };
    println!("{} {} {}", t(2), Rc::strong_count(&s), Rc::unwrap_or_clone(Rc::new(5)));
}
