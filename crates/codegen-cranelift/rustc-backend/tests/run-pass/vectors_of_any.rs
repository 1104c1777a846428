//! What `core::intrinsics::simd` has beside arithmetic: pointers in vectors, masks that switch loads and stores, shifts of pairs.
#![feature(core_intrinsics, intrinsics, repr_simd, portable_simd, adt_const_params, unsized_const_params)]
#![allow(internal_features, incomplete_features)]

use std::intrinsics::simd::*;

#[repr(simd)]
#[derive(Clone, Copy)]
struct V<T, const N: usize>([T; N]);

impl<T: Copy, const N: usize> V<T, N> {
    fn array(self) -> [T; N] {
        unsafe { std::ptr::from_ref(&self).cast::<[T; N]>().read_unaligned() }
    }
}

fn funnels() {
    let a = V([0x8000_0001u32, 0x1234_5678, u32::MAX, 0]);
    let b = V([0xdead_beefu32, 1, 0, u32::MAX]);
    for by in [0, 1, 7, 31] {
        let by = V([by; 4]);
        println!("{:x?} {:x?}", unsafe { simd_funnel_shl(a, b, by) }.array(), unsafe { simd_funnel_shr(a, b, by) }.array());
    }
    let a = V([-1i8, 1, 100, -128]);
    let by = V([0i8, 1, 7, 3]);
    println!("{:?} {:?}", unsafe { simd_funnel_shl(a, a, by) }.array(), unsafe { simd_funnel_shr(a, a, by) }.array());
    let a = V([u64::MAX - 3, 1 << 63]);
    println!("{:x?}", unsafe { simd_funnel_shl(a, V([5u64, 6]), V([63u64, 4])) }.array());
}

fn pointers() {
    let numbers = [1.5f64, 2.5, 3.5, 4.5, 5.5, 6.5];
    let base = V([numbers.as_ptr(); 4]);
    let at: V<*const f64, 4> = unsafe { simd_arith_offset(base, V([5isize, 0, 2, 1])) };
    let offsets = at.array().map(|it| it as usize - numbers.as_ptr() as usize);
    println!("{offsets:?}");
    let back: V<*const f64, 4> = unsafe { simd_arith_offset(at, V([-5isize, 1, -2, -1])) };
    println!("{:?}", back.array().map(|it| it as usize - numbers.as_ptr() as usize));
    let mask = V([-1i64, 0, -1, -1]);
    let nowhere: V<*const f64, 4> = V([at.array()[0], std::ptr::without_provenance(8), at.array()[2], at.array()[3]]);
    let others = V([9.0f64, 8.0, 7.0, 6.0]);
    println!("{:?}", unsafe { simd_gather(others, nowhere, mask) }.array());
    println!("{:?}", unsafe { simd_gather(others, nowhere, V([0i8, 0, -1, 0])) }.array());

    let mut cells = [0u16; 6];
    let start = cells.as_mut_ptr();
    let to: V<*mut u16, 4> = unsafe { simd_arith_offset(V([start; 4]), V([3usize, 3, 0, 5])) };
    unsafe { simd_scatter(V([11u16, 22, 33, 44]), to, V([-1i16, -1, 0, -1])) };
    println!("{cells:?}");
}

fn masked() {
    let mut bytes = [1u8, 2, 3, 4, 5, 6, 7, 8, 9];
    let mask = V([-1i8, 0, -1, 0, 0, -1, 0, -1]);
    let others = V([100u8; 8]);
    let loaded = unsafe { simd_masked_load::<_, _, _, { SimdAlign::Unaligned }>(mask, bytes.as_ptr().wrapping_add(1), others) };
    println!("{:?}", loaded.array());
    unsafe { simd_masked_store::<_, _, _, { SimdAlign::Element }>(mask, bytes.as_mut_ptr(), others) };
    println!("{bytes:?}");
    let floats = [0.25f32, 0.5];
    // What is off lies behind the end.
    let loaded = unsafe { simd_masked_load::<_, _, _, { SimdAlign::Element }>(V([-1i32, -1, 0, 0]), floats.as_ptr(), V([-1.0f32; 4])) };
    println!("{:?}", loaded.array());
}

fn bitmasks() {
    let mask = V([-1i16, 0, -1, -1, 0, 0, 0, -1, -1, 0, 0, 0, 0, -1, -1, 0]);
    println!("{:x} {:x?}", unsafe { simd_bitmask::<_, u16>(mask) }, unsafe { simd_bitmask::<_, [u8; 2]>(mask) });
    let few = V([0i32, -1, -1, 0]);
    println!("{:x} {:x?}", unsafe { simd_bitmask::<_, u8>(few) }, unsafe { simd_bitmask::<_, [u8; 1]>(few) });
    let wide: [i8; 64] = std::array::from_fn(|it| -i8::from(it % 5 == 0 || it > 60));
    println!("{:x} {:x?}", unsafe { simd_bitmask::<_, u64>(V(wide)) }, unsafe { simd_bitmask::<_, [u8; 8]>(V(wide)) });
    let (yes, no) = (V([1, 2, 3, 4, 5, 6, 7, 8]), V([-1, -2, -3, -4, -5, -6, -7, -8]));
    println!("{:?}", unsafe { simd_select_bitmask(0b1010_0110u8, yes, no) }.array());
    println!("{:?}", unsafe { simd_select_bitmask([0b0101_1001u8], yes, no) }.array());
    let (yes, no): ([u32; 16], [u32; 16]) = (std::array::from_fn(|it| it as u32), [99; 16]);
    println!("{:?}", unsafe { simd_select_bitmask([0x0fu8, 0x81], V(yes), V(no)) }.array());
}

#[rustc_intrinsic]
unsafe fn simd_shuffle_const_generic<T, U, const INDICES: &'static [u32]>(x: T, y: T) -> U;

fn shuffles() {
    let (a, b) = (V([1u16, 2, 3, 4]), V([10u16, 20, 30, 40]));
    let few: V<u16, 2> = unsafe { simd_shuffle(a, b, const { V([7u32, 1]) }) };
    let many: V<u16, 8> = unsafe { simd_shuffle_const_generic::<_, _, { &[0, 4, 1, 5, 2, 6, 3, 7] }>(a, b) };
    println!("{:?} {:?}", few.array(), many.array());
}

fn portable() {
    use std::simd::Select;
    use std::simd::prelude::*;
    let odd = Simd::<u8, 8>::from_slice(&[1, 2, 3, 4, 5, 6, 7, 8]);
    let mask = odd.simd_gt(Simd::splat(4));
    println!("{:?} {:b}", mask.to_array(), mask.to_bitmask());
    println!("{:?}", mask.select(odd, odd.rotate_elements_left::<3>()).to_array());
    println!("{:?}", Simd::<f32, 4>::load_or_default(&[1.0, 2.0, 3.0]).to_array());
    let mut words = [0i32; 5];
    Simd::from_array([7, 8, 9, 10]).store_select(&mut words, Mask::from_array([true, false, true, true]));
    Simd::from_array([1, 2]).scatter(&mut words, Simd::from_array([4, 70]));
    println!("{words:?}");
    println!("{:?}", Simd::<i32, 4>::gather_or(&words, Simd::from_array([4, 0, 90, 2]), Simd::splat(-1)).to_array());
    println!("{:?}", odd.reduce_sum());
    println!("{:?}", (odd << Simd::splat(1)).swizzle_dyn(Simd::from_array([7, 0, 9, 1, 1, 1, 6, 5])).to_array());
}

fn main() {
    funnels();
    pointers();
    masked();
    bitmasks();
    shuffles();
    portable();
}
