//! `?` through From, Option, nested results, closures, loops and try-like blocks.
use std::fmt;
use std::hint::black_box as b;
use std::num::{ParseFloatError, ParseIntError, TryFromIntError};

#[derive(Debug)] enum Error { Int(ParseIntError), Float(ParseFloatError), Range(TryFromIntError), Missing(&'static str), Custom { code: u16, text: String } }
impl fmt::Display for Error { fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { match self { Error::Int(e) => write!(f, "int: {e}"), Error::Float(e) => write!(f, "float: {e}"), Error::Range(e) => write!(f, "range: {e}"), Error::Missing(w) => write!(f, "missing {w}"), Error::Custom { code, text } => write!(f, "{code}: {text}") } } }
impl From<ParseIntError> for Error { fn from(e: ParseIntError) -> Self { Error::Int(e) } }
impl From<ParseFloatError> for Error { fn from(e: ParseFloatError) -> Self { Error::Float(e) } }
impl From<TryFromIntError> for Error { fn from(e: TryFromIntError) -> Self { Error::Range(e) } }
impl From<(u16, &str)> for Error { fn from((code, t): (u16, &str)) -> Self { Error::Custom { code, text: t.to_owned() } } }

fn line(s: &str) -> Result<(u8, f32), Error> {
    let mut parts = s.split(',');
    let n: i64 = parts.next().filter(|p| !p.is_empty()).ok_or(Error::Missing("number"))?.trim().parse()?;
    let x: f32 = parts.next().ok_or(Error::Missing("float"))?.trim().parse()?;
    if parts.next().is_some() { Err((400, "too much"))?; }
    Ok((n.try_into()?, x))
}
fn sum(lines: &[&str]) -> Result<f64, (usize, Error)> { let mut t = 0.0; for (i, l) in lines.iter().enumerate() { let (n, x) = line(l).map_err(|e| (i, e))?; t += f64::from(n) * f64::from(x); } Ok(t) }
fn opt(v: &[Option<u8>], i: usize) -> Option<u16> { let x = (*v.get(i)?)?; let y = v.iter().rev().find_map(|o| o.filter(|y| *y != x))?; Some(u16::from(x.checked_mul(2)?) + u16::from(y)) }
fn mixed(s: &str) -> Option<Result<u8, ParseIntError>> { let t = s.strip_prefix('#')?; Some(t.parse()) }
fn both(s: &str) -> Result<Option<u8>, ParseIntError> { mixed(s).transpose() }

fn main() {
    for s in ["5,1.5", "x,1", "", "5", "5,y", "300,1", "1,2,3", " 7 , -2e1 "] { match line(b(s)) { Ok(x) => println!("{x:?}"), Err(e) => println!("{e} | {e:?}") } }
    println!("{:?} {:?}", sum(&["1,2", "3,4"]).ok(), sum(b(&["1,2", "3,z"])).map_err(|(i, e)| format!("{i} {e}")));
    let v = [Some(5), None, Some(200), Some(5)];
    for i in 0..5 { print!("{:?} ", opt(b(&v), i)); }
    println!();
    for s in ["#5", "#500", "5"] { println!("{:?}", both(b(s))); }
    let f = |s: &str| -> Result<i32, Box<dyn std::error::Error>> { let n: i32 = s.parse()?; if n < 0 { return Err("negative".into()); } Ok(n.checked_mul(1_000_000).ok_or_else(|| format!("{n} is big"))?) };
    for s in ["5", "-1", "9999", "q"] { println!("{:?}", f(b(s)).map_err(|e| e.to_string())); }
}
