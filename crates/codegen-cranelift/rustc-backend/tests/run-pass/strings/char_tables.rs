//! Caesar, run lengths, base64, hex and percent encodings written by hand, round trip.
use std::hint::black_box as b;

const B64: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
fn base64(d: &[u8]) -> String {
    d.chunks(3).flat_map(|c| {
        let n = c.iter().enumerate().fold(0u32, |n, (i, x)| n | u32::from(*x) << (16 - 8 * i));
        (0..4).map(move |i| if i <= c.len() { B64[(n >> (18 - 6 * i) & 63) as usize] as char } else { '=' })
    }).collect()
}
fn unbase64(s: &str) -> Option<Vec<u8>> {
    let mut out = vec![];
    for q in s.as_bytes().chunks(4) {
        let pad = q.iter().rev().take_while(|c| **c == b'=').count();
        let n = q.iter().try_fold(0u32, |n, c| Some(n << 6 | if *c == b'=' { 0 } else { B64.iter().position(|x| x == c)? as u32 }))?;
        out.extend_from_slice(&n.to_be_bytes()[1..4 - pad]);
    }
    Some(out)
}
fn hex(d: &[u8]) -> String { d.iter().map(|x| format!("{x:02x}")).collect() }
fn unhex(s: &str) -> Result<Vec<u8>, std::num::ParseIntError> { (0..s.len()).step_by(2).map(|i| u8::from_str_radix(&s[i..i + 2], 16)).collect() }
fn percent(s: &str) -> String { s.bytes().map(|c| match c { b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' => (c as char).to_string(), b' ' => "+".into(), c => format!("%{c:02X}") }).collect() }
fn caesar(s: &str, k: i8) -> String { s.chars().map(|c| match c { 'a'..='z' => ((c as u8 - b'a').wrapping_add_signed(k).rem_euclid(26) + b'a') as char, 'A'..='Z' => (((c as i8 - b'A' as i8 + k).rem_euclid(26)) as u8 + b'A') as char, c => c }).collect() }
fn rle(s: &str) -> String { let v: Vec<char> = s.chars().collect(); v.chunk_by(|a, c| a == c).map(|r| if r.len() > 1 { format!("{}{}", r.len(), r[0]) } else { r[0].into() }).collect() }

fn main() {
    for s in ["", "f", "fo", "foo", "foob", "fooba", "foobar", "ünï©ode ✓"] {
        let e = base64(b(s.as_bytes()));
        println!("{e} {} {}", hex(s.as_bytes()), percent(s));
        println!("{} {:?}", unbase64(&e).as_deref() == Some(s.as_bytes()), unhex(&hex(s.as_bytes())).map(|v| v.len()));
    }
    let all: Vec<u8> = (0..=255).collect();
    println!("{} {}", base64(&all), unbase64(&base64(&all)) == Some(all));
    println!("{:?} {:?}", unbase64("a?=="), unhex("0g").map_err(|e| e.to_string()));
    println!("{} {}", caesar("Hello, World! xyz", b(3)), caesar("Khoor, Zruog!", -3));
    println!("{} {}", rle(b("aaabccddddd✓✓")), rle(""));
}
