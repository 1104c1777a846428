//! Constants that are computed: tables, strings, nested structs, function pointers, generics with associated constants.
const fn table() -> [u32; 256] { let mut t = [0; 256]; let mut i = 0; while i < 256 { let mut c = i as u32; let mut k = 0; while k < 8 { c = if c & 1 == 1 { 0xEDB88320 ^ (c >> 1) } else { c >> 1 }; k += 1; } t[i] = c; i += 1; } t }
static T: [u32; 256] = table(); const HASH: u64 = hash(b"const"); const fn hash(s: &[u8]) -> u64 { let mut h = 14695981039346656037; let mut i = 0; while i < s.len() { h = (h ^ s[i] as u64).wrapping_mul(1099511628211); i += 1; } h }
#[derive(Debug, Clone, Copy)] struct Cfg { name: &'static str, limits: (u8, Option<&'static [i16]>), f: fn(u8) -> u8 } const fn add1(x: u8) -> u8 { x + 1 }
const CFGS: [Cfg; 2] = [Cfg { name: "a", limits: (1, Some(&[-1, 2])), f: add1 }, Cfg { name: "b", limits: (2, None), f: |x| x * 2 }]; trait Id { const ID: usize; const NAMES: &'static [&'static str] = &["default"]; } impl Id for u8 { const ID: usize = 1; } impl<T: Id> Id for Vec<T> { const ID: usize = T::ID * 10; const NAMES: &'static [&'static str] = &["vec", "of"]; }
static EMPTY: &[String] = &[]; static mut COUNTER: [Option<Box<u8>>; 2] = [const { None }; 2]; const MAX: usize = if usize::BITS == 32 { 4 } else { 4 }; struct Pad([u8; MAX]); static NESTED: &&&str = &&&"deep"; static F: f64 = 1.0 / 3.0; static NEG: i128 = -(1 << 100); const UNION: u32 = unsafe { std::mem::transmute(1.5f32) };
fn main() {
    println!("{:x} {:x} {:?}", T[255], HASH, CFGS.map(|c| (c.name, c.limits, (c.f)(10)))); println!("{} {} {:?}", u8::ID, Vec::<Vec<u8>>::ID, Vec::<u8>::NAMES); println!("{} {NESTED} {F:?} {NEG} {UNION:x} {}", EMPTY.len(), size_of::<Pad>());
    unsafe { let c = &raw mut COUNTER; (*c)[1] = Some(Box::new(4)); println!("{:?}", *c); } const S: &str = concat!("a", 1, 2.5, true); println!("{S} {} {}", stringify!(x + y), line!()); let v = const { 5 * 7 }; println!("{v} {:?}", const { [1u8; 3] }); println!("{}", { const fn f(n: u32) -> u32 { if n < 2 { 1 } else { f(n - 1) + f(n - 2) } } const X: u32 = f(15); X });
    assert!(std::ptr::eq(T.as_ptr(), T.as_ptr())); println!("{:?}", core::any::type_name::<Cfg>().rsplit("::").next());
}
