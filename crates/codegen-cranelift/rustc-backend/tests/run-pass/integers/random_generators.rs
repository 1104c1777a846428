//! LCG, xorshift, PCG, Mersenne twister, SplitMix, Lehmer in 128 bits: first values and sums.
use std::hint::black_box as b;
trait Gen { fn next(&mut self) -> u64; }
struct Lcg(u32); struct Xs(u64); struct Pcg(u64, u64); struct Split(u64); struct Lehmer(u128); struct Mt { s: [u32; 624], at: usize } struct Xo([u64; 4]); struct Weyl(u64, u64);
impl Gen for Lcg { fn next(&mut self) -> u64 { self.0 = self.0.wrapping_mul(1_664_525).wrapping_add(1_013_904_223); u64::from(self.0 >> 8) } }
impl Gen for Xs { fn next(&mut self) -> u64 { self.0 ^= self.0 << 13; self.0 ^= self.0 >> 7; self.0 ^= self.0 << 17; self.0 } }
impl Gen for Pcg { fn next(&mut self) -> u64 { let s = self.0; self.0 = s.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(self.1 | 1); (((s >> 18 ^ s) >> 27) as u32).rotate_right((s >> 59) as u32).into() } }
impl Gen for Split { fn next(&mut self) -> u64 { self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15); let mut z = self.0; z = (z ^ z >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9); z = (z ^ z >> 27).wrapping_mul(0x94d0_49bb_1331_11eb); z ^ z >> 31 } }
impl Gen for Lehmer { fn next(&mut self) -> u64 { self.0 = self.0.wrapping_mul(0x1234_5678_9abc_def0_fedc_ba98_7654_3215); (self.0 >> 64) as u64 } }
impl Mt { fn new(seed: u32) -> Mt { let mut s = [seed; 624]; for i in 1..624 { s[i] = (s[i - 1] ^ s[i - 1] >> 30).wrapping_mul(1_812_433_253).wrapping_add(i as u32); } Mt { s, at: 624 } } }
impl Gen for Mt { fn next(&mut self) -> u64 { if self.at == 624 { for i in 0..624 { let y = self.s[i] & 0x8000_0000 | self.s[(i + 1) % 624] & 0x7fff_ffff; self.s[i] = self.s[(i + 397) % 624] ^ y >> 1 ^ if y & 1 == 1 { 0x9908_b0df } else { 0 }; } self.at = 0; } let mut y = self.s[self.at]; self.at += 1; y ^= y >> 11; y ^= y << 7 & 0x9d2c_5680; y ^= y << 15 & 0xefc6_0000; (y ^ y >> 18).into() } }
impl Gen for Xo { fn next(&mut self) -> u64 { let s = &mut self.0; let r = s[1].wrapping_mul(5).rotate_left(7).wrapping_mul(9); let t = s[1] << 17; s[2] ^= s[0]; s[3] ^= s[1]; s[1] ^= s[2]; s[0] ^= s[3]; s[2] ^= t; s[3] = s[3].rotate_left(45); r } }
impl Gen for Weyl { fn next(&mut self) -> u64 { self.1 = self.1.wrapping_add(0xb5ad_4ece_da1c_e2a9); self.0 = self.0.wrapping_mul(self.0).wrapping_add(self.1); self.0 = self.0.rotate_right(32); self.0 } }
fn main() {
    let mut all: Vec<(&str, Box<dyn Gen>)> = vec![("lcg", Box::new(Lcg(b(1)))), ("xorshift", Box::new(Xs(88_172_645_463_325_252))), ("pcg", Box::new(Pcg(42, 54))), ("splitmix", Box::new(Split(b(0)))), ("lehmer", Box::new(Lehmer(1 << 70 | 1))), ("mt", Box::new(Mt::new(5489))), ("xoshiro", Box::new(Xo([1, 2, 3, 4]))), ("weyl", Box::new(Weyl(0, 0)))];
    for (n, g) in &mut all {
        let first: Vec<u64> = (0..4).map(|_| g.next()).collect();
        let (mut sum, mut bits) = (0u64, 0u32);
        for _ in 0..2000 { let x = g.next(); sum = sum.rotate_left(3).wrapping_add(x); bits += (x & 0xff_ffff).count_ones(); }
        println!("{n} {first:?} {sum:x} {bits}");
        let mut dice = [0u32; 6];
        for _ in 0..600 { dice[((u128::from(g.next() as u32) * 6) >> 32) as usize] += 1; }
        println!("{dice:?} {:.12}", (g.next() & 0xffff_ffff) as f64 / f64::from(u32::MAX));
    }
}
