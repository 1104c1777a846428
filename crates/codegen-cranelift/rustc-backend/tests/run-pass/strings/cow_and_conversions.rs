//! Cow, AsRef, Borrow, ToOwned, conversions among string types.
use std::borrow::{Borrow, Cow};
use std::collections::BTreeMap;
use std::ffi::{CStr, CString, OsStr};
use std::hint::black_box as b;
use std::path::{Path, PathBuf};
use std::rc::Rc;

fn escape(s: &str) -> Cow<'_, str> { if s.contains(['<', '&']) { s.replace('&', "&amp;").replace('<', "&lt;").into() } else { s.into() } }
fn kind(c: &Cow<'_, str>) -> &'static str { match c { Cow::Borrowed(_) => "borrowed", Cow::Owned(_) => "owned" } }
fn len(x: impl AsRef<[u8]>) -> usize { x.as_ref().len() }
fn pad<'a>(mut v: Cow<'a, [i32]>, n: usize) -> Cow<'a, [i32]> { if v.len() < n { v.to_mut().resize(n, 0); } v }
fn find<K: Borrow<Q> + Ord, Q: Ord + ?Sized, V: Copy>(m: &BTreeMap<K, V>, k: &Q) -> Option<V> { m.get(k).copied() }

fn main() {
    for s in ["plain", "a<b", "R&D", ""] { let c = escape(b(s)); println!("{c} {} {}", kind(&c), c.len()); }
    let mut c = escape("plain");
    c += " more";
    println!("{c} {} {}", kind(&c), c == "plain more");
    println!("{} {} {} {}", len("héé"), len(vec![1, 2]), len([0; 7]), len(String::from("x")));
    let v = b([1, 2, 3]);
    println!("{:?} {:?}", pad(Cow::Borrowed(&v), 2), pad(Cow::Borrowed(&v), 5));
    let m: BTreeMap<String, u8> = [("a".into(), 1), ("b".into(), 2)].into();
    println!("{:?} {:?}", find(&m, "b"), find(&m, &String::from("c")));
    let c = CString::new(b("hello")).unwrap();
    println!("{:?} {} {:?}", c, c.as_bytes_with_nul().len(), CString::new("a\0b").map_err(|e| e.nul_position()));
    println!("{:?} {:?}", CStr::from_bytes_until_nul(b"ab\0cd\0").map(CStr::to_bytes), CStr::from_bytes_with_nul(b"ab").is_err());
    println!("{:?} {}", c"lit", unsafe { CStr::from_ptr(c.as_ptr().add(2)) }.to_string_lossy());
    let p: PathBuf = ["a", "b", "c.tar.gz"].iter().collect();
    println!("{} {:?} {:?} {:?}", p.display(), p.extension(), p.file_stem(), p.parent().map(Path::components).map(Iterator::count));
    println!("{:?} {:?}", p.with_extension("txt").file_name(), Path::new("/x/../y").components().count());
    println!("{:?} {}", OsStr::new("os").to_str(), p.starts_with("a/b"));
    let rc: Rc<str> = Rc::from(b("shared"));
    let (bx, st): (Box<str>, String) = (rc.as_ref().into(), rc.to_string());
    println!("{rc} {bx} {st} {} {}", *rc == *bx, Rc::strong_count(&rc));
    println!("{:?} {:?}", <Box<[u8]>>::from(bx.into_string().into_bytes()).len(), Vec::from("abc"));
    println!("{:?} {:?}", <&str>::try_from(b"ok".as_slice().utf8_chunks().next().unwrap().valid()), Cow::from(vec![1u8]).into_owned());
}
