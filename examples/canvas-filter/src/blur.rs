//! A blur in two passes, with sums that gain a pixel and lose one at each step: its time does not depend on the radius.

use std::array;

/// Blurs each row. What lies outside the picture is as its border.
pub fn across(from: &[u8], to: &mut [u8], row: usize, radius: usize) {
    let mean = mean(radius);
    // The row as it is read: with as many pixels more on both sides as sums reach.
    let mut wide = vec![[0u8; 4]; row / 4 + 2 * radius + 1];
    for (from, to) in from.chunks_exact(row).zip(to.chunks_exact_mut(row)) {
        let (from, to) = (from.as_chunks::<4>().0, to.as_chunks_mut::<4>().0);
        let (left, rest) = wide.split_at_mut(radius);
        let (middle, right) = rest.split_at_mut(from.len());
        left.fill(from[0]);
        middle.copy_from_slice(from);
        right.fill(from[from.len() - 1]);
        let mut sums = [0u32; 4];
        for pixel in &wide[..2 * radius + 1] {
            sums = array::from_fn(|i| sums[i] + u32::from(pixel[i]));
        }
        let entering = &wide[2 * radius + 1..];
        for ((leaving, entering), to) in wide.iter().zip(entering).zip(to) {
            *to = array::from_fn(|i| mean(sums[i]));
            sums = array::from_fn(|i| sums[i] + u32::from(entering[i]) - u32::from(leaving[i]));
        }
    }
}

/// Blurs each column, in place: rows that have been overwritten are remembered for as long as sums have them.
pub fn down(frame: &mut [u8], row: usize, radius: usize) {
    let mean = mean(radius);
    let last = frame.len() / row - 1;
    let at = |y: usize| y * row..(y + 1) * row;
    let mut sums = vec![0u32; row];
    for y in 0..=2 * radius {
        let pixels = &frame[at(y.saturating_sub(radius).min(last))];
        for (sum, &pixel) in sums.iter_mut().zip(pixels) {
            *sum += u32::from(pixel);
        }
    }
    let mut rows = vec![0; (radius + 1) * row];
    for y in 0..=last {
        let (done, below) = frame.split_at_mut((y + 1) * row);
        let to = &mut done[y * row..];
        rows[at(y % (radius + 1))].copy_from_slice(to);
        let leaving = &rows[at(y.saturating_sub(radius) % (radius + 1))];
        // After the last row, no sum is used any more.
        let entering = below.chunks_exact(row).take(radius + 1).next_back();
        let entering = entering.unwrap_or(leaving);
        for (((to, sum), entering), leaving) in
            to.iter_mut().zip(&mut sums).zip(entering).zip(leaving)
        {
            *to = mean(*sum);
            *sum = *sum + u32::from(*entering) - u32::from(*leaving);
        }
    }
}

/// Divides sums of so many pixels by their count, rounded, with a multiplication.
fn mean(radius: usize) -> impl Fn(u32) -> u8 + Copy {
    let count = 2 * radius as u32 + 1;
    let factor = (65_536 + count / 2) / count;
    move |sum| ((sum * factor + 32_768) >> 16) as u8
}
