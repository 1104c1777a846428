//! static mut through raw pointers and atomics; statics of every size changed in functions and loops.
use std::hint::black_box as b;
use std::sync::atomic::*;

static mut COUNT: u32 = 10;
static mut TABLE: [[u16; 4]; 3] = [[1; 4]; 3];
static mut PTR: *const u32 = &raw const COUNT;
static mut WIDE: u128 = 1 << 100;
static mut MIXED: (bool, i8, f64, Option<char>) = (true, -1, 0.5, None);
static ATOMIC: AtomicU64 = AtomicU64::new(u64::MAX);
static SLOT: AtomicPtr<u32> = AtomicPtr::new(&raw mut COUNT);
static FLAGS: [AtomicBool; 3] = [const { AtomicBool::new(false) }; 3];
static BYTES: AtomicI8 = AtomicI8::new(-128);
static mut ZERO: [u8; 5000] = [0; 5000];

fn bump() -> u32 { unsafe { COUNT += 1; COUNT } }
fn local() -> i32 { static mut N: i32 = 100; unsafe { N -= 7; N } }
fn generic<T>() -> usize { static CALLS: AtomicUsize = AtomicUsize::new(0); CALLS.fetch_add(size_of::<T>(), Ordering::Relaxed) }

fn main() {
    println!("{} {} {}", bump(), bump(), unsafe { *PTR });
    unsafe { *SLOT.load(Ordering::SeqCst) *= 2; println!("{}", { COUNT }); }
    for i in 0..12 { unsafe { TABLE[b(i) / 4][i % 4] += i as u16; } }
    println!("{:?}", unsafe { *(&raw const TABLE) });
    unsafe { WIDE = WIDE.wrapping_mul(3); MIXED.3 = Some('x'); MIXED.1 -= 100; MIXED.0 ^= true; }
    println!("{} {:?}", unsafe { WIDE }, unsafe { *(&raw const MIXED) });
    println!("{} {} {}", local(), local(), local());
    println!("{} {} {}", ATOMIC.fetch_add(2, Ordering::SeqCst), ATOMIC.load(Ordering::Acquire), BYTES.fetch_sub(1, Ordering::Relaxed));
    println!("{} {:?}", BYTES.load(Ordering::Relaxed), FLAGS.each_ref().map(|f| f.fetch_xor(true, Ordering::AcqRel)));
    FLAGS[1].store(false, Ordering::Release);
    println!("{FLAGS:?}");
    unsafe { for i in (0..5000).step_by(7) { ZERO[b(i)] = i as u8; } let z = &*(&raw const ZERO); println!("{}", z.iter().map(|x| u32::from(*x)).sum::<u32>()); }
    println!("{} {} {}", generic::<u8>(), generic::<u64>(), generic::<u8>());
    let other: u32 = 5;
    unsafe { PTR = &other; println!("{} {}", *PTR, { COUNT }); }
}
