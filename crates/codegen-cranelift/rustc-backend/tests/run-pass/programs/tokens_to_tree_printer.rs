//! A formatter: tokens to a tree of blocks, printed with indents and line breaks within a width.
use std::hint::black_box as b;
#[derive(Debug, Clone, PartialEq)] enum Doc { Text(String), Line, Nest(usize, Box<Doc>), Group(Box<Doc>), Cat(Vec<Doc>) }
use Doc::*;
fn fits(mut left: isize, d: &[(usize, bool, &Doc)]) -> bool { let mut st: Vec<_> = d.to_vec(); while let Some((i, flat, d)) = st.pop() { if left < 0 { return false; } match d { Text(s) => left -= s.chars().count() as isize, Line => if flat { left -= 1 } else { return true }, Nest(n, d) => st.push((i + n, flat, d)), Group(d) => st.push((i, flat, d)), Cat(v) => st.extend(v.iter().rev().map(|d| (i, flat, d))) } } left >= 0 }
fn print(d: &Doc, width: usize) -> String { let (mut out, mut at) = (String::new(), 0usize); let mut st = vec![(0, false, d)]; while let Some((i, flat, d)) = st.pop() { match d { Text(s) => { out.push_str(s); at += s.chars().count(); } Line if flat => { out.push(' '); at += 1; } Line => { out.push('\n'); out.extend(std::iter::repeat_n(' ', i)); at = i; } Nest(n, d) => st.push((i + n, flat, d)), Group(d) => { let f = flat || fits(width as isize - at as isize, &[(i, true, d)]); st.push((i, f, d)); } Cat(v) => st.extend(v.iter().rev().map(|d| (i, flat, d))) } } out }
fn text(s: &str) -> Doc { Text(s.into()) }
fn parse<'a>(t: &mut impl Iterator<Item = &'a str>) -> Vec<Doc> { let mut v = vec![]; while let Some(w) = t.next() { match w { "(" => { let inner = parse(t); let mut parts = vec![text("(")]; for (i, d) in inner.into_iter().enumerate() { if i > 0 { parts.push(Line); } parts.push(d); } parts.push(text(")")); v.push(Group(Box::new(Nest(2, Box::new(Cat(parts)))))); } ")" => break, w => v.push(text(w)) } } v }
fn size(d: &Doc) -> usize { match d { Text(_) | Line => 1, Nest(_, d) | Group(d) => 1 + size(d), Cat(v) => v.iter().map(size).sum() } }
fn main() {
    for src in ["( define ( square x ) ( * x x ) )", "( let ( ( a 1 ) ( b 22222 ) ( c ( list 1 2 3 4 5 6 7 8 9 ) ) ) ( if ( < a b ) ( print \"less\" ) ( print \"not-less\" ) ) )", "( é ( ) ( ( ( ( deep ) ) ) ) )", "atom"] {
        let s = b(src);
        let d = Cat(parse(&mut s.split(' ')));
        for w in [10, 24, 60] { println!("{w} {}\n{}", size(&d), print(&d, w)); }
        println!("{}", print(&d, 10).split_whitespace().collect::<String>() == s.split_whitespace().collect::<String>());
    }
}
