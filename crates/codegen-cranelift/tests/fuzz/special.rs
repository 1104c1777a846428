//! Random choices, and numbers that are likely to find mistakes.

use super::rng::Rng;

impl Rng {
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
