//! Autoref, autoderef, inherent before trait, and qualified calls of methods of one name.
use std::hint::black_box as b;
use std::ops::{Deref, DerefMut};
use std::rc::Rc;

struct Inner { n: i32 }
struct Outer(Inner);
impl Inner { fn get(&self) -> i32 { self.n } fn set(&mut self, n: i32) { self.n = n; } fn name(&self) -> &'static str { "inner" } }
impl Outer { fn name(&self) -> &'static str { "outer" } }
impl Deref for Outer { type Target = Inner; fn deref(&self) -> &Inner { &self.0 } }
impl DerefMut for Outer { fn deref_mut(&mut self) -> &mut Inner { self.0.n += 1000; &mut self.0 } }
trait A { fn f(&self) -> String; fn make() -> Self where Self: Sized; }
trait B { fn f(&self) -> String; fn make() -> Self where Self: Sized; }
#[derive(Debug, PartialEq, Clone, Copy)]
struct X(u8);
impl X { fn f(&self) -> String { format!("own {}", self.0) } }
impl A for X { fn f(&self) -> String { format!("a {}", self.0) } fn make() -> X { X(1) } }
impl B for X { fn f(&self) -> String { format!("b {}", self.0) } fn make() -> X { X(2) } }
impl A for &X { fn f(&self) -> String { format!("ref a {}", self.0) } fn make() -> Self { &X(3) } }
trait Peel { fn peel(self) -> String; }
impl Peel for i32 { fn peel(self) -> String { format!("i32 {self}") } }
impl Peel for &&i32 { fn peel(self) -> String { format!("ref ref {self}") } }
impl Peel for Rc<i32> { fn peel(self) -> String { format!("rc {self}") } }

fn main() {
    let mut o = Outer(Inner { n: b(5) });
    println!("{} {} {}", o.get(), o.name(), Inner::name(&o));
    o.set(7);
    println!("{}", o.get());
    o.n += 1;
    println!("{}", o.n);
    let r = &&mut o;
    println!("{} {}", r.get(), r.name());
    let x = X(9);
    println!("{} {} {} {}", x.f(), A::f(&x), <X as B>::f(&x), A::f(&&x));
    println!("{:?} {:?} {:?}", <X as A>::make(), <X as B>::make(), <&X as A>::make());
    let n = b(4);
    println!("{} {} {}", n.peel(), (&n).peel(), (&&n).peel());
    println!("{} {}", Rc::new(3).peel(), (*Rc::new(3)).peel());
    let boxed = Box::new(Box::new(Outer(Inner { n: 1 })));
    println!("{} {}", boxed.get(), boxed.clone_name());
}
trait CloneName { fn clone_name(&self) -> String; }
impl CloneName for Outer { fn clone_name(&self) -> String { self.name().repeat(2) } }
