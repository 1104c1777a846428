//! Random numbers that depend on a seed alone.

/// SplitMix64 (Steele, Lea and Flood, 2014).
pub struct Rng(u64);

impl Rng {
    pub fn new(seed: u64) -> Self {
        Rng(seed)
    }

    pub fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// Less than `bound`.
    pub fn below(&mut self, bound: usize) -> usize {
        (self.bits() % bound as u64) as usize
    }

    /// True once in `times`.
    pub fn one_in(&mut self, times: usize) -> bool {
        self.below(times) == 0
    }

    pub fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[self.below(from.len())]
    }

    /// Bits that are likely to be special: small numbers, ends of ranges, patterns.
    pub fn special(&mut self) -> u64 {
        match self.below(8) {
            0 => self.below(5) as u64,
            1 => (self.below(5) as u64).wrapping_neg(),
            2 => 1u64.wrapping_shl(self.below(64) as u32),
            3 => 1u64.wrapping_shl(self.below(64) as u32).wrapping_sub(1),
            4 => {
                let end = self.pick(&[0x80, 0x8000, 0x8000_0000, 0x8000_0000_0000_0000]);
                self.pick(&[end, u64::wrapping_neg(end), end - 1])
            }
            5 => self.bits() & 0xff,
            _ => self.bits(),
        }
    }

    /// A float that is likely to be special.
    pub fn float(&mut self) -> f64 {
        match self.below(8) {
            0 => self.pick(&[0.0, -0.0, f64::INFINITY, f64::NEG_INFINITY, f64::NAN]),
            1 => self.special() as i64 as f64,
            2 => self.special() as f64 + 0.5,
            3 => self.special() as i32 as f64 * 0.25,
            4 => f64::from_bits(self.bits()),
            5 => self.pick(&[
                1e-310,
                1e300,
                1.5,
                2.5,
                -0.5,
                4_294_967_296.0,
                -129.0,
                255.9,
            ]),
            _ => (self.bits() as i16) as f64 / 16.0,
        }
    }
}
