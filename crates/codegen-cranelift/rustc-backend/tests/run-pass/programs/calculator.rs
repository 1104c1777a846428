//! An expression calculator: Pratt parser with precedence, right associativity, functions and variables.
use std::collections::BTreeMap;
use std::hint::black_box as b;
#[derive(Debug, Clone)] enum E { Num(f64), Var(String), Un(char, Box<E>), Bin(char, Box<E>, Box<E>), Call(String, Vec<E>), Set(String, Box<E>) }
struct P { toks: Vec<String>, at: usize }
impl P {
    fn new(s: &str) -> P { let mut toks: Vec<String> = vec![]; let mut fresh = true; for c in s.chars() { match c { ' ' => fresh = true, c if c.is_alphanumeric() || c == '.' => { if fresh || !toks.last().is_some_and(|t| t.ends_with(|c: char| c.is_alphanumeric() || c == '.')) { toks.push(String::new()); } toks.last_mut().unwrap().push(c); fresh = false; } c => { toks.push(c.into()); fresh = true; } } } P { toks, at: 0 } }
    fn peek(&self) -> &str { self.toks.get(self.at).map_or("", |s| s) }
    fn next(&mut self) -> String { self.at += 1; self.toks.get(self.at - 1).cloned().unwrap_or_default() }
    fn expect(&mut self, t: &str) -> Result<(), String> { let n = self.next(); if n == t { Ok(()) } else { Err(format!("expected {t}, got {n:?}")) } }
    fn expr(&mut self, min: u8) -> Result<E, String> {
        let t = self.next();
        let mut l = match t.as_str() { "(" => { let e = self.expr(0)?; self.expect(")")?; e } "-" => E::Un('-', Box::new(self.expr(9)?)), t if t.starts_with(|c: char| c.is_ascii_digit()) => E::Num(t.parse().map_err(|_| format!("number {t}"))?), t if t.starts_with(char::is_alphabetic) => if self.peek() == "(" { self.next(); let mut a = vec![]; while self.peek() != ")" { a.push(self.expr(0)?); if self.peek() == "," { self.next(); } } self.next(); E::Call(t.into(), a) } else { E::Var(t.into()) }, t => return Err(format!("unexpected {t:?}")) };
        loop {
            let op = self.peek().chars().next().unwrap_or('\0');
            let (lp, rp) = match op { '=' => (2, 1), '+' | '-' => (3, 4), '*' | '/' | '%' => (5, 6), '^' => (12, 11), '!' => (20, 0), _ => break };
            if lp < min { break; }
            self.next();
            l = if op == '!' { E::Un('!', Box::new(l)) } else { let r = self.expr(rp)?; if op == '=' { match l { E::Var(n) => E::Set(n, Box::new(r)), l => return Err(format!("set {l:?}")) } } else { E::Bin(op, Box::new(l), Box::new(r)) } };
        }
        Ok(l)
    }
}
fn eval(e: &E, v: &mut BTreeMap<String, f64>) -> Result<f64, String> { Ok(match e { E::Num(n) => *n, E::Var(n) => *v.get(n).ok_or_else(|| format!("no {n}"))?, E::Un('-', e) => -eval(e, v)?, E::Un(_, e) => (1..=eval(e, v)? as u32).map(f64::from).product(), E::Set(n, e) => { let x = eval(e, v)?; v.insert(n.clone(), x); x } E::Bin(op, l, r) => { let (l, r) = (eval(l, v)?, eval(r, v)?); match op { '+' => l + r, '-' => l - r, '*' => l * r, '/' => if r == 0.0 { return Err("division by zero".into()) } else { l / r }, '%' => l % r, _ => (0..r as u32).fold(1.0, |a, _| a * l) } } E::Call(f, a) => { let a = a.iter().map(|e| eval(e, v)).collect::<Result<Vec<_>, _>>()?; match (f.as_str(), &a[..]) { ("max", [x, r @ ..]) => r.iter().fold(*x, |m, y| m.max(*y)), ("sqrt", [x]) => x.sqrt(), ("avg", a) if !a.is_empty() => a.iter().sum::<f64>() / a.len() as f64, (f, a) => return Err(format!("{f}/{}", a.len())) } } }) }
fn main() { let mut v = BTreeMap::new(); for s in ["1 + 2 * 3", "2 ^ 3 ^ 2 - -1", "(1+2)*3 % 4", "x = y = 2.5 * 2", "x / y + max(1, x, 3)", "5! / 3!", "-2 ^ 2", "sqrt(avg(7, 9, 11))", "1 / 0", "z", "(1", "1 + * 2", "max()", "3 = 4", "1.2.3"] { println!("{s} -> {:?}", P::new(b(s)).expr(0).and_then(|e| eval(&e, &mut v))); } println!("{v:?}"); }
