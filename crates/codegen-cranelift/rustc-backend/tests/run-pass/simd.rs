//! Vectors of core::arch, where the target has them; natively the same by scalars.
// flags: -Ctarget-feature=+simd128
#[cfg(target_arch = "wasm32")]
mod v {
    use core::arch::wasm32::*;
    pub fn all() -> Vec<String> {
        let a = i32x4(1, -2, 3, 4); let b = i32x4(10, 20, -30, 40);
        let f = f32x4(1.5, -2.5, 0.0, 4.0);
        let mut out = Vec::new();
        let show = |v: v128| { let x: [i32; 4] = unsafe { core::mem::transmute(v) }; format!("{x:?}") };
        out.push(show(i32x4_add(a, b))); out.push(show(i32x4_mul(a, b))); out.push(show(i32x4_gt(a, b)));
        out.push(show(i8x16_add_sat(i8x16_splat(100), i8x16_splat(100)))); out.push(show(u8x16_sub_sat(a, b)));
        out.push(show(i32x4_shl(a, 3))); out.push(show(i32x4_shr(b, 1))); out.push(show(v128_and(a, b))); out.push(show(v128_not(a)));
        out.push(show(i32x4_shuffle::<0, 5, 2, 7>(a, b))); out.push(show(i8x16_swizzle(a, i8x16(3, 2, 1, 0, 0, 0, 0, 0, 16, 17, 18, 19, 4, 5, 6, 7))));
        out.push(show(f32x4_add(f, f))); out.push(show(f32x4_sqrt(f32x4_abs(f)))); out.push(show(i32x4_trunc_sat_f32x4(f)));
        out.push(format!("{} {} {}", i32x4_extract_lane::<2>(b), i32x4_all_true(a), i32x4_bitmask(a)));
        out.push(show(i32x4_replace_lane::<1>(a, 99))); out.push(show(v128_bitselect(a, b, i32x4(-1, 0, -1, 0))));
        out.push(show(i32x4_dot_i16x8(a, b))); out.push(show(i16x8_extend_low_i8x16(a)));
        let bytes: Vec<u8> = (0..32).collect();
        let l = unsafe { v128_load(bytes.as_ptr().add(3).cast()) }; out.push(show(l));
        let mut store = [0u8; 16]; unsafe { v128_store(store.as_mut_ptr().cast(), u8x16_avgr(l, l)) }; out.push(format!("{store:?}"));
        out
    }
}
#[cfg(not(target_arch = "wasm32"))]
mod v {
    pub fn all() -> Vec<String> {
        let (a, b) = ([1, -2, 3, 4i32], [10, 20, -30, 40i32]); let f = [1.5f32, -2.5, 0.0, 4.0];
        let show = |x: [i32; 4]| format!("{x:?}");
        let zip = |g: fn(i32, i32) -> i32| std::array::from_fn(|i| g(a[i], b[i]));
        let by = |x: [i32; 4]| -> [u8; 16] { unsafe { core::mem::transmute(x) } };
        let back = |x: [u8; 16]| -> [i32; 4] { unsafe { core::mem::transmute(x) } };
        let bits = |x: [f32; 4]| x.map(|v| v.to_bits() as i32);
        let h = |x: [i32; 4]| -> [i16; 8] { unsafe { core::mem::transmute(x) } };
        let mut out = vec![];
        out.push(show(zip(|x, y| x + y))); out.push(show(zip(|x, y| x * y))); out.push(show(zip(|x, y| -((x > y) as i32))));
        out.push(show(back([127; 16]))); out.push(show(back(std::array::from_fn(|i| by(a)[i].saturating_sub(by(b)[i])))));
        out.push(show(a.map(|x| x << 3))); out.push(show(b.map(|x| x >> 1))); out.push(show(zip(|x, y| x & y))); out.push(show(a.map(|x| !x)));
        out.push(show([a[0], b[1], a[2], b[3]]));
        let idx = [3, 2, 1, 0, 0, 0, 0, 0, 16, 17, 18, 19, 4, 5, 6, 7]; out.push(show(back(idx.map(|i| if i < 16 { by(a)[i] } else { 0 }))));
        out.push(show(bits(f.map(|x| x + x)))); out.push(show(bits(f.map(|x| x.abs().sqrt())))); out.push(show(f.map(|x| x as i32)));
        out.push(format!("{} {} {}", b[2], true, 2)); out.push(show([1, 99, 3, 4])); out.push(show([1, 20, 3, 40]));
        out.push(show(std::array::from_fn(|i| h(a)[2 * i] as i32 * h(b)[2 * i] as i32 + h(a)[2 * i + 1] as i32 * h(b)[2 * i + 1] as i32)));
        let lo: [i16; 8] = std::array::from_fn(|i| by(a)[i] as i8 as i16); out.push(show(unsafe { core::mem::transmute(lo) }));
        let l: [u8; 16] = std::array::from_fn(|i| i as u8 + 3); out.push(show(back(l))); out.push(format!("{l:?}"));
        out
    }
}
fn main() { for line in v::all() { println!("{line}"); } }
