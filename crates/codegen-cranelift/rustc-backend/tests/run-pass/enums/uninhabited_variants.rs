//! Variants and types that no value has: they cost nothing, and matches leave them out.
use std::convert::Infallible;
use std::hint::black_box as b;

#[derive(Debug)]
enum Void {}
#[derive(Debug)]
enum Mostly { Ok(u32), Never(Void), Both(u8, Void), Other }

fn sure(r: Result<u64, Void>) -> u64 { let Ok(v) = r; v }
fn always(r: Result<Infallible, String>) -> String { match r { Err(e) => e } }
fn mostly(m: Mostly) -> u32 {
    match m { Mostly::Ok(v) => v, Mostly::Other => 77 }
}
fn absurd<T>(v: Void) -> T { match v {} }

trait Source { type Error; fn get(&mut self) -> Result<u8, Self::Error>; }
struct Count(u8);
impl Source for Count { type Error = Infallible; fn get(&mut self) -> Result<u8, Infallible> { self.0 += 1; Ok(self.0) } }
struct Limited(u8);
impl Source for Limited {
    type Error = String;
    fn get(&mut self) -> Result<u8, String> { if self.0 == 2 { Err("at the end".into()) } else { self.0 += 1; Ok(self.0) } }
}
fn drain<S: Source>(s: &mut S, n: usize) -> Result<Vec<u8>, S::Error> { (0..n).map(|_| s.get()).collect() }

fn main() {
    println!("{} {}", size_of::<Result<u32, Void>>(), size_of::<Void>());
    println!("{} {}", size_of::<Option<Void>>(), size_of::<Result<(), Infallible>>());
    println!("{}", sure(b(Ok(5))));
    println!("{}", always(b(Err("only way".into()))));
    println!("{} {}", mostly(b(Mostly::Ok(3))), mostly(b(Mostly::Other)));
    println!("{:?}", b(Mostly::Ok(8)));
    println!("{:?}", drain(&mut Count(250), 3));
    println!("{:?}", drain(&mut Limited(0), 2));
    println!("{:?}", drain(&mut Limited(0), 3));
    let none: Option<Void> = b(None);
    println!("{}", none.map_or_else(|| "none".to_owned(), |v| absurd(v)));
    let Ok(x) = "abc".try_into().map(|s: String| s.len());
    println!("{x}");
}
