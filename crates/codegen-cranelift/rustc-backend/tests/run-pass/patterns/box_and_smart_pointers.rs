//! Matches through Box, Rc, String and Vec by their derefs, and matches that move out of a box.
use std::borrow::Cow;
use std::hint::black_box as b;
use std::rc::Rc;

enum Json { Null, Bool(bool), Num(i32), Arr(Vec<Json>), Obj(Vec<(String, Box<Json>)>) }
use Json::*;

fn get<'a>(j: &'a Json, path: &[&str]) -> Option<&'a Json> {
    match (j, path) {
        (j, []) => Some(j),
        (Arr(a), [i, rest @ ..]) => get(a.get(i.parse::<usize>().ok()?)?, rest),
        (Obj(o), [k, rest @ ..]) => o.iter().find(|e| e.0 == *k).and_then(|(_, v)| get(v, rest)),
        _ => None,
    }
}
fn show(j: Option<&Json>) -> String {
    match j { None => "-".into(), Some(Null) => "null".into(), Some(&Bool(x)) => x.to_string(), Some(Num(n)) => n.to_string(), Some(Arr(a)) => format!("[{}]", a.len()), Some(Obj(o)) => format!("{{{}}}", o.len()) }
}
fn take(x: Box<Option<(String, i32)>>) -> String { match *x { Some((s, n @ 1..)) => s + &n.to_string(), Some((s, _)) => s, None => "none".into() } }
fn cow(c: Cow<'_, str>) -> String { match c { Cow::Borrowed(s) => format!("borrowed {s}"), Cow::Owned(s) => format!("owned {s}") } }

fn main() {
    let j = Obj(vec![("a".into(), Box::new(Arr(vec![Num(1), Bool(true), Null, Obj(vec![("deep".into(), Box::new(Num(42)))])]))), ("b".into(), Box::new(Null))]);
    for p in ["", "a", "a/0", "a/1", "a/2", "a/3/deep", "a/4", "b", "b/x", "c", "a/x"] {
        let path: Vec<_> = p.split('/').filter(|s| !s.is_empty()).collect();
        println!("{p:?} {}", show(get(b(&j), &path)));
    }
    for x in [Some(("x".into(), 5)), Some(("y".into(), 0)), None] { println!("{}", take(b(Box::new(x)))); }
    println!("{} {}", cow(b("s".into())), cow(b(String::from("t").into())));
    let rc = Rc::new((1, Some("in rc")));
    match &*rc { (n @ 0..2, Some(s)) => println!("{n} {s}"), _ => println!("other") }
    match Rc::try_unwrap(rc) { Ok((n, s)) => println!("{n} {s:?}"), Err(_) => println!("shared") }
    let v = vec![Box::new(3), Box::new(4)];
    match v.as_slice() { [a, c] if **a + 1 == **c => println!("next"), _ => println!("no") }
    let nested = b(&&Some(&5));
    match nested { Some(5) => println!("five"), _ => println!("no five") }
    let &mut ref mut x = &mut 4;
    *x += 1;
    println!("{x}");
}
