//! What `image-filter` imports, in Rust: `languages` has the same in C, JavaScript and Python.

#[wasm::component(name = "gfx", version = "2.1.0")]
pub mod gfx {
    use wasm::memory::View;

    /// Each pixel becomes the sum of its neighbourhood, weighted with the kernel row by row. The picture is square;
    /// outside of it is what is nearest inside.
    #[wasm::export]
    pub fn convolve_3x3(pixels: View<u8>, kernel: [f32; 9]) -> Vec<u8> {
        let side = pixels.len().isqrt();
        let pixel =
            |x: usize, y: usize| f32::from(pixels[y.min(side - 1) * side + x.min(side - 1)]);
        let mut out = Vec::with_capacity(pixels.len());
        for y in 0..side {
            for x in 0..side {
                let mut sum = 0.0;
                for (at, weight) in kernel.iter().enumerate() {
                    // Saturating: left of the first column is the first column.
                    let (x, y) = (
                        (x + at % 3).saturating_sub(1),
                        (y + at / 3).saturating_sub(1),
                    );
                    sum += weight * pixel(x, y);
                }
                out.push((sum + 0.5).floor() as u8);
            }
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::gfx::convolve_3x3;

    #[test]
    fn the_identity_and_a_shift() {
        let picture: Vec<u8> = (1..=9).collect();
        let mut kernel = [0.0; 9];
        kernel[4] = 1.0;
        assert_eq!(convolve_3x3(picture.as_slice().into(), kernel), picture);
        kernel[4] = 0.0;
        kernel[3] = 1.0;
        assert_eq!(
            convolve_3x3(picture.as_slice().into(), kernel),
            [1, 1, 2, 4, 4, 5, 7, 7, 8]
        );
    }
}
