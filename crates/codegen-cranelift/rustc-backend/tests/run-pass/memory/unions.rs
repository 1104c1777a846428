//! Unions: overlapping reads, in structs, with Copy and ManuallyDrop fields, matched in patterns.
use std::hint::black_box as b;
use std::mem::ManuallyDrop;

#[repr(C)] #[derive(Clone, Copy)]
union Word { u: u64, i: i64, f: f64, half: [u32; 2], bytes: [u8; 8], pair: (u16, u16) }
#[repr(C)] union Text { s: ManuallyDrop<String>, n: u128, unit: () }
#[repr(C)] #[derive(Clone, Copy)] union Small { byte: u8, flag: bool, signed: i8 }
struct Value { tag: u8, data: Word }
impl Value { fn show(&self) -> String { unsafe { match self { Value { tag: 0, data: Word { u } } => format!("u {u}"), Value { tag: 1, data: Word { i } } => format!("i {i}"), Value { tag: 2, data } => format!("f {}", data.f), Value { data: Word { bytes: [a, .., z] }, .. } => format!("b {a} {z}") } } } }
fn pass(w: Word, k: u8) -> Word { unsafe { match k { 0 => Word { u: w.u.rotate_left(8) }, 1 => Word { f: w.f * 2.0 }, _ => { let mut w = w; w.half.swap(0, 1); w.bytes[0] ^= 0xff; w } } } }
union Generic<T: Copy, U: Copy> { t: T, u: U }
fn punned<T: Copy, U: Copy>(t: T) -> U { assert_eq!(size_of::<T>(), size_of::<U>()); unsafe { Generic { t }.u } }

fn main() {
    let w = b(Word { f: 1.5 });
    unsafe { println!("{:x} {} {:x?} {:?} {:x}", w.u, w.i, w.half, w.bytes, w.pair.1); }
    for k in 0..3 { println!("{:x}", unsafe { pass(b(w), k).u }); }
    for (tag, data) in [(0, Word { u: 5 }), (1, Word { i: -5 }), (2, Word { f: 0.25 }), (3, Word { bytes: [9, 0, 0, 0, 0, 0, 0, 7] })] { println!("{}", b(Value { tag, data }).show()); }
    let mut t = Text { s: ManuallyDrop::new(String::from("in a union")) };
    unsafe { (*t.s).push('!'); println!("{} {}", *t.s, t.s.len()); ManuallyDrop::drop(&mut t.s); }
    t.n = b(u128::MAX);
    println!("{}", unsafe { t.n >> 100 });
    t.unit = ();
    let mut s = b(Small { signed: -1 });
    println!("{}", unsafe { s.byte });
    s.flag = true;
    println!("{} {}", unsafe { s.byte }, size_of::<Option<Small>>());
    println!("{} {:?} {:x}", punned::<f32, u32>(b(1.0)), punned::<u32, [u8; 4]>(0x0403_0201), punned::<[u16; 4], u64>([1, 2, 3, 4]));
}
