//! transmute between integers, floats, arrays, tuples, references and function pointers.
use std::hint::black_box as b;
use std::mem::{transmute, transmute_copy};
use std::num::NonZeroU32;

#[repr(transparent)] #[derive(Debug, Clone, Copy)] struct Wrap(f32);
#[repr(C)] #[derive(Debug, Clone, Copy)] struct Rgba { r: u8, g: u8, b: u8, a: u8 }
#[repr(C)] #[derive(Debug, Clone, Copy, PartialEq)] struct Mixed { x: u32, y: f32, z: i64 }
#[repr(u8)] #[derive(Debug, Clone, Copy)] enum Dir { N = 1, E, S, W }
fn add(x: u32) -> u32 { x + 1 }

fn main() {
    unsafe {
        println!("{:x} {} {}", transmute::<f32, u32>(b(1.0)), transmute::<u64, f64>(b(0x4009_21fb_5444_2d18)), transmute::<i8, u8>(b(-1)));
        println!("{:?} {:x}", transmute::<u32, Rgba>(b(0x0403_0201)), transmute::<Rgba, u32>(b(Rgba { r: 255, g: 0, b: 128, a: 1 })));
        println!("{:?} {:?}", transmute::<[u8; 16], [u32; 4]>(b(std::array::from_fn(|i| i as u8))), transmute::<u128, [u64; 2]>(b(1 << 64 | 7)));
        println!("{:?} {}", transmute::<[u32; 4], Mixed>(b([1, 0x3f80_0000, u32::MAX, u32::MAX])), transmute::<Mixed, u128>(b(Mixed { x: 1, y: 0.0, z: 1 })) >> 64);
        println!("{:?} {:?}", transmute::<u8, Dir>(b(3)), transmute::<u8, bool>(b(1)));
        println!("{:?} {:?}", transmute::<u32, char>(b(0x1f980)), transmute::<u32, Option<NonZeroU32>>(b(0)));
        println!("{:?} {:?}", transmute::<&[Wrap], &[f32]>(b(&[Wrap(0.5), Wrap(-1.0)])), transmute::<[Wrap; 2], [u32; 2]>(b([Wrap(1.0), Wrap(2.0)])));
        let f: fn(u32) -> u32 = transmute::<*const (), _>(b(add as *const ()));
        println!("{}", f(4));
        let g: fn(i32) -> i32 = transmute(add as fn(u32) -> u32);
        println!("{}", b(g)(-5));
        println!("{} {:?}", transmute_copy::<_, u16>(&b(0x1234_5678u32)), transmute_copy::<[u8; 8], (u8, u8)>(&b([7; 8])).0);
        let s: &'static str = transmute::<&str, &'static str>(b("longer"));
        println!("{s} {:?}", transmute::<Option<&u8>, usize>(None));
        println!("{:?} {:?}", transmute::<[[u8; 2]; 2], u32>(b([[1, 0], [0, 1]])), transmute::<(), [u8; 0]>(()));
        println!("{:?}", transmute::<f64, [f32; 2]>(transmute::<[f32; 2], f64>(b([1.25, -2.5]))));
    }
    println!("{:?} {:?}", b(1.0f64).to_bits().to_ne_bytes() == unsafe { transmute::<f64, [u8; 8]>(1.0) }, f32::from_bits(b(0xc000_0000)));
}
