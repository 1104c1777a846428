//! A query built with generic combinators, each stage a type, evaluated and shown.
use std::fmt::Display;
use std::hint::black_box as b;

trait Expr { type Out: Display + Copy; fn eval(&self, env: &[i64]) -> Self::Out; fn show(&self) -> String; }
#[derive(Clone, Copy)] struct Var(usize);
#[derive(Clone, Copy)] struct Lit<T>(T);
#[derive(Clone, Copy)] struct Plus<A, B>(A, B);
#[derive(Clone, Copy)] struct Less<A, B>(A, B);
#[derive(Clone, Copy)] struct If<C, A, B>(C, A, B);
#[derive(Clone, Copy)] struct Map<A, F>(A, F, &'static str);
impl Expr for Var { type Out = i64; fn eval(&self, e: &[i64]) -> i64 { e[self.0] } fn show(&self) -> String { format!("v{}", self.0) } }
impl<T: Display + Copy> Expr for Lit<T> { type Out = T; fn eval(&self, _: &[i64]) -> T { self.0 } fn show(&self) -> String { self.0.to_string() } }
impl<T: Display + Copy + std::ops::Add<Output = T>, A: Expr<Out = T>, B: Expr<Out = T>> Expr for Plus<A, B> { type Out = T; fn eval(&self, e: &[i64]) -> T { self.0.eval(e) + self.1.eval(e) } fn show(&self) -> String { format!("({} + {})", self.0.show(), self.1.show()) } }
impl<T: Display + Copy + PartialOrd, A: Expr<Out = T>, B: Expr<Out = T>> Expr for Less<A, B> { type Out = bool; fn eval(&self, e: &[i64]) -> bool { self.0.eval(e) < self.1.eval(e) } fn show(&self) -> String { format!("{} < {}", self.0.show(), self.1.show()) } }
impl<C: Expr<Out = bool>, A: Expr, B: Expr<Out = A::Out>> Expr for If<C, A, B> { type Out = A::Out; fn eval(&self, e: &[i64]) -> A::Out { if self.0.eval(e) { self.1.eval(e) } else { self.2.eval(e) } } fn show(&self) -> String { format!("if {} {{ {} }} else {{ {} }}", self.0.show(), self.1.show(), self.2.show()) } }
impl<A: Expr, T: Display + Copy, F: Fn(A::Out) -> T> Expr for Map<A, F> { type Out = T; fn eval(&self, e: &[i64]) -> T { (self.1)(self.0.eval(e)) } fn show(&self) -> String { format!("{}({})", self.2, self.0.show()) } }
fn run<E: Expr>(e: E, envs: &[[i64; 2]]) { println!("{}", e.show()); for env in envs { print!("{} ", b(&e).eval(env)); } println!(); }

fn main() {
    let envs = [[1, 2], [5, -5], [i64::MAX - 10, 3]];
    run(Plus(Var(0), Lit(7i64)), &envs);
    run(If(Less(Var(0), Var(1)), Lit("less"), Lit("more")), &envs);
    run(Map(Plus(Var(0), Var(1)), |x: i64| x as f32 / 4.0, "quarter"), &envs[..2]);
    run(If(Less(Lit(0.5f64), Map(Var(1), |x: i64| x as f64, "float")), Plus(Map(Var(0), |x: i64| x as u8, "byte"), Lit(0u8)), Map(Var(1), |x: i64| x as u8, "byte")), &envs);
    run(Less(Less(Var(0), Lit(3)), Lit(true)), &envs);
}
