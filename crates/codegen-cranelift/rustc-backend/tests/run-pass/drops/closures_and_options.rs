//! What closures own is dropped with them: called once, never, cloned, boxed; take, replace and insert of options.
use std::hint::black_box as b;
use std::rc::Rc;
#[derive(Clone)] struct D(&'static str, Rc<std::cell::RefCell<Vec<String>>>);
impl Drop for D { fn drop(&mut self) { self.1.borrow_mut().push(format!("-{}", self.0)); } }
fn main() {
    let log = Rc::new(std::cell::RefCell::new(vec![]));
    let d = |n| D(n, log.clone());
    let show = |what: &str| println!("{what}: {}", log.take().join(" "));
    let (x, y) = (d("x"), d("y"));
    let f = move || { let _y = &y; drop(x); };
    show("made"); f(); show("called");
    let x = d("never"); let f = move || drop(x); drop(f); show("not called");
    let x = d("c"); let f = move || x.0.len(); let g = f.clone(); drop(f); show("one clone"); println!("{}", g()); drop(g); show("other");
    let mut o = Some(d("o")); drop(o.take()); show("take"); o = Some(d("p")); show("assigned"); let old = o.replace(d("q")); show("replaced"); drop(old); show("old"); o.insert(d("r")); show("insert"); let _ = o.get_or_insert_with(|| d("no")); o = None; show("none");
    let mut v = vec![Some(d("v0")), None, Some(d("v2"))]; v[1] = v[0].take(); show("moved"); v.retain(Option::is_some); show("retain"); v.swap(0, 1); v.truncate(1); show("truncate"); println!("{}", v[0].as_ref().unwrap().0); drop(v); show("vec");
    let bx: Box<dyn FnOnce(u8) -> u8> = { let x = d("boxed"); Box::new(move |n| n + x.0.len() as u8) }; println!("{}", b(bx)(1)); show("boxed called");
    let r: Result<D, D> = Err(d("err")); let s = r.or_else(|e| { drop(e); Ok::<D, D>(d("ok")) }); show("or_else"); println!("{}", s.map(|d| d.0).ok().unwrap()); show("map");
    let t = (d("t0"), d("t1")); let (ref a, _) = t; println!("{}", a.0); drop(t); show("tuple");
    let arr: [D; 3] = ["a", "b", "c"].map(d); let [_, m, _] = arr; show("array moved"); drop(m); show("middle");
    let z = Some(d("z1")).zip(Some(d("z2"))).and_then(|(p, q)| if p.0 < q.0 { Some(q) } else { None }); show("zip"); drop(z); show("zipped");
    println!("{}", Rc::strong_count(&log));
}
