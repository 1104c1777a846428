//! Supertraits in a diamond, objects upcast to each, through Box, Rc and references.
use std::any::Any;
use std::fmt::{Debug, Display};
use std::hint::black_box as b;
use std::rc::Rc;

trait Root { fn id(&self) -> u32; fn root(&self) -> String { format!("root {}", self.id()) } }
trait Left: Root { fn left(&self) -> u32 { self.id() + 1 } }
trait Right: Root + Debug { fn right(&self) -> u32 { self.id() * 2 } }
trait Both: Left + Right + Display + Any { fn both(&self) -> u32 { self.left() + self.right() } }
#[derive(Debug)]
struct X(u32);
#[derive(Debug)]
struct Y { text: String }
impl Root for X { fn id(&self) -> u32 { self.0 } }
impl Left for X {}
impl Right for X { fn right(&self) -> u32 { 1000 } }
impl Both for X {}
impl Display for X { fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result { write!(f, "<{}>", self.0) } }
impl Root for Y { fn id(&self) -> u32 { self.text.len() as u32 } fn root(&self) -> String { self.text.clone() } }
impl Left for Y { fn left(&self) -> u32 { 7 } }
impl Right for Y {}
impl Both for Y { fn both(&self) -> u32 { 0 } }
impl Display for Y { fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result { f.pad(&self.text) } }
impl Drop for Y { fn drop(&mut self) { println!("drop {}", self.text); } }

fn use_all(o: &dyn Both) {
    let (l, r): (&dyn Left, &dyn Right) = (o, o);
    let (lr, rr): (&dyn Root, &dyn Root) = (l, r);
    println!("{} {} {} {} {}", l.left(), r.right(), lr.root(), rr.id(), o.both());
    println!("{:?} [{:>5}]", r as &dyn Debug, o as &dyn Display);
    let any: &dyn Any = o;
    println!("{:?}", any.downcast_ref::<X>().map(|x| x.0));
}

fn main() {
    use_all(b(&X(5)));
    use_all(b(&Y { text: "yes".into() }));
    let boxed: Box<dyn Both> = Box::new(Y { text: "box".into() });
    let boxed: Box<dyn Right> = b(boxed);
    let boxed: Box<dyn Root> = boxed;
    println!("{}", boxed.root());
    let rc: Rc<dyn Both> = Rc::new(Y { text: "rc".into() });
    let root: Rc<dyn Root> = rc.clone();
    println!("{} {}", root.id(), Rc::strong_count(&rc));
    drop(rc);
    println!("{}", root.root());
    let any: Box<dyn Any> = Box::new(X(9)) as Box<dyn Both>;
    println!("{:?}", any.downcast::<X>().map(|x| x.left()).ok());
}
