//! An expression tree in boxes: built, printed, simplified and evaluated by recursive matches.
use std::hint::black_box as b;

#[derive(Debug, Clone, PartialEq)]
enum Expr { Num(i64), Var(char), Add(Box<Expr>, Box<Expr>), Mul(Box<Expr>, Box<Expr>), Neg(Box<Expr>) }
use Expr::*;

fn num(n: i64) -> Box<Expr> { Box::new(Num(n)) }
fn var(c: char) -> Box<Expr> { Box::new(Var(c)) }

fn eval(e: &Expr, x: i64) -> i64 {
    match e {
        Num(n) => *n,
        Var('x') => x,
        Var(c) => *c as i64,
        Add(l, r) => eval(l, x) + eval(r, x),
        Mul(l, r) => eval(l, x) * eval(r, x),
        Neg(e) => -eval(e, x),
    }
}
fn simplify(e: Expr) -> Expr {
    match e {
        Add(l, r) => match (simplify(*l), simplify(*r)) {
            (Num(0), e) | (e, Num(0)) => e,
            (Num(m), Num(n)) => Num(m + n),
            (l, Neg(r)) if l == *r => Num(0),
            (l, r) => Add(Box::new(l), Box::new(r)),
        },
        Mul(l, r) => match (simplify(*l), simplify(*r)) {
            (Num(0), _) | (_, Num(0)) => Num(0),
            (Num(1), e) | (e, Num(1)) => e,
            (Num(m), Num(n)) => Num(m * n),
            (l, r) => Mul(Box::new(l), Box::new(r)),
        },
        Neg(e) => match simplify(*e) { Num(n) => Num(-n), Neg(e) => *e, e => Neg(Box::new(e)) },
        e => e,
    }
}
fn show(e: &Expr) -> String {
    match e {
        Num(n) if *n < 0 => format!("({n})"),
        Num(n) => n.to_string(),
        Var(c) => c.to_string(),
        Add(l, r) => format!("({} + {})", show(l), show(r)),
        Mul(l, r) => format!("{} * {}", show(l), show(r)),
        Neg(e) => format!("-{}", show(e)),
    }
}

fn main() {
    let e = Add(Box::new(Mul(num(1), Box::new(Add(var('x'), num(0))))), Box::new(Neg(Box::new(Neg(Box::new(Mul(num(3), num(-4))))))));
    println!("{} = {}", show(&e), eval(b(&e), 5));
    let s = simplify(e.clone());
    println!("{} = {} {:?}", show(&s), eval(b(&s), 5), s);
    let z = Add(var('x'), Box::new(Neg(var('x'))));
    println!("{} {:?}", show(&z), simplify(z.clone()));
    let mut deep = Num(1);
    for i in 0..200 { deep = if i % 2 == 0 { Add(Box::new(deep), var('x')) } else { Mul(num(1), Box::new(deep)) }; }
    println!("{} {}", eval(&deep, 7), show(&simplify(deep)).len());
}
