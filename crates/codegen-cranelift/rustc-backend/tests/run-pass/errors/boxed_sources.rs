//! Box<dyn Error>, sources, downcasts, chains and io errors.
use std::error::Error;
use std::fmt;
use std::hint::black_box as b;
use std::io::{self, ErrorKind};

#[derive(Debug)] struct Low(u8);
#[derive(Debug)] struct Mid { why: String, source: Low }
#[derive(Debug)] struct High(Box<dyn Error + Send + Sync>);
impl fmt::Display for Low { fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { write!(f, "low {}", self.0) } }
impl fmt::Display for Mid { fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.write_str(&self.why) } }
impl fmt::Display for High { fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.pad("high") } }
impl Error for Low {}
impl Error for Mid { fn source(&self) -> Option<&(dyn Error + 'static)> { Some(&self.source) } }
impl Error for High { fn source(&self) -> Option<&(dyn Error + 'static)> { Some(&*self.0) } }

fn make(n: u8) -> Result<u8, Box<dyn Error + Send + Sync>> {
    match n { 0 => Ok(0), 1 => Err(Low(1).into()), 2 => Err(Box::new(Mid { why: "mid".into(), source: Low(2) })), 3 => Err(High(make(2).unwrap_err()).into()), 4 => Err("text".into()), 5 => Err(io::Error::new(ErrorKind::InvalidData, Low(5)).into()), 6 => Ok("x1".parse::<u8>()?), 7 => Err(String::from("owned"))?, 8 => { std::str::from_utf8(b(b"\xff"))?; Ok(8) } _ => Err(Box::new(High(make(3).unwrap_err()))) }
}
fn chain(e: &(dyn Error + 'static)) -> String { let mut s = e.to_string(); let mut at = e.source(); while let Some(e) = at { s += &format!(" < {e}"); at = e.source(); } s }

fn main() {
    for n in 0..=9 {
        match make(b(n)) {
            Ok(x) => println!("ok {x}"),
            Err(e) => {
                println!("{} | {e:?} | {:>6}", chain(&*e), e.to_string().len());
                println!("{:?} {:?} {}", e.downcast_ref::<Low>().map(|l| l.0), e.is::<Mid>(), e.source().is_some_and(|s| s.is::<Low>()));
                match e.downcast::<High>() { Ok(h) => println!("high of {}", h.0), Err(e) => println!("still {e}") }
            }
        }
    }
    let e = io::Error::other("other");
    println!("{} {:?} {:?}", e, e.kind(), e.get_ref().map(|e| e.to_string()));
    println!("{:?} {}", io::Error::from(ErrorKind::NotFound).kind(), io::Error::from(ErrorKind::UnexpectedEof));
    let r: Result<Vec<u8>, Box<dyn Error>> = [1u8, 2].iter().map(|x| x.checked_sub(b(2)).ok_or_else(|| Box::from(format!("{x} - 2")))).collect();
    println!("{:?}", r.map_err(|e| e.to_string()));
}
