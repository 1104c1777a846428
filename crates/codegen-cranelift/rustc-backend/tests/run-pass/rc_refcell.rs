//! Shared ownership: reference counts, weak references, cells, cyclic structures broken by Weak.
use std::cell::*; use std::rc::*; use std::sync::{Arc, RwLock};
#[derive(Debug)] struct Node { name: String, parent: RefCell<Weak<Node>>, children: RefCell<Vec<Rc<Node>>> }
impl Node { fn new(n: &str) -> Rc<Node> { Rc::new(Node { name: n.into(), parent: RefCell::new(Weak::new()), children: RefCell::new(vec![]) }) } fn add(self: &Rc<Self>, c: Rc<Node>) { *c.parent.borrow_mut() = Rc::downgrade(self); self.children.borrow_mut().push(c); } fn path(&self) -> String { match self.parent.borrow().upgrade() { Some(p) => p.path() + "/" + &self.name, None => self.name.clone() } } }
impl Drop for Node { fn drop(&mut self) { println!("drop {}", self.name); } }
fn main() {
    let root = Node::new("root"); let a = Node::new("a"); let b = Node::new("b"); a.add(b.clone()); root.add(a.clone());
    println!("{} {} {}", b.path(), Rc::strong_count(&a), Rc::weak_count(&a)); drop(root); println!("{}", b.path()); drop(a); println!("{} {:?}", b.path(), b.parent.borrow().upgrade().is_none());
    let c = Cell::new(5); c.set(c.get() * 2); println!("{} {}", c.replace(1), c.take()); let r = RefCell::new(vec![1]); { let x = r.borrow(); println!("{:?} {:?}", x, r.try_borrow_mut().is_err()); } r.borrow_mut().push(2); println!("{r:?}");
    let s = Rc::new(String::from("s")); let t = Rc::clone(&s); println!("{} {:?}", Rc::ptr_eq(&s, &t), Rc::try_unwrap(s).is_err()); let mut t = t; Rc::make_mut(&mut t).push('!'); println!("{t}"); println!("{:?}", Rc::get_mut(&mut t));
    let cyc = Rc::new_cyclic(|w: &Weak<(u8, Weak<u8>)>| { println!("{}", w.upgrade().is_none()); (7, Weak::new()) }); println!("{}", cyc.0);
    let arc = Arc::new(RwLock::new(1)); { let a2 = arc.clone(); *a2.write().unwrap() += 1; } println!("{:?} {}", arc.read().unwrap(), Arc::strong_count(&arc));
    let o = OnceCell::new(); println!("{} {:?} {:?}", o.get_or_init(|| 3), o.set(4), o.get()); let m = RefCell::new((1, "x")); let part = RefMut::map(m.borrow_mut(), |p| &mut p.0); println!("{}", *part); drop(part);
    let sl: Rc<[String]> = vec!["p".to_string(), "q".into()].into(); println!("{:?} {}", sl, sl.len()); let d: Rc<dyn Fn(i32) -> i32> = Rc::new(|x| x + 1); println!("{}", d(1));
}
