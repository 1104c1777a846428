//! Strings grown, cut, edited in place and joined; capacity never shows.
use std::fmt::Write;
use std::hint::black_box as b;

fn main() {
    let mut s = String::new();
    for (i, w) in b("the quick brown fox").split(' ').enumerate() { if i > 0 { s.push('·'); } s += w; write!(s, "{i:02}").unwrap(); }
    println!("{s} {}", s.len());
    s.insert(3, '🦀');
    s.insert_str(0, ">> ");
    println!("{s}");
    println!("{:?} {:?} {:?}", s.pop(), s.remove(6), s.len());
    s.replace_range(0..3, "«");
    println!("{s}");
    s.truncate(10);
    println!("{s:?}");
    let tail = s.split_off(b(5));
    println!("{s:?} {tail:?}");
    s.retain(|c| c != 'e');
    s.extend(tail.chars().rev().filter(char::is_ascii));
    println!("{s:?} {:?}", s.drain(..3).collect::<String>());
    println!("{s:?}");
    s.clear();
    println!("{:?} {}", s, s.is_empty());
    let mut t = "abc".to_owned();
    t.make_ascii_uppercase();
    println!("{t} {}", t.clone() + "d" + &t);
    unsafe { t.as_bytes_mut()[1] = b'_'; }
    println!("{t} {:?}", t.clone().into_bytes());
    println!("{}", ["a", "b"].concat() + &["c", "d"].join("/") + &vec!["e".to_owned(); 3].join(""));
    println!("{:?}", "x".repeat(5).char_indices().map(|(i, c)| format!("{c}{i}")).collect::<Vec<_>>().join("|"));
    let mut long = String::with_capacity(2);
    for i in 0..2000u32 { long.push(char::from_u32(0x20 + i % 0x300).unwrap_or('?')); }
    println!("{} {}", long.len(), long.bytes().fold(0u32, |h, x| h.wrapping_mul(31) ^ u32::from(x)));
    let boxed: Box<str> = long[..10].into();
    println!("{boxed} {:?} {}", boxed.clone().into_string().split_off(8), boxed.len());
    println!("{:?}", String::from_utf8(b(vec![104, 105])).map(|s| s + "!"));
    println!("{:?}", format!("{}{:?}{:>4}", b(1), "q\"", 'c'));
}
