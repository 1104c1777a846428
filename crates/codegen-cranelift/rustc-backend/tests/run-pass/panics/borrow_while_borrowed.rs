//! borrow_mut while a Ref is alive, deep in a callback.
// fails
use std::cell::RefCell;
fn each(c: &RefCell<Vec<i32>>, f: &dyn Fn(i32)) { for x in c.borrow().iter() { f(*x); } }
fn main() {
    let c = RefCell::new(vec![1, 2, 3]);
    each(&c, &|x| println!("see {x} {}", c.borrow().len()));
    each(&c, &|x| { println!("push {x}"); if x == 2 { c.borrow_mut().push(x); } });
}
