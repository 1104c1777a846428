//! Options and results: combinators, the question mark in functions and closures, conversions, early returns in loops.
#[derive(Debug, PartialEq, Clone)] enum E { A(u8), B(String) } impl From<std::num::ParseIntError> for E { fn from(e: std::num::ParseIntError) -> E { E::B(e.to_string()) } } impl From<u8> for E { fn from(n: u8) -> E { E::A(n) } }
fn one(s: &str) -> Result<u8, E> { let n: u8 = s.parse()?; if n == 13 { Err(n)?; } Ok(n * 2) }
fn opt(v: &[Option<i32>]) -> Option<i32> { let mut t = 0; for x in v { t += (*x)?; } Some(t) }
fn nested(x: Option<Result<u8, E>>) -> Result<Option<u8>, E> { x.transpose() }
fn big(n: usize) -> Result<[u64; 10], String> { if n > 10 { return Err(format!("{n} is too many")); } let mut a = [0; 10]; a[..n].fill(n as u64); Ok(a) }
fn main() {
    for s in ["4", "13", "300", "x", "-1"] { println!("{:?}", one(s)); } println!("{:?} {:?}", opt(&[Some(1), Some(2)]), opt(&[Some(1), None])); println!("{:?} {:?} {:?}", nested(None), nested(Some(Ok(1))), nested(Some(Err(E::A(1)))));
    println!("{:?} {:?}", big(3), big(30)); println!("{:?}", Some(3u32).map(|x| x * 2).filter(|x| *x > 5).and_then(|x| x.checked_sub(1)).or(Some(0)).xor(None)); println!("{:?} {:?}", None.unwrap_or_else(|| 5), Some(1).map_or(0, |x| x + 1));
    println!("{:?} {:?} {:?}", Ok::<i32, E>(3).map_err(|_| 0).and_then(|x| if x > 2 { Err(1) } else { Ok(x) }), Err::<u8, _>("e").or_else(|e| if e == "e" { Ok(9) } else { Err(e) }), Ok::<_, ()>(1).ok().zip(Some('a')));
    let f = |s: &str| -> Result<i32, E> { Ok(s.parse::<i32>()? + 1) }; println!("{:?} {:?}", f("1"), f("")); let mut o = Some(3); if let Some(x) = &mut o { *x += 1; } println!("{:?}", o.take()); println!("{:?}", o); println!("{:?}", o.get_or_insert(8)); println!("{:?}", o.replace(1)); println!("{:?}", o.insert(2));
    println!("{:?}", (|| { let v: Vec<u8> = ["1", "2", "z"].iter().map(|s| one(s)).collect::<Result<_, _>>()?; Ok::<_, E>(v.len()) })()); println!("{:?} {:?}", Some("x").ok_or(E::A(0)), None::<u8>.ok_or_else(|| E::B("n".into()))); println!("{:?} {:?}", Some(Some(1)).flatten(), Some(vec![1]).unwrap_or_default()); println!("{:?} {:?}", Some(1).is_some_and(|x| x > 1), Err::<u8, u8>(1).is_err_and(|x| x == 1)); println!("{:?}", Some(&5).copied().into_iter().chain(None).collect::<Vec<i32>>());
}
