//! Hand-written scanners with states that re-enter each other in the middle, flags instead of jumps, two-way loops.
use std::hint::black_box as b;
fn strip(s: &str) -> (String, u32) {
    let (mut out, mut lines) = (String::new(), 1);
    let c: Vec<char> = s.chars().collect();
    let mut i = 0;
    'code: while i < c.len() {
        match (c[i], c.get(i + 1)) {
            ('/', Some('/')) => { while i < c.len() && c[i] != '\n' { i += 1; } continue 'code; }
            ('/', Some('*')) => { let mut depth = 1; i += 2; while i < c.len() { match (c[i], c.get(i + 1)) { ('*', Some('/')) => { depth -= 1; i += 2; if depth == 0 { continue 'code; } } ('/', Some('*')) => { depth += 1; i += 2; } ('\n', _) => { lines += 1; i += 1; } _ => i += 1 } } out.push_str("<open>"); break 'code; }
            (q @ ('"' | '\''), _) => { out.push(q); i += 1; loop { let Some(x) = c.get(i) else { out.push_str("<str>"); break 'code }; out.push(*x); i += 1; match x { '\\' => { if let Some(y) = c.get(i) { out.push(*y); i += 1; } } x if *x == q => continue 'code, '\n' => { lines += 1; if q == '\'' { continue 'code; } } _ => {} } } }
            ('\n', _) => { lines += 1; if !out.ends_with('\n') { out.push('\n'); } i += 1; }
            (x, _) => { out.push(x); i += 1; }
        }
    }
    (out, lines)
}
fn bounce(v: &[i8]) -> (usize, i32, u32) { let (mut i, mut sum, mut steps, mut fwd) = (0usize, 0i32, 0, true); while steps < 60 { steps += 1; let Some(x) = v.get(i) else { break }; sum += i32::from(*x); if *x < 0 { fwd = !fwd; if sum < -20 { break; } } if fwd { i += 1; } else if i == 0 { fwd = true; i += 2; } else { i -= 1; if v[i] == 0 { i = v.len() - 1; } } } (i, sum, steps) }
fn utf7(bits: &[u8]) -> Result<String, usize> { let (mut at, mut out) = (0, String::new()); let mut want = 0; let mut acc = 0u32; loop { let byte = match bits.get(at) { Some(x) => *x, None if want == 0 => return Ok(out), None => return Err(at) }; at += 1; if want > 0 { if byte & 0xc0 != 0x80 { return Err(at - 1); } acc = acc << 6 | u32::from(byte & 0x3f); want -= 1; if want > 0 { continue; } } else { (acc, want) = match byte { 0..=0x7f => (byte.into(), 0), 0xc2..=0xdf => (u32::from(byte & 31), 1), 0xe0..=0xef => (u32::from(byte & 15), 2), 0xf0..=0xf4 => (u32::from(byte & 7), 3), _ => return Err(at - 1) }; if want > 0 { continue; } } out.push(char::from_u32(acc).ok_or(at)?); } }
fn main() {
    for s in ["a // c\nb /* x /* y */\n z */ d", "\"// no\" + 'q' /* open\n", "\"esc \\\" /*\" end", "'a\nb' \"unterminated", "\n\n\n1\n\n2", "/", "/**/"] { println!("{:?}", strip(b(s))); }
    for v in [&[1i8, 2, -1, 3][..], &[-1, 5], &[0, 1, -1, -1, 7], &[], &[3; 5], &[-9, -9, -9]] { println!("{:?}", bounce(b(v))); }
    for s in ["héllo €🦀".as_bytes(), b"ab\xff", b"\xe2\x82", b"\xc3(", b"\xed\xa0\x80", b""] { println!("{:?}", utf7(b(s))); }
}
