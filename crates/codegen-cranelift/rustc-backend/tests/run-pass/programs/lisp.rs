//! A small Lisp: reader, environments in Rc, closures, recursion, lists, errors.
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::fmt;
use std::hint::black_box as b;
use std::rc::Rc;
#[derive(Clone)] enum V { Nil, Int(i64), Sym(Rc<str>), Cons(Rc<(V, V)>), Prim(&'static str, fn(&[V]) -> R), Fn(Rc<(Vec<Rc<str>>, V, Env)>) }
type R = Result<V, String>;
#[derive(Clone)] struct Env(Rc<(RefCell<BTreeMap<Rc<str>, V>>, Option<Env>)>);
impl Env { fn get(&self, k: &str) -> Option<V> { self.0.0.borrow().get(k).cloned().or_else(|| self.0.1.as_ref()?.get(k)) } fn new(up: Option<Env>) -> Env { Env(Rc::new((RefCell::default(), up))) } fn set(&self, k: Rc<str>, v: V) { self.0.0.borrow_mut().insert(k, v); } }
impl fmt::Display for V { fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { match self { V::Nil => f.write_str("()"), V::Int(n) => write!(f, "{n}"), V::Sym(s) => f.write_str(s), V::Prim(n, _) => write!(f, "<{n}>"), V::Fn(c) => write!(f, "<fn {}>", c.0.join(" ")), V::Cons(_) => { let v = list(self); write!(f, "({})", v.iter().map(V::to_string).collect::<Vec<_>>().join(" ")) } } } }
fn list(v: &V) -> Vec<V> { let mut out = vec![]; let mut v = v.clone(); while let V::Cons(c) = v { out.push(c.0.clone()); v = c.1.clone(); } out }
fn from(v: impl DoubleEndedIterator<Item = V>) -> V { v.rev().fold(V::Nil, |t, h| V::Cons(Rc::new((h, t)))) }
fn read(t: &mut std::iter::Peekable<std::str::SplitWhitespace>) -> R { match t.next().ok_or("end")? { "(" => { let mut v = vec![]; while *t.peek().ok_or("open list")? != ")" { v.push(read(t)?); } t.next(); Ok(from(v.into_iter())) } ")" => Err("close".into()), w => Ok(w.parse().map_or_else(|_| V::Sym(w.into()), V::Int)) } }
fn int(v: &V) -> Result<i64, String> { if let V::Int(n) = v { Ok(*n) } else { Err(format!("{v} is no number")) } }
fn eval(v: &V, env: &Env) -> R {
    let c = match v { V::Sym(s) => return env.get(s).ok_or_else(|| format!("no {s}")), V::Cons(c) => c, v => return Ok(v.clone()) };
    let args = list(&c.1);
    if let V::Sym(s) = &c.0 { match (&**s, &args[..]) {
        ("quote", [x]) => return Ok(x.clone()),
        ("if", [c, t, e]) => return if matches!(eval(c, env)?, V::Nil | V::Int(0)) { eval(e, env) } else { eval(t, env) },
        ("def", [V::Sym(n), x]) => { let x = eval(x, env)?; env.set(n.clone(), x.clone()); return Ok(x); }
        ("fn", [p, body]) => return Ok(V::Fn(Rc::new((list(p).iter().map(|p| p.to_string().into()).collect(), body.clone(), env.clone())))),
        _ => {}
    } }
    let f = eval(&c.0, env)?;
    let args = args.iter().map(|a| eval(a, env)).collect::<Result<Vec<_>, _>>()?;
    match f { V::Prim(_, f) => f(&args), V::Fn(c) => { if c.0.len() != args.len() { return Err(format!("{} arguments for {}", args.len(), V::Fn(c))); } let e = Env::new(Some(c.2.clone())); for (p, a) in c.0.iter().zip(args) { e.set(p.clone(), a); } eval(&c.1, &e) } f => Err(format!("{f} is no function")) }
}
fn main() {
    let env = Env::new(None);
    let prims: [(&'static str, fn(&[V]) -> R); 7] = [("+", |a| a.iter().map(int).sum::<Result<_, _>>().map(V::Int)), ("*", |a| a.iter().map(int).product::<Result<_, _>>().map(V::Int)), ("-", |a| match a { [x] => Ok(V::Int(-int(x)?)), [x, y] => Ok(V::Int(int(x)? - int(y)?)), _ => Err("-".into()) }), ("<", |a| match a { [x, y] => Ok(V::Int((int(x)? < int(y)?).into())), _ => Err("<".into()) }), ("cons", |a| match a { [h, t] => Ok(V::Cons(Rc::new((h.clone(), t.clone())))), _ => Err("cons".into()) }), ("car", |a| match a { [V::Cons(c)] => Ok(c.0.clone()), _ => Err("car of no list".into()) }), ("cdr", |a| match a { [V::Cons(c)] => Ok(c.1.clone()), _ => Err("cdr of no list".into()) })];
    for (n, f) in prims { env.set(n.into(), V::Prim(n, f)); }
    for s in ["(+ 1 2 (* 3 4))", "(def fact (fn (n) (if (< n 2) 1 (* n (fact (- n 1))))))", "(fact 15)", "(def map (fn (f l) (if l (cons (f (car l)) (map f (cdr l))) l)))", "(map (fn (x) (* x x)) (quote (1 2 3 4)))", "(def add (fn (a) (fn (b) (+ a b))))", "((add 5) 6)", "(def range (fn (a b) (if (< a b) (cons a (range (+ a 1) b)) ())))", "(map fact (range 1 9))", "(car ())", "(nope 1)", "(fact 1 2)", "(1 2)", "(+ 1 (quote x))", "( ( +", "(- 5)", "map"] { let t = b(s).replace('(', " ( ").replace(')', " ) "); match read(&mut t.split_whitespace().peekable()).and_then(|v| eval(&v, &env)) { Ok(v) => println!("{v}"), Err(e) => println!("error: {e}") } }
}
