//! Results with payloads of unlike sizes, passed and returned by value.
use std::hint::black_box as b;

type Big = [u64; 9];
fn big(ok: bool) -> Result<Big, u8> { if ok { Ok(std::array::from_fn(|i| i as u64 * 3)) } else { Err(17) } }
fn unit(ok: bool) -> Result<(), u128> { if ok { Ok(()) } else { Err(u128::MAX / 3) } }
fn pair(n: i32) -> Result<(i8, f64), (u16, bool)> { if n % 2 == 0 { Ok((n as i8, f64::from(n) / 4.0)) } else { Err((n as u16, n > 0)) } }
fn nested(n: u8) -> Result<Option<u32>, Option<String>> {
    match n { 0 => Ok(None), 1 => Ok(Some(1)), 2 => Err(None), _ => Err(Some(n.to_string())) }
}
fn floats(n: u8) -> Result<f32, f64> { if n > 3 { Ok(f32::from(n) * 0.5) } else { Err(f64::from(n) * 0.25) } }

fn main() {
    for ok in [true, false] {
        match big(b(ok)) { Ok(x) => println!("{}", x.iter().sum::<u64>()), Err(e) => println!("err {e}") }
        println!("{:?}", unit(b(ok)));
    }
    for n in [-2, -1, 0, 1, 300, 301] { println!("{:?}", pair(b(n))); }
    for n in 0..5 {
        let r = nested(b(n));
        println!("{:?} {:?} {:?}", r, r.clone().ok(), r.as_ref().err());
        println!("{:?}", r.map(|o| o.unwrap_or(9)).map_err(|e| e.map_or(0, |s| s.len())));
    }
    for n in [2, 3, 4, 255] { println!("{:?}", floats(b(n))); }
    println!("{:?}", b(Some(big(true))).transpose().map(|x| x.map(|x| x[8])));
    println!("{:?}", (0..6).map(|n| pair(n * 2)).collect::<Result<Vec<_>, _>>());
    println!("{:?}", (0..6).map(pair).collect::<Result<Vec<_>, _>>());
    let (good, bad): (Vec<_>, Vec<_>) = (0..6).map(pair).partition(|r| r.is_ok());
    println!("{} {}", good.len(), bad.len());
    println!("{:?}", pair(3).or_else(|(n, _)| pair(i32::from(n) + 1)).and_then(|(a, _)| pair(i32::from(a) * 2)));
}
