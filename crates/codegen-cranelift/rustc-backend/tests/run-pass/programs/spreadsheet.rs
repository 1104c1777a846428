//! Cells with formulas: references, ranges, sums, cycles found, recalculated in order of need.
use std::collections::BTreeMap;
use std::hint::black_box as b;
type At = (u8, u32);
#[derive(Debug, Clone, PartialEq)] enum Val { Num(f64), Text(String), Err(&'static str) }
#[derive(Default)] struct Sheet { src: BTreeMap<At, String>, done: BTreeMap<At, Val>, busy: Vec<At>, evals: u32 }
fn cell(s: &str) -> Option<At> { let (c, n) = s.split_at_checked(1)?; let c = c.bytes().next()?; (c.is_ascii_uppercase()).then_some((c, n.parse().ok()?)) }
impl Sheet {
    fn get(&mut self, at: At) -> Val {
        if let Some(v) = self.done.get(&at) { return v.clone(); }
        if self.busy.contains(&at) { return Val::Err("cycle"); }
        self.busy.push(at);
        self.evals += 1;
        let v = match self.src.get(&at).cloned() { None => Val::Num(0.0), Some(s) => match s.strip_prefix('=') { Some(f) => self.formula(f), None => s.parse().map_or(Val::Text(s), Val::Num) } };
        self.busy.pop();
        self.done.insert(at, v.clone());
        v
    }
    fn formula(&mut self, f: &str) -> Val { match self.sum(f.trim()) { Ok(n) => Val::Num(n), Err(e) => Val::Err(e) } }
    fn sum(&mut self, f: &str) -> Result<f64, &'static str> { let mut depth = 0; for (i, c) in f.char_indices().rev() { match c { ')' => depth += 1, '(' => depth -= 1, '+' | '-' if depth == 0 && i > 0 => { let (l, r) = (self.sum(f[..i].trim())?, self.term(f[i + 1..].trim())?); return Ok(if c == '+' { l + r } else { l - r }); } _ => {} } } self.term(f) }
    fn term(&mut self, f: &str) -> Result<f64, &'static str> { if let Some((l, r)) = f.rsplit_once('*').filter(|x| !x.1.contains(')')) { return Ok(self.term(l.trim())? * self.term(r.trim())?); } if let Some(inner) = f.strip_prefix("SUM(").and_then(|f| f.strip_suffix(')')) { let (from, to) = inner.split_once(':').ok_or("range")?; let (from, to) = (cell(from).ok_or("range")?, cell(to).ok_or("range")?); let mut s = 0.0; for c in from.0..=to.0 { for r in from.1..=to.1 { match self.get((c, r)) { Val::Num(n) => s += n, Val::Text(_) => {} Val::Err(e) => return Err(e) } } } return Ok(s); } if let Some(at) = cell(f) { return match self.get(at) { Val::Num(n) => Ok(n), Val::Text(_) => Err("text"), Val::Err(e) => Err(e) }; } f.parse().map_err(|_| "syntax") }
}
fn main() {
    let mut s = Sheet::default();
    for (at, src) in [("A1", "10"), ("A2", "2.5"), ("A3", "=A1*A2"), ("B1", "name"), ("B2", "=SUM(A1:A3)+1"), ("B3", "=B1+1"), ("C1", "=C2"), ("C2", "=C1+1"), ("C3", "=SUM(A1:B2)-B2"), ("D1", "=D9*5+A2 - 1"), ("D2", "=oops"), ("D3", "=SUM(A1:C3)"), ("D4", "=SUM(A1)")] { s.src.insert(cell(b(at)).unwrap(), src.into()); }
    for r in 1..=4 { println!("{:?}", ('A'..='D').map(|c| s.get((c as u8, r))).collect::<Vec<_>>()); }
    println!("{} {}", s.evals, s.done.len());
    s.src.insert((b'A', 1), "-1".into());
    s.done.clear();
    println!("{:?} {:?}", s.get((b'B', 2)), s.get((b'C', 3)));
}
