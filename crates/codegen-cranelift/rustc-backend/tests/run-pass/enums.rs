//! Enums: niches, explicit discriminants, data, nesting, casts.
use std::hint::black_box as b;
use std::num::NonZeroU8;

#[derive(Debug, Clone, PartialEq)]
enum Shape { Unit, Tuple(u8, u64), Struct { a: String, b: Option<Box<Shape>> }, Nested(Option<Option<bool>>) }

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(i16)]
enum Number { Low = -300, Zero = 0, High = 300 }

#[derive(Debug, Clone, Copy)]
#[repr(u128)]
enum Wide { A = 1 << 100, B = 7 }

enum Never {}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Niche { A(bool), B, C, D }

#[derive(Debug, Clone, Copy, PartialEq)]
enum MultiNiche { X(Number, u8), Y(u8), Z }

#[derive(Debug)]
enum Big { A([u64; 20]), B(u8), C }

fn describe(s: &Shape) -> String {
    match s {
        Shape::Unit => "unit".into(),
        Shape::Tuple(0..=9, n) => format!("small {n}"),
        Shape::Tuple(a, n) if *n > 100 => format!("guard {a} {n}"),
        Shape::Tuple(..) => "other".into(),
        Shape::Struct { a, b: None } => format!("leaf {a}"),
        Shape::Struct { a, b: Some(inner) } => format!("{a} > {}", describe(inner)),
        Shape::Nested(x) => format!("{x:?}"),
    }
}

fn parse(s: &str) -> Result<u8, Never> { Ok(s.len() as u8) }

fn main() {
    let shapes = [
        Shape::Unit, Shape::Tuple(3, 4), Shape::Tuple(30, 400), Shape::Tuple(30, 4),
        Shape::Struct { a: "x".into(), b: None },
        Shape::Struct { a: "y".into(), b: Some(Box::new(Shape::Unit)) },
        Shape::Nested(None), Shape::Nested(Some(None)), Shape::Nested(Some(Some(true))),
    ];
    for s in &shapes { println!("{} {:?} {}", describe(b(s)), s, s == &s.clone()); }
    for n in [Number::Low, Number::Zero, Number::High] { println!("{:?} {} {:?}", n, b(n) as i16, n.cmp(&Number::Zero)); }
    for w in [Wide::A, Wide::B] { println!("{:?} {}", w, b(w) as u128); }
    for n in [Niche::A(true), Niche::A(false), Niche::B, Niche::C, Niche::D] { println!("{n:?} {:?}", b(Some(n))); println!("{:?}", b(n) == Niche::C); }
    println!("{:?}", b(None::<Niche>));
    for m in [MultiNiche::X(Number::High, 1), MultiNiche::Y(9), MultiNiche::Z] { println!("{:?} {:?}", b(m), Some(Some(m))); }
    println!("{} {}", size_of::<Option<Box<u8>>>() == size_of::<usize>(), size_of::<Option<Option<bool>>>());
    println!("{:?} {:?}", NonZeroU8::new(b(0)), NonZeroU8::new(b(5)));
    println!("{}", match parse("abc") { Ok(n) => n, Err(e) => match e {} });
    let bigs = [Big::A([1; 20]), Big::B(2), Big::C];
    for x in &bigs { println!("{}", match b(x) { Big::A(a) => a.iter().sum(), Big::B(n) => *n as u64, Big::C => 0 }); }
    println!("{:?}", [Some(1), None, Some(3)].into_iter().flatten().sum::<i32>());
    println!("{:?}", ["1", "x", "3"].iter().map(|s| s.parse::<i32>()).collect::<Result<Vec<_>, _>>().is_err());
    let r: Result<Option<char>, ()> = b(Ok(Some('é')));
    if let Ok(Some(c @ 'a'..='\u{ff}')) = r { println!("{c}"); }
    println!("{:?}", std::mem::discriminant(&shapes[0]) == std::mem::discriminant(&Shape::Unit));
}
