//! Structs, tuples, boxes and arrays moved out of in parts: the rest is dropped where it ends.
use std::hint::black_box as b;

struct D(u8);
impl Drop for D { fn drop(&mut self) { print!("-{} ", self.0); } }
struct Three { a: D, b: D, c: D }
enum E { Two(D, D), One(D) }

fn conditional(flag: u8) { let d = D(10); let e = D(11); if flag & 1 == 1 { drop(d); print!("[moved d] "); } if flag & 2 == 2 { let _inner = e; print!("[inner] "); } print!("[end] "); }
fn early(n: u8) -> Option<D> { let x = D(20); if n == 0 { return None; } let y = D(21); if n == 1 { return Some(y); } let z = (x, y, D(22)); if n == 2 { return Some(z.1); } Some(z.0) }
fn loops(n: u8) { for i in 0..n { let d = D(30 + i); if i == 1 { continue; } let keep = D(40 + i); if i == 3 { let moved = keep; print!("[break {}] ", moved.0); break; } if i == 2 { drop(d); } print!("[body] "); } }
fn assign() { let mut d = D(50); print!("[assign] "); d = D(51); print!("[assigned {}] ", d.0); let e; if b(true) { e = d; } else { e = D(52); } d = D(53); print!("[{} {}] ", d.0, e.0); }
fn reinit() { let mut t = Three { a: D(60), b: D(61), c: D(62) }; drop(t.b); print!("[hole] "); t.b = D(63); drop(t.a); t.a = D(64); let Three { c, .. } = t; print!("[c {}] ", c.0); }

fn main() {
    let t = Three { a: D(1), b: D(2), c: D(3) };
    let x = t.b;
    print!("[x {}] ", x.0);
    drop(x);
    let Three { a, .. } = t;
    println!("[a {}]", a.0);
    for f in 0..4 { conditional(b(f)); println!(); }
    for n in 0..4 { let r = early(b(n)); println!("[{:?}]", r.as_ref().map(|d| d.0)); }
    println!();
    loops(b(5)); println!();
    assign(); println!();
    reinit(); println!();
    let bx = Box::new((D(70), D(71))); let first = bx.0; println!("[first {}]", first.0); drop(first); drop(bx.1); println!();
    match E::Two(D(80), D(81)) { E::Two(a, _) => print!("[a {}] ", a.0), E::One(_) => {} } println!();
    match b(E::One(D(82))) { E::One(ref d) => print!("[ref {}] ", d.0), E::Two(..) => {} } println!();
    let [p, _, q] = [D(90), D(91), D(92)]; println!("[{} {}]", p.0, q.0);
    let (_, y) = (D(93), D(94)); println!("[y {}]", y.0);
    let o = Some((D(95), D(96))); if let Some((l, _)) = o { print!("[l {}] ", l.0); } println!("[end]");
}
