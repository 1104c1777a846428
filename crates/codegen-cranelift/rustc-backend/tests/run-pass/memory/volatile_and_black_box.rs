//! Volatile reads and writes, opaque values, and what must not be folded by them.
use std::cell::UnsafeCell;
use std::hint::{assert_unchecked, black_box as b, cold_path, spin_loop, unreachable_unchecked};
use std::ptr::{read_volatile, write_volatile};

static mut DEVICE: [u32; 4] = [0; 4];
struct Reg(UnsafeCell<u64>);
impl Reg { fn get(&self) -> u64 { unsafe { read_volatile(self.0.get()) } } fn set(&self, x: u64) { unsafe { write_volatile(self.0.get(), x) } } }
fn quick(x: u32) -> u32 { unsafe { assert_unchecked(x > 0 && x < 1000); } 1_000_000 / x }
fn sure(k: u8) -> &'static str { match k & 3 { 0 => "zero", 1 => "one", 2 => "two", 3 => "three", _ => unsafe { unreachable_unchecked() } } }
fn rare(x: i32) -> i32 { if x < 0 { cold_path(); -x * 2 } else { x } }

fn main() {
    let d = &raw mut DEVICE;
    for i in 0..8u32 { unsafe { let p = d.cast::<u32>().add(i as usize % 4); write_volatile(p, read_volatile(p) * 10 + i); } }
    println!("{:?}", unsafe { read_volatile(d) });
    let r = Reg(UnsafeCell::new(b(5)));
    r.set(r.get() + 1);
    let other = &r;
    other.set(other.get() << 32);
    println!("{}", r.get());
    let mut x = 1u8;
    unsafe { write_volatile(&mut x, 200); println!("{} {}", read_volatile(&x), x); }
    unsafe { let big = [1u64, 2, 3]; println!("{:?} {:?}", read_volatile(&big), read_volatile(&(1u8, -2i16, 3.5f32))); }
    unsafe { println!("{:?} {}", read_volatile(&b("text")), read_volatile(&u128::MAX) == u128::MAX); }
    println!("{} {:?} {}", quick(b(7)), (0..4).map(|k| sure(b(k + 4))).collect::<Vec<_>>(), rare(b(-4)) + rare(b(4)));
    let mut spins = 0;
    while b(spins) < 3 { spin_loop(); spins += 1; }
    println!("{spins} {}", b(b(b(2)) + b(3)));
    let v = b(vec![1, 2, 3]);
    println!("{:?}", b(&v).iter().map(|x| b(*x) * 2).collect::<Vec<i32>>());
}
