//! Traits implemented for function types and closures: handlers by arity, middleware, extractors.
use std::collections::BTreeMap;
use std::hint::black_box as b;
#[derive(Debug, Clone, Default)] struct Req { path: String, query: BTreeMap<String, String>, body: Vec<u8> }
trait Extract: Sized { fn from(r: &Req) -> Result<Self, String>; }
struct Path(String); struct Num<const K: char>(i64); struct Body(usize);
impl Extract for Path { fn from(r: &Req) -> Result<Self, String> { Ok(Path(r.path.clone())) } }
impl<const K: char> Extract for Num<K> { fn from(r: &Req) -> Result<Self, String> { r.query.get(&K.to_string()).ok_or(format!("no {K}"))?.parse().map(Num).map_err(|e| format!("{K}: {e}")) } }
impl Extract for Body { fn from(r: &Req) -> Result<Self, String> { if r.body.is_empty() { Err("empty".into()) } else { Ok(Body(r.body.len())) } } }
impl<T: Extract> Extract for Option<T> { fn from(r: &Req) -> Result<Self, String> { Ok(T::from(r).ok()) } }
trait Handler<Args> { fn call(&self, r: &Req) -> Result<String, String>; }
macro_rules! handler { ($($a:ident)*) => { impl<F, R: ToString, $($a: Extract),*> Handler<($($a,)*)> for F where F: Fn($($a),*) -> R { #[allow(unused_variables)] fn call(&self, r: &Req) -> Result<String, String> { Ok(self($($a::from(r)?),*).to_string()) } } } }
handler!(); handler!(A); handler!(A B); handler!(A B C);
type Boxed = Box<dyn Fn(&Req) -> Result<String, String>>;
#[derive(Default)] struct App(Vec<(String, Boxed)>);
impl App {
    fn on<A: 'static, H: Handler<A> + 'static>(mut self, p: &str, h: H) -> Self { self.0.push((p.into(), Box::new(move |r| h.call(r)))); self }
    fn wrap(mut self, f: impl Fn(&Req, &Boxed) -> Result<String, String> + Clone + 'static) -> Self { self.0 = self.0.into_iter().map(|(p, h)| { let f = f.clone(); (p, Box::new(move |r: &Req| f(r, &h)) as Boxed) }).collect(); self }
    fn run(&self, r: &Req) -> Result<String, String> { self.0.iter().find(|h| r.path.starts_with(&h.0)).ok_or("404")?.1(r) }
}
fn named(Path(p): Path, Body(n): Body) -> usize { p.len() * 100 + n }
fn main() {
    let k = b(1000);
    let app = App::default().on("/add", |Num(x): Num<'x'>, Num(y): Num<'y'>| x + y).on("/hi", || "hello").on("/named", named).on("/opt", move |Path(p): Path, x: Option<Num<'x'>>, y: Option<Body>| format!("{p} {:?} {:?} {k}", x.map(|n| n.0), y.map(|b| b.0))).wrap(|r, h| if r.query.contains_key("deny") { Err("denied".into()) } else { h(r).map(|s| format!("[{s}]")) }).wrap(|r, h| { let x = h(r); println!("{} -> {}", r.path, x.is_ok()); x });
    for (path, query, body) in [("/add", "x=5&y=-7", ""), ("/add", "x=5", ""), ("/add", "x=5&y=q", ""), ("/hi", "", ""), ("/hi", "deny=1", ""), ("/named", "", "abc"), ("/named", "", ""), ("/opt", "x=3", ""), ("/opt", "", "zz"), ("/none", "", "")] {
        let r = Req { path: path.into(), query: query.split('&').filter_map(|p| p.split_once('=')).map(|(k, v)| (k.into(), v.into())).collect(), body: body.into() };
        println!("{:?}", app.run(b(&r)));
    }
}
