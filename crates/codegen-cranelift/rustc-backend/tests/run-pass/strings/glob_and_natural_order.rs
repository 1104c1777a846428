//! Glob matching, natural order of names with numbers, title case, abbreviations, acronyms, palindromes.
use std::cmp::Ordering;
use std::hint::black_box as b;
fn glob(p: &[u8], s: &[u8]) -> bool { match (p, s) { ([], []) => true, ([b'*', r @ ..], s) => glob(r, s) || (!s.is_empty() && glob(p, &s[1..])), ([b'?', r @ ..], [_, t @ ..]) => glob(r, t), ([b'[', r @ ..], [c, t @ ..]) => r.iter().position(|x| *x == b']').is_some_and(|end| { let (neg, set) = match &r[..end] { [b'!', s @ ..] => (true, s), s => (false, s) }; set.contains(c) != neg && glob(&r[end + 1..], t) }), ([x, r @ ..], [y, t @ ..]) if x == y => glob(r, t), _ => false } }
fn natural(a: &str, c: &str) -> Ordering { let (mut a, mut c) = (a, c); loop { let digits = |s: &str| s.find(|c: char| !c.is_ascii_digit()).unwrap_or(s.len()); match (digits(a), digits(c)) { (0, _) | (_, 0) => { let (mut x, mut y) = (a.chars(), c.chars()); match (x.next(), y.next()) { (None, None) => return Ordering::Equal, (p, q) if p != q => return p.cmp(&q), _ => { a = x.as_str(); c = y.as_str(); } } } (i, j) => { let (x, y) = (a[..i].trim_start_matches('0'), c[..j].trim_start_matches('0')); let o = x.len().cmp(&y.len()).then(x.cmp(y)).then(i.cmp(&j)); if o.is_ne() { return o; } a = &a[i..]; c = &c[j..]; } } } }
fn title(s: &str) -> String { s.split(' ').map(|w| { let mut c = w.chars(); c.next().map(|f| f.to_uppercase().chain(c.flat_map(char::to_lowercase)).collect::<String>()).unwrap_or_default() }).collect::<Vec<_>>().join(" ") }
fn snake(s: &str) -> String { let mut out = String::new(); let mut last = ' '; for c in s.chars() { if c.is_uppercase() && last.is_lowercase() { out.push('_'); } last = c; out.extend(if c == '-' || c == ' ' { vec!['_'] } else { c.to_lowercase().collect() }); } out }
fn palindrome(s: &str) -> bool { let f = |c: &char| c.is_alphanumeric(); s.chars().filter(f).flat_map(char::to_lowercase).eq(s.chars().rev().filter(f).flat_map(char::to_lowercase)) }
fn elide(s: &str, n: usize) -> String { let k = s.chars().count(); if k <= n { return s.into(); } let (l, r) = ((n - 1).div_ceil(2), (n - 1) / 2); s.chars().take(l).chain(['…']).chain(s.chars().skip(k - r)).collect() }
fn main() {
    for (p, s) in [("*.rs", "main.rs"), ("a?c*", "abcdef"), ("[abc]*[!x]", "bzy"), ("[abc]*[!x]", "bzx"), ("", ""), ("*", ""), ("**a*b", "xxaxxb"), ("[", "[")] { print!("{} ", glob(b(p.as_bytes()), s.as_bytes())); }
    println!();
    let mut names = ["file10", "file9", "file", "file010", "a1b20", "a1b3", "é2", "z", "10", "9", "file9a"];
    names.sort_by(|a, c| natural(b(a), c));
    println!("{names:?}");
    println!("{} | {} | {} {}", title("the ÉLAN of ßtraße"), title(""), snake("camelCaseName with-Dash"), snake("HTTPServer"));
    println!("{:?}", ["A man, a plan: Panama!", "été", "No 'x' in Nixon", "ab", ""].map(|s| palindrome(b(s))));
    println!("{} {} {}", elide("a long sentence here", b(10)), elide("short", 10), elide("ééééééé", 4));
}
