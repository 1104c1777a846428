//! Strings: building, slicing, searching, splitting, formatting, bytes and chars.
use std::fmt::Write;
fn main() {
    let mut s = String::with_capacity(4); for i in 0..5 { write!(s, "{i}-").unwrap(); } s.pop(); println!("{s} {}", s.len());
    s.insert(0, '>'); s.insert_str(1, "ab"); s.truncate(8); s.retain(|c| c != '-'); println!("{s}");
    let t = "α,β;γ  δ"; println!("{:?}", t.split([',', ';', ' ']).collect::<Vec<_>>());
    println!("{:?} {:?}", t.char_indices().rev().next(), t.find('γ')); println!("{:?}", &t[3..5]);
    println!("{:?}", "a=1&b=2&c".split('&').map(|kv| kv.split_once('=')).collect::<Vec<_>>());
    println!("{:?} {:?}", "abcabc".matches("bc").count(), "abcabc".rmatch_indices('a').collect::<Vec<_>>());
    println!("{} {} {}", "abc" < "abd", "Z" < "a", "" < "a"); println!("{:?}", "x".repeat(3) + "y");
    println!("{:?}", "line1\r\nline2\n\nline4".lines().collect::<Vec<_>>());
    println!("{:?}", "tab\tquote\"uni\u{7f}é\u{200b}"); println!("{}", "tab\t".escape_default());
    println!("{:?}", "MiXeD".chars().map(|c| if c.is_uppercase() { c.to_ascii_lowercase() } else { c.to_ascii_uppercase() }).collect::<String>());
    println!("{:?}", String::from_utf8(vec![0xe2, 0x82, 0xac]).unwrap()); println!("{:?}", std::str::from_utf8(&[0xe2, 0x82]).is_err());
    let b = "boxed".to_string().into_boxed_str(); println!("{b} {}", b.len()); let c: std::borrow::Cow<str> = "cow".into(); println!("{}", c.into_owned() + "!");
    println!("{:?}", "3.14abc".trim_end_matches(char::is_alphabetic).parse::<f32>());
    println!("[{:>6}] [{:<6}] [{:^6}] [{:*^7}] [{:06.2}] [{:+}]", "ab", "ab", "ab", "ab", 3.14159, 7);
    println!("{:?} {:?}", 'a'..='e', ('a'..'e').collect::<String>()); println!("{0}{1}{0}", "x", "y");
    println!("{:?}", "ab\0cd".bytes().map(|b| format!("{b:02x}")).collect::<Vec<_>>().join(" "));
}
