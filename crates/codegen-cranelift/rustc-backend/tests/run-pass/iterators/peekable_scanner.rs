//! Peekable: peek, next_if, peek_mut, in a tokenizer and a merge.
use std::hint::black_box as b;
use std::iter::Peekable;

#[derive(Debug, PartialEq)]
enum T { Int(u64), Float(f64), Word(String), Op(char), Str(String) }
fn lex(s: &str) -> Result<Vec<T>, String> {
    let mut it = s.char_indices().peekable();
    let mut out = vec![];
    while let Some((at, c)) = it.next() {
        out.push(match c {
            ' ' => continue,
            '0'..='9' => {
                let mut end = at + 1;
                while it.next_if(|x| x.1.is_ascii_digit() || x.1 == '_').is_some() { end += 1; }
                if it.next_if(|x| x.1 == '.').is_some() { end += 1; while it.next_if(|x| x.1.is_ascii_digit()).is_some() { end += 1; } T::Float(s[at..end].parse().map_err(|e| format!("{e}"))?) }
                else { T::Int(s[at..end].replace('_', "").parse().map_err(|e| format!("{e}"))?) }
            }
            c if c.is_alphabetic() => { let mut w = String::from(c); while let Some((_, c)) = it.next_if(|x| x.1.is_alphanumeric()) { w.push(c); } T::Word(w) }
            '"' => { let mut w = String::new(); loop { match it.next() { Some((_, '"')) => break T::Str(w), Some((_, '\\')) => w.extend(it.next().map(|x| x.1)), Some((_, c)) => w.push(c), None => return Err(format!("open string at {at}")) } } }
            c => T::Op(c),
        });
    }
    Ok(out)
}
fn merge<I: Iterator<Item = u32>>(a: I, c: I) -> Vec<u32> {
    let (mut a, mut c): (Peekable<I>, Peekable<I>) = (a.peekable(), c.peekable());
    std::iter::from_fn(|| match (a.peek(), c.peek()) { (Some(x), Some(y)) if x <= y => a.next(), (_, Some(_)) => c.next(), _ => a.next() }).collect()
}

fn main() {
    for s in ["let x1 = 1_000 + 2.50", "été\"a\\\"b\"", "\"open", "99999999999999999999", "", "7."] { println!("{:?}", lex(b(s))); }
    println!("{:?}", merge(vec![1, 4, 4, 9].into_iter(), vec![2, 4, 10, 11].into_iter()));
    let mut p = b([1, 1, 2, 3, 3, 3]).into_iter().peekable();
    let mut runs = vec![];
    while let Some(x) = p.next() { let mut n = 1; while p.next_if_eq(&x).is_some() { n += 1; } runs.push((x, n)); }
    println!("{runs:?}");
    let mut p = (0..4).peekable();
    if let Some(x) = p.peek_mut() { *x = 40; }
    println!("{:?} {:?} {:?}", p.len(), p.next(), p.nth(2));
    println!("{:?}", p.peek());
    println!("{:?} {:?}", p.next(), p.next());
}
