//! A backtracking matcher of patterns with classes, repeats, groups and anchors.
use std::hint::black_box as b;
#[derive(Debug, Clone)] enum N { Char(char), Any, Class(Vec<(char, char)>, bool), Group(Vec<Vec<Item>>), Start, End }
#[derive(Debug, Clone)] struct Item { n: N, min: u32, max: u32, lazy: bool }
fn parse(c: &[char], at: &mut usize, depth: u32) -> Result<Vec<Vec<Item>>, String> {
    let mut alts = vec![vec![]];
    while *at < c.len() {
        let n = match c[*at] { ')' if depth > 0 => break, '|' => { alts.push(vec![]); *at += 1; continue; } '.' => N::Any, '^' => N::Start, '$' => N::End, '(' => { *at += 1; let g = parse(c, at, depth + 1)?; if c.get(*at) != Some(&')') { return Err("open group".into()); } N::Group(g) } '[' => { let mut v = vec![]; *at += 1; let neg = c.get(*at) == Some(&'^'); *at += usize::from(neg); while c.get(*at).ok_or("open class")? != &']' { let lo = c[*at]; if c.get(*at + 1) == Some(&'-') && c.get(*at + 2).is_some_and(|x| *x != ']') { v.push((lo, c[*at + 2])); *at += 3; } else { v.push((lo, lo)); *at += 1; } } N::Class(v, neg) } '\\' => { *at += 1; match c.get(*at) { Some('d') => N::Class(vec![('0', '9')], false), Some(x) => N::Char(*x), None => return Err("end".into()) } } '*' | '+' | '?' => return Err(format!("nothing to repeat at {at}")), x => N::Char(x) };
        *at += 1;
        let (min, max) = match c.get(*at) { Some('*') => (0, u32::MAX), Some('+') => (1, u32::MAX), Some('?') => (0, 1), _ => (1, 1) };
        *at += usize::from((min, max) != (1, 1));
        let lazy = (min, max) != (1, 1) && c.get(*at) == Some(&'?');
        *at += usize::from(lazy);
        alts.last_mut().unwrap().push(Item { n, min, max, lazy });
    }
    Ok(alts)
}
fn seq(items: &[Item], s: &[char], at: usize, k: &mut dyn FnMut(usize) -> bool) -> bool { match items { [] => k(at), [i, rest @ ..] => repeat(i, 0, s, at, &mut |p| seq(rest, s, p, k)) } }
fn repeat(i: &Item, n: u32, s: &[char], at: usize, k: &mut dyn FnMut(usize) -> bool) -> bool { if n >= i.min && i.lazy && k(at) { return true; } if n < i.max && one(&i.n, s, at, &mut |p| (p > at || n < i.min) && repeat(i, n + 1, s, p, k)) { return true; } n >= i.min && !i.lazy && k(at) }
fn one(n: &N, s: &[char], at: usize, k: &mut dyn FnMut(usize) -> bool) -> bool { match n { N::Start => at == 0 && k(at), N::End => at == s.len() && k(at), N::Group(alts) => alts.iter().any(|a| seq(a, s, at, k)), n => s.get(at).is_some_and(|c| match n { N::Char(x) => x == c, N::Any => true, N::Class(v, neg) => v.iter().any(|r| (r.0..=r.1).contains(c)) != *neg, _ => false }) && k(at + 1) } }
fn find(p: &str, s: &str) -> Result<Option<String>, String> { let c: Vec<char> = p.chars().collect(); let alts = parse(&c, &mut 0, 0)?; let s: Vec<char> = s.chars().collect(); for from in 0..=s.len() { for a in &alts { let mut end = None; if seq(a, &s, from, &mut |e| { end = Some(e); true }) { return Ok(Some(s[from..end.unwrap()].iter().collect())); } } } Ok(None) }
fn main() { for (p, s) in [("a+b", "xaaab"), ("^(ab|cd)*$", "abcdab"), ("^(ab|cd)*$", "abcda"), ("[a-c]+?", "zbca"), ("[^a-c]+", "abzé1c"), ("\\d+\\.\\d*", "v 3.14!"), ("(a*)*b", "aaaa"), ("x|yz?", "wyz"), ("(é.)+", "aéxéyb"), ("*a", ""), ("(a", ""), ("[a", ""), ("", "abc"), ("a?a?a?aaa", "aaa"), ("<.+>", "<a><b>"), ("<.+?>", "<a><b>")] { println!("{p} {s} {:?}", find(b(p), b(s))); } }
