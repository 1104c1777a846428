//! Match by value moves out of what was matched; by reference borrows; partly moved values drop the rest.
use std::hint::black_box as b;

struct D(&'static str);
impl Drop for D { fn drop(&mut self) { print!("-{} ", self.0); } }
enum E { One(D), Two(D, D), Pair { a: D, rest: Option<D> }, Boxed(Box<(D, D)>) }

fn first(e: E) -> Option<D> {
    match e {
        E::One(d) => Some(d),
        E::Two(_, d) => Some(d),
        E::Pair { rest: Some(d), .. } if d.0 != "keep" => Some(d),
        E::Pair { a, rest: None } => Some(a),
        E::Boxed(pair) => { let (x, _) = *pair; Some(x) }
        _ => None,
    }
}
fn show(d: Option<D>) { match d { Some(d) => println!("got {}", d.0), None => println!("nothing") } }

fn main() {
    show(first(b(E::One(D("a")))));
    println!();
    show(first(b(E::Two(D("b"), D("c")))));
    println!();
    show(first(b(E::Pair { a: D("d"), rest: Some(D("e")) })));
    println!();
    show(first(b(E::Pair { a: D("f"), rest: None })));
    println!();
    show(first(b(E::Pair { a: D("g"), rest: Some(D("keep")) })));
    println!();
    show(first(b(E::Boxed(Box::new((D("h"), D("i")))))));
    println!();
    let t = (D("x"), D("y"), D("z"));
    let (x, ..) = t;
    println!("have {}", x.0);
    drop(x);
    println!("then");
    let y = t.1;
    println!("moved {}", y.0);
    let o = Some(D("o"));
    match &o { Some(d) => println!("see {}", d.0), None => {} }
    match o { Some(ref d) if d.0 == "p" => println!("p"), Some(_) => println!("still"), None => {} }
    let v: Vec<Option<D>> = vec![Some(D("1")), None, Some(D("2"))];
    for d in v { if let Some(D("1")) = &d { println!("one"); } else { println!("else"); } }
    println!("end");
}
