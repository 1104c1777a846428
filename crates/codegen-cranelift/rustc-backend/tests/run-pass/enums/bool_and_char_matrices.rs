//! Tuples and arrays of bools, chars and small enums matched together, their niches within options.
use std::hint::black_box as b;
#[derive(Debug, Clone, Copy, PartialEq, Eq)] enum Tri { No, Maybe, Yes }
use Tri::*;
fn and(x: Tri, y: Tri) -> Tri { match (x, y) { (No, _) | (_, No) => No, (Yes, Yes) => Yes, _ => Maybe } }
fn implies(x: Tri, y: bool) -> Option<bool> { match (x, y) { (No, _) | (_, true) => Some(true), (Yes, false) => Some(false), (Maybe, false) => None } }
fn table(x: (Option<bool>, Tri, char)) -> u8 { match x { (None, No, 'a'..='m') => 1, (None, _, 'a') => 2, (Some(true), Maybe | Yes, c) if c.is_uppercase() => 3, (Some(f), No, 'x' | 'y') => 4 + f as u8, (Some(_), Yes, _) => 6, (None, Yes, _) => 7, (_, Maybe, '\u{80}'..) => 8, _ => 9 } }
fn all(x: [Option<Tri>; 3]) -> String { match x { [None, None, None] => "none".into(), [Some(a), .., Some(c)] if a == c => format!("ends {a:?}"), [.., Some(Yes)] => "yes last".into(), [first, Some(m), _] => format!("{first:?} then {m:?}"), [a, None, c] => format!("{}", a.is_some() as u8 * 2 + c.is_some() as u8) } }
fn main() {
    for x in [No, Maybe, Yes] { println!("{:?} {:?}", [No, Maybe, Yes].map(|y| and(b(x), b(y))), [true, false].map(|y| implies(b(x), b(y)))); }
    for o in [None, Some(true), Some(false)] { for t in [No, Maybe, Yes] { print!("{} ", ['a', 'm', 'x', 'Z', 'é'].map(|c| table(b((o, t, c)))).iter().map(u8::to_string).collect::<String>()); } }
    println!();
    let os = [None, Some(No), Some(Yes)];
    for i in 0..27 { print!("{} | ", all(b([os[i % 3], os[i / 3 % 3], os[i / 9]]))); }
    println!();
    println!("{} {} {}", size_of::<Option<(bool, Tri, char)>>(), size_of::<[Option<Tri>; 3]>(), size_of::<Option<Option<Option<Tri>>>>());
}
