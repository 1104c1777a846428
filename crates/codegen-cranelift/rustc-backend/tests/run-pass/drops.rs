//! The order in which values are dropped: scopes, moves, temporaries, replacement, partial moves, collections.
struct D(&'static str);
impl Drop for D { fn drop(&mut self) { println!("drop {}", self.0); } }
struct Pair { a: D, b: D }
enum E { One(D), Two(D, D), None }

fn make(n: &'static str) -> D { println!("make {n}"); D(n) }
fn early(flag: u8) -> Option<u8> {
    let _a = make("early a");
    if flag == 0 { return None; }
    let _b = make("early b");
    let x = (flag < 2).then_some(flag)?;
    let _c = make("early c");
    Some(x)
}
fn by_value(_d: D) { println!("in by_value"); }
fn pass(d: D) -> D { d }

fn main() {
    let _x = make("x");
    { let _y = make("y"); let _z = make("z"); println!("inner"); }
    let p = Pair { a: make("a"), b: make("b") };
    let Pair { a, b: _ } = p;
    println!("moved a"); drop(a); println!("after a");
    for i in 0..3 { println!("{:?}", early(i)); }
    by_value(make("v"));
    let mut r = make("r1"); r = make("r2"); println!("replaced {}", r.0);
    let old = std::mem::replace(&mut r, make("r3")); println!("old {}", old.0);
    let _ = make("ignored"); let _kept = make("kept");
    match make("scrutinee").0.len() { 9 => println!("nine"), _ => println!("other") }
    let v = vec![make("v1"), make("v2"), make("v3")];
    let mut it = v.into_iter(); println!("took {}", it.next().unwrap().0); drop(it);
    let mut e = E::Two(make("e1"), make("e2")); if let E::Two(ref d, _) = e { println!("{}", d.0); }
    e = E::One(make("e3")); if let E::One(d) = &e { println!("{}", d.0); } e = E::None; drop(e);
    let boxed: Box<dyn std::any::Any> = Box::new(make("dyn")); drop(boxed);
    let arr = [make("arr1"), make("arr2")]; let [first, _second] = arr; println!("{}", first.0);
    let cond = std::env::args().count() > 100;
    let maybe = make("maybe"); if cond { drop(maybe); } else { println!("not dropped yet"); }
    let c = { let d = make("captured"); move || println!("closure has {}", d.0) }; c(); drop(c);
    let rc = std::rc::Rc::new(make("rc")); let rc2 = rc.clone(); drop(rc); println!("one left"); drop(rc2);
    std::mem::forget(make("forgotten"));
    let d = pass(pass(make("passed"))); println!("{}", d.0);
    for d in [make("l1"), make("l2")] { if d.0 == "l1" { continue; } println!("loop {}", d.0); break; }
    println!("end");
}
