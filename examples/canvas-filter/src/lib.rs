//! Filters for pictures. Each reads the frame `from` and writes the frame `to`, and both stay where they are: four bytes a pixel,
//! red, green, blue and alpha, as a canvas has them. `strength` is from 0 to 1.

mod blur;

use wasm::memory::{View, ViewMut};

/// Takes the colours out.
#[wasm::export]
pub fn grayscale(
    from: View<u8>,
    mut to: ViewMut<u8>,
    width: u32,
    strength: f32,
) -> Result<(), String> {
    frame(&from, &to, width)?;
    let grey = u32::from(fixed(strength, 256));
    let colour = 256 - grey;
    let (from, _) = from.as_chunks::<4>();
    let (to, _) = to.as_chunks_mut::<4>();
    for (&pixel, to) in from.iter().zip(to) {
        // In 32 bits throughout, so that four pixels are computed at once.
        let [red, green, blue, alpha] = channels(pixel);
        let light = luma(pixel) * grey;
        let mix = |channel: u32| (channel * colour + light) >> 8;
        *to = (mix(red) | mix(green) << 8 | mix(blue) << 16 | alpha << 24).to_le_bytes();
    }
    Ok(())
}

/// Takes from each pixel what its four neighbours have.
#[wasm::export]
pub fn sharpen(
    from: View<u8>,
    mut to: ViewMut<u8>,
    width: u32,
    strength: f32,
) -> Result<(), String> {
    let row = frame(&from, &to, width)?;
    // So that all that follows is less than 32,768.
    let strength = fixed(strength, 32) as i16;
    three_rows(&from, row)
        .zip(to.chunks_exact_mut(row))
        .for_each(|([above, here, below], to)| {
            // The pixels at both ends have no neighbour there.
            to.copy_from_slice(here);
            let inner = 4..row.max(8) - 4;
            if inner.is_empty() {
                return;
            }
            let neighbours = [
                &above[inner.clone()],
                &below[inner.clone()],
                &here[..row - 8],
                &here[8..],
            ];
            let here = &here[inner.clone()];
            for (i, to) in to[inner].iter_mut().enumerate() {
                let here = i16::from(here[i]);
                let around: i16 = neighbours.iter().map(|row| i16::from(row[i])).sum();
                *to = (here + (((4 * here - around) * strength) >> 5)).clamp(0, 255) as u8;
            }
        });
    Ok(())
}

/// Draws where light changes, white on black, as Sobel has it.
#[wasm::export]
pub fn edges(from: View<u8>, mut to: ViewMut<u8>, width: u32, strength: f32) -> Result<(), String> {
    let row = frame(&from, &to, width)?;
    let strength = i32::from(fixed(strength, 32));
    let mut lights = [(); 3].map(|()| vec![0; row / 4 + 2]);
    for (i, ([above, here, below], to)) in three_rows(&from, row)
        .zip(to.chunks_exact_mut(row))
        .enumerate()
    {
        if i == 0 {
            read_lights(above, &mut lights[1]);
            read_lights(here, &mut lights[2]);
        }
        lights.rotate_left(1);
        read_lights(below, &mut lights[2]);
        let [above, here, below] = [0, 1, 2].map(|i| lights[i].array_windows::<3>());
        let (to, _) = to.as_chunks_mut::<4>();
        for (((above, here), below), to) in above.zip(here).zip(below).zip(to) {
            let column = |i: usize| above[i] + 2 * here[i] + below[i];
            let line = |line: &[i32; 3]| line[0] + 2 * line[1] + line[2];
            let edge = (column(2) - column(0)).abs() + (line(below) - line(above)).abs();
            let edge = ((edge * strength) >> 5).min(255) as u32;
            *to = (0xff00_0000 | (edge * 0x01_01_01)).to_le_bytes();
        }
    }
    Ok(())
}

/// How light the pixels of a row are, with one more at both ends, the same as the last one there.
fn read_lights(row: &[u8], lights: &mut [i32]) {
    let (pixels, _) = row.as_chunks::<4>();
    for (light, &pixel) in lights[1..].iter_mut().zip(pixels) {
        *light = luma(pixel) as i32;
    }
    lights[0] = lights[1];
    lights[pixels.len() + 1] = lights[pixels.len()];
}

/// Makes each pixel the mean of those around it, up to 50 pixels away.
#[wasm::export]
pub fn blur(from: View<u8>, mut to: ViewMut<u8>, width: u32, strength: f32) -> Result<(), String> {
    let row = frame(&from, &to, width)?;
    let radius = usize::from(fixed(strength, 50));
    blur::across(&from, &mut to, row, radius);
    blur::down(&mut to, row, radius);
    Ok(())
}

/// The bytes of a row, where both frames are whole rows and as large as each other.
fn frame(from: &[u8], to: &[u8], width: u32) -> Result<usize, String> {
    let row = width as usize * 4;
    if row == 0 || from.len() != to.len() || !from.len().is_multiple_of(row) {
        let (from, to) = (from.len(), to.len());
        return Err(format!(
            "frames of {from} and {to} bytes are not both rows of {width} pixels"
        ));
    }
    Ok(row)
}

/// A strength as a whole number, from 0 to `one`.
fn fixed(strength: f32, one: u16) -> u16 {
    (strength.clamp(0.0, 1.0) * f32::from(one)).round() as u16
}

/// Red, green, blue and alpha.
fn channels(pixel: [u8; 4]) -> [u32; 4] {
    let pixel = u32::from_le_bytes(pixel);
    [0, 8, 16, 24].map(|at| (pixel >> at) & 255)
}

/// How light a pixel is.
fn luma(pixel: [u8; 4]) -> u32 {
    let [red, green, blue, _] = channels(pixel);
    (red * 77 + green * 150 + blue * 29) >> 8
}

/// Each row between those above and below it. At the top and the bottom, the row itself stands in.
fn three_rows(frame: &[u8], row: usize) -> impl Iterator<Item = [&[u8]; 3]> {
    let at = move |y: usize| &frame[y * row..][..row];
    let count = frame.len() / row;
    (0..count).map(move |y| [at(y.saturating_sub(1)), at(y), at((y + 1).min(count - 1))])
}

#[cfg(test)]
mod tests;
