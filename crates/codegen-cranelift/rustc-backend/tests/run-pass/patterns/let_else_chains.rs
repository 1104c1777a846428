//! let-else and chains of let in conditions, with drops of what did not match.
use std::hint::black_box as b;

struct Noise(&'static str);
impl Drop for Noise { fn drop(&mut self) { println!("  drop {}", self.0); } }

fn pair(s: &str) -> Result<(u8, u8), String> {
    let Some((l, r)) = s.split_once('=') else { return Err(format!("no = in {s:?}")) };
    let (Ok(l), Ok(r)) = (l.trim().parse(), r.trim().parse()) else {
        let what = if l.is_empty() { "empty" } else { "bad" };
        return Err(format!("{what} number in {s:?}"));
    };
    Ok((l, r))
}
fn lookup(map: &[(&str, i32)], keys: &[&str]) -> i32 {
    let mut total = 0;
    for key in keys {
        let Some(&(_, v)) = map.iter().find(|e| e.0 == *key) else { total -= 1; continue };
        total += v;
    }
    total
}
fn chain(a: Option<i32>, s: &str) -> &'static str {
    if let Some(x) = a && x > 0 && let Ok(y) = s.parse::<i32>() && y > x { "above" }
    else if let Some(x) = a && (x < 0 || s.is_empty()) { "odd" }
    else if a.is_none() && let Some('a'..='f') = s.chars().next() { "hex" }
    else { "none" }
}
fn noisy(some: bool) -> Option<Noise> { let _n = Noise("call"); some.then(|| Noise("value")) }

fn main() {
    for s in ["1=2", " 3 = 4 ", "x", "=5", "1=300", "a=1"] { println!("{:?}", pair(b(s))); }
    println!("{}", lookup(b(&[("a", 5), ("b", 70)]), b(&["a", "c", "b", "a"])));
    for (a, s) in [(Some(1), "2"), (Some(1), "1"), (Some(-1), "z"), (Some(5), ""), (None, "cafe"), (None, "zoo"), (None, "")] { println!("{}", chain(b(a), b(s))); }
    for some in [true, false] {
        println!("let else");
        let Some(n) = noisy(b(some)) else { println!("  else"); continue };
        println!("  got {}", n.0);
    }
    for some in [true, false] {
        println!("if let");
        if let Some(n) = noisy(b(some)) && n.0.len() == 5 { println!("  then {}", n.0); } else { println!("  else"); }
        println!("after");
    }
    let mut stack = vec![3, 2, 1];
    while let Some(top) = stack.pop() && top < 3 { print!("{top} "); if top == 1 { stack.push(0); } }
    println!("{stack:?}");
}
