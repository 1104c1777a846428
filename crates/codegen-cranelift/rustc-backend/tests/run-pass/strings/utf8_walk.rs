//! Chars, indices, boundaries and byte views of text with one- to four-byte characters.
use std::hint::black_box as b;

const TEXT: &str = "aé€🦀\u{301}\0z\u{10ffff}ß";

fn main() {
    let s = b(TEXT);
    println!("{} {}", s.len(), s.chars().count());
    for (i, c) in s.char_indices() { println!("{i} {:?} {:x} {} {} {:?}", c, c as u32, c.len_utf8(), c.len_utf16(), c.encode_utf8(&mut [0; 4]).as_bytes()); }
    println!("{:?}", (0..=s.len()).filter(|i| s.is_char_boundary(*i)).collect::<Vec<_>>());
    println!("{:?}", s.bytes().rev().map(|x| x >> 4).collect::<Vec<_>>());
    println!("{}", s.chars().rev().collect::<String>().escape_unicode());
    println!("{:?}", s.encode_utf16().collect::<Vec<_>>());
    println!("{:?}", String::from_utf16(&s.encode_utf16().collect::<Vec<_>>()).is_ok_and(|t| t == s));
    println!("{:?}", String::from_utf16(b(&[0xd83e, 0x41])).is_err());
    println!("{}", String::from_utf16_lossy(&[0xd83e, 0x41, 0xdd80, 0xd83e, 0xdd80]));
    for bad in [&b"ok"[..], b"\xff", b"a\xc3", b"\xe2\x82", b"\xf0\x9f\xa6\x80!", b"\xed\xa0\x80", b"\xc0\x80", b"\xf4\x90\x80\x80", b"x\x80y\xe2\x82z"] {
        match std::str::from_utf8(b(bad)) { Ok(s) => println!("ok {s}"), Err(e) => println!("{} {:?} {:?}", e.valid_up_to(), e.error_len(), String::from_utf8_lossy(bad)) }
        println!("{:?}", bad.utf8_chunks().map(|c| (c.valid().len(), c.invalid().len())).collect::<Vec<_>>());
    }
    println!("{:?} {:?} {:?}", s.get(0..2), s.get(1..3), s.split_at_checked(4));
    println!("{:?} {:?} {:?}", s.find('€'), s.rfind(|c: char| c.is_ascii()), s.find("🦀\u{301}"));
    println!("{:?} {:?}", char::from_u32(b(0xd800)), char::from_u32(0x1f980));
    println!("{:?}", ['a', 'Z', '5', 'é', 'ß', '٣', ' ', '\u{2003}', '中'].map(|c| (c.is_alphabetic() as u8) << 4 | (c.is_numeric() as u8) << 3 | (c.is_whitespace() as u8) << 2 | (c.is_uppercase() as u8) << 1 | c.is_lowercase() as u8));
    println!("{} {} {}", "ßéÅ".to_uppercase(), "ΑΣ ΑΣΑ".to_lowercase(), b("İ").to_lowercase().len());
    println!("{:?} {:?} {:?}", 'f'.to_digit(16), char::from_digit(35, 36), 'z'.to_digit(35));
}
