//! Higher-ranked bounds, callbacks with borrowed arguments and results, late and early lifetimes.
use std::hint::black_box as b;

fn apply<F>(words: &[String], f: F) -> Vec<usize> where F: for<'a> Fn(&'a str) -> &'a str { words.iter().map(|w| f(w).len()).collect() }
fn longest<'a, 'c: 'a>(x: &'a str, y: &'c str) -> &'a str { if x.len() >= y.len() { x } else { y } }
fn first_word(s: &str) -> &str { s.split(' ').next().unwrap_or("") }
struct Parser<'s> { src: &'s str, at: usize }
impl<'s> Parser<'s> {
    fn word(&mut self) -> Option<&'s str> { let rest = self.src[self.at..].trim_start(); let start = self.src.len() - rest.len(); let end = start + rest.find(' ').unwrap_or(rest.len()); self.at = end; (end > start).then(|| &self.src[start..end]) }
    fn all(mut self) -> Vec<&'s str> { std::iter::from_fn(|| self.word()).collect() }
}
trait Visit { fn visit<'t>(&mut self, t: &'t Tree) -> Option<&'t Tree>; }
struct Tree { v: i32, kids: Vec<Tree> }
struct Max(i32);
impl Visit for Max { fn visit<'t>(&mut self, t: &'t Tree) -> Option<&'t Tree> { let mut best = (t.v > self.0).then_some(t); if best.is_some() { self.0 = t.v; } for k in &t.kids { best = self.visit(k).or(best); } best } }
fn callbacks(fs: &[(&str, &dyn for<'a> Fn(&'a mut Vec<i32>) -> &'a mut i32)], v: &mut Vec<i32>) { for (n, f) in fs { *f(v) += 100; println!("{n} {v:?}"); } }

fn main() {
    let words: Vec<String> = ["alpha beta", "x", " y"].map(String::from).to_vec();
    println!("{:?} {:?} {:?}", apply(&words, |s| &s[1..]), apply(&words, first_word), apply(b(&words), str::trim));
    let outer = String::from("longer one");
    let l = { let inner = "short"; longest(&outer, inner) };
    println!("{l}");
    let src = String::from("  take  these words ");
    println!("{:?}", Parser { src: b(&src), at: 0 }.all());
    let t = Tree { v: 3, kids: vec![Tree { v: 9, kids: vec![Tree { v: 4, kids: vec![] }] }, Tree { v: 12, kids: vec![] }, Tree { v: 11, kids: vec![] }] };
    println!("{:?} {:?}", Max(0).visit(&t).map(|t| t.v), Max(50).visit(&t).map(|t| t.v));
    callbacks(&[("first", &|v| &mut v[0]), ("last", &|v| v.last_mut().unwrap()), ("push", &|v| { v.push(0); v.last_mut().unwrap() })], &mut vec![1, 2]);
}
