//! A trie of words with counts: insertion, removal, prefix search, longest match, suggestions by distance.
use std::collections::BTreeMap;
use std::hint::black_box as b;
#[derive(Debug, Default, Clone)] struct Trie { count: u32, kids: BTreeMap<char, Trie> }
impl Trie {
    fn add(&mut self, w: &str) -> u32 { let mut t = self; for c in w.chars() { t = t.kids.entry(c).or_default(); } t.count += 1; t.count }
    fn remove(&mut self, w: &str) -> bool { fn go(t: &mut Trie, mut c: std::str::Chars) -> Option<bool> { match c.next() { None => { t.count = t.count.checked_sub(1)?; } Some(x) => if go(t.kids.get_mut(&x)?, c)? { t.kids.remove(&x); } } Some(t.count == 0 && t.kids.is_empty()) } go(self, w.chars()).is_some() }
    fn at(&self, p: &str) -> Option<&Trie> { p.chars().try_fold(self, |t, c| t.kids.get(&c)) }
    fn words(&self, p: &str) -> Vec<(String, u32)> { fn go(t: &Trie, s: &mut String, out: &mut Vec<(String, u32)>) { if t.count > 0 { out.push((s.clone(), t.count)); } for (c, k) in &t.kids { s.push(*c); go(k, s, out); s.pop(); } } let mut out = vec![]; if let Some(t) = self.at(p) { go(t, &mut p.to_owned(), &mut out); } out }
    fn longest<'s>(&self, s: &'s str) -> Option<&'s str> { let mut t = self; let mut end = None; for (i, c) in s.char_indices() { match t.kids.get(&c) { Some(k) => t = k, None => break } if t.count > 0 { end = Some(i + c.len_utf8()); } } end.map(|e| &s[..e]) }
    fn near(&self, w: &str, max: usize) -> Vec<(usize, String)> { let w: Vec<char> = w.chars().collect(); fn go(t: &Trie, w: &[char], row: &[usize], max: usize, s: &mut String, out: &mut Vec<(usize, String)>) { if t.count > 0 && row[w.len()] <= max { out.push((row[w.len()], s.clone())); } if row.iter().min() > Some(&max) { return; } for (c, k) in &t.kids { let mut r = vec![row[0] + 1]; for i in 0..w.len() { r.push((r[i] + 1).min(row[i + 1] + 1).min(row[i] + usize::from(w[i] != *c))); } s.push(*c); go(k, w, &r, max, s, out); s.pop(); } } let mut out = vec![]; go(self, &w, &(0..=w.len()).collect::<Vec<_>>(), max, &mut String::new(), &mut out); out.sort(); out }
    fn nodes(&self) -> usize { 1 + self.kids.values().map(Trie::nodes).sum::<usize>() }
}
fn segment(t: &Trie, s: &str) -> Option<Vec<String>> { if s.is_empty() { return Some(vec![]); } let ends: Vec<usize> = s.char_indices().map(|(i, c)| i + c.len_utf8()).filter(|e| t.at(&s[..*e]).is_some_and(|t| t.count > 0)).collect(); ends.into_iter().rev().find_map(|e| { let mut v = segment(t, &s[e..])?; v.insert(0, s[..e].into()); Some(v) }) }
fn main() {
    let mut t = Trie::default();
    for w in b("car cart card care cat dog do done été etc car carton on cars").split(' ') { t.add(w); }
    println!("{} {:?}", t.nodes(), t.words("car"));
    println!("{:?} {:?} {:?}", t.words("x"), t.words("é"), t.words("").len());
    println!("{:?} {:?} {:?}", t.longest("cartoon"), t.longest("donesome"), t.longest("zzz"));
    println!("{:?}", t.near(b("cart"), 1));
    println!("{:?} {:?}", t.near("ete", 2), t.near("", 2));
    println!("{:?} {:?}", segment(&t, "cartondoncat"), segment(&t, "carsdonedog"));
    println!("{} {} {} {}", t.remove("car"), t.remove("car"), t.remove("car"), t.remove("nope"));
    println!("{} {} {} {:?}", t.remove("carton"), t.remove("done"), t.nodes(), t.words("do"));
    for (w, _) in t.clone().words("") { t.remove(&w); }
    println!("{}", t.nodes());
}
