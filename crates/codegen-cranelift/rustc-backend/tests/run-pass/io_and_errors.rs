//! Errors as values, conversions between them, formatting traits, reading and writing.
use std::error::Error;
use std::fmt;
use std::io::{self, BufRead, Cursor, Read, Seek, SeekFrom, Write};
use std::time::Duration;

#[derive(Debug)] enum AppError { Parse(std::num::ParseIntError), Io(io::Error), Other { code: u16, text: String } }
impl fmt::Display for AppError { fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result { match self { AppError::Parse(e) => write!(f, "parse: {e}"), AppError::Io(e) => write!(f, "io: {e}"), AppError::Other { code, text } => write!(f, "{code:04}: {text:?}") } } }
impl Error for AppError { fn source(&self) -> Option<&(dyn Error + 'static)> { match self { AppError::Parse(e) => Some(e), AppError::Io(e) => Some(e), _ => None } } }
impl From<std::num::ParseIntError> for AppError { fn from(e: std::num::ParseIntError) -> Self { AppError::Parse(e) } }
impl From<io::Error> for AppError { fn from(e: io::Error) -> Self { AppError::Io(e) } }
fn sum(text: &str) -> Result<i64, AppError> { let mut t = 0; for l in text.lines() { let n: i64 = l.trim().parse()?; if n < 0 { return Err(AppError::Other { code: 7, text: l.into() }); } t += n; } Ok(t) }
fn dynamic(n: u8) -> Result<u8, Box<dyn Error>> { match n { 0 => Err("zero".into()), 1 => Err(Box::new(AppError::Other { code: 1, text: String::new() })), 2 => { "x".parse::<f32>()?; Ok(0) } n => Ok(n) } }
fn read() -> Result<String, AppError> { let mut c = Cursor::new(b"line one\nline two\n\xff\n".to_vec()); let mut first = String::new(); c.read_line(&mut first)?; c.seek(SeekFrom::Current(5))?; let mut b = [0; 3]; c.read_exact(&mut b)?; print!("{first}{:?} ", b); let mut rest = String::new(); c.read_to_string(&mut rest)?; Ok(rest) }

fn main() -> Result<(), AppError> {
    for t in ["1\n2\n3", "1\nx", "5\n-1", ""] { match sum(t) { Ok(n) => println!("{n}"), Err(e) => println!("{e} / {:?}", e.source().map(|s| s.to_string())) } }
    for n in 0..4 { match dynamic(n) { Ok(n) => println!("{n}"), Err(e) => println!("{e} {}", e.is::<AppError>()) } }
    println!("{:?}", read().map_err(|e| e.to_string()));
    let mut out = Vec::new(); writeln!(out, "{:?} {:>5}", Duration::from_millis(1530), "r")?; out.write_all(b"end")?; println!("{:?}", String::from_utf8(out));
    let stdout = io::stdout(); let mut lock = stdout.lock(); for i in 0..3 { write!(lock, "{i},")?; } writeln!(lock)?;
    let mut line = String::new(); println!("{:?} {line:?}", io::stdin().read_line(&mut line).is_ok());
    println!("{:?}", std::env::var("SURELY_NOT_SET"));
    println!("{:#?}", AppError::Other { code: 3, text: "multi\nline".into() });
    println!("{}", std::any::type_name::<Option<&[AppError]>>());
    println!("{:?}", i32::from_str_radix("-7f", 16)); println!("{:?}", "256".parse::<u8>()); println!("{:?}", char::from_digit(11, 16));
    println!("{:?} {:?}", "tRuE".eq_ignore_ascii_case("true"), "ß".to_uppercase());
    eprintln!("to stderr");
    Ok(())
}
