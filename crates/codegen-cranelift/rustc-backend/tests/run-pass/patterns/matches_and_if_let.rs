//! matches!, if-let-else ladders, while-let over iterators and stacks, nested ifs as values.
use std::collections::VecDeque;
use std::hint::black_box as b;

#[derive(Clone, Copy, Debug)]
enum Tok { Num(u32), Plus, Star, Open, Close }

fn lex(s: &str) -> Vec<Tok> {
    let mut out = Vec::new();
    let mut it = s.chars().peekable();
    while let Some(&c) = it.peek() {
        if let Some(d) = c.to_digit(10) {
            let mut n = d;
            it.next();
            while let Some(d) = it.peek().and_then(|c| c.to_digit(10)) { n = n * 10 + d; it.next(); }
            out.push(Tok::Num(n));
            continue;
        }
        if let Some(t) = match c { '+' => Some(Tok::Plus), '*' => Some(Tok::Star), '(' => Some(Tok::Open), ')' => Some(Tok::Close), _ => None } { out.push(t); }
        it.next();
    }
    out
}
fn expr(t: &mut VecDeque<Tok>) -> u32 { let mut x = term(t); while let Some(Tok::Plus) = t.front() { t.pop_front(); x += term(t); } x }
fn term(t: &mut VecDeque<Tok>) -> u32 { let mut x = atom(t); while matches!(t.front(), Some(Tok::Star)) { t.pop_front(); x *= atom(t); } x }
fn atom(t: &mut VecDeque<Tok>) -> u32 {
    if let Some(Tok::Num(n)) = t.pop_front_if(|x| matches!(x, Tok::Num(1..))) { n }
    else if let Some(Tok::Open) = t.front().copied() { t.pop_front(); let x = expr(t); if !matches!(t.pop_front(), Some(Tok::Close)) { return 0; } x }
    else { t.pop_front(); 0 }
}

fn main() {
    for s in ["1+2*3", "(1+2)*3", "2*(3+4)*(5+6)", "((7))", "0+5", "(1", "10 * 10 + 1"] {
        let mut t: VecDeque<_> = lex(b(s)).into();
        let n = t.len();
        println!("{s} {n} = {} {:?}", expr(&mut t), t);
    }
    let v = [Some(3), None, Some(8)];
    let label = |x: Option<i32>| if let Some(n) = x { if n > 5 { "big" } else { "small" } } else { "none" };
    println!("{:?}", v.map(|x| label(b(x))));
    println!("{}", v.iter().filter(|x| matches!(x, Some(n) if n % 2 == 0)).count());
    let mut queue = VecDeque::from([1u32]);
    let mut order = vec![];
    while let Some(n) = queue.pop_front() {
        order.push(n);
        if let m @ ..20 = n * 2 { queue.push_back(m); }
        if let 1.. = n % 3 && n * 3 < 20 { queue.push_back(n * 3); }
    }
    println!("{order:?}");
    assert!(matches!(b('x'), 'a'..='z'));
    println!("{}", matches!(b("abc").as_bytes(), [b'a', .., b'c']));
}
