//! A blur in two passes, with sums that gain a pixel and lose one at each step: its time does not depend on the radius.

/// Blurs each row. What lies outside the picture is as its border.
pub fn across(from: &[u8], to: &mut [u8], row: usize, radius: usize) {
    let mean = mean(radius);
    for (from, to) in from.chunks_exact(row).zip(to.chunks_exact_mut(row)) {
        let (from, to) = (from.as_chunks::<4>().0, to.as_chunks_mut::<4>().0);
        let last = from.len() - 1;
        let mut sums = from[0].map(|first| u32::from(first) * (radius as u32 + 1));
        for x in 1..=radius {
            add(&mut sums, &from[x.min(last)]);
        }
        for (x, to) in to.iter_mut().enumerate() {
            *to = sums.map(mean);
            add(&mut sums, &from[(x + radius + 1).min(last)]);
            subtract(&mut sums, &from[x.saturating_sub(radius)]);
        }
    }
}

/// Blurs each column, in place: rows that have been overwritten are remembered for as long as sums have them.
pub fn down(frame: &mut [u8], row: usize, radius: usize) {
    let mean = mean(radius);
    let last = frame.len() / row - 1;
    let at = |y: usize| y * row..(y + 1) * row;
    let mut sums: Vec<u32> = frame[..row]
        .iter()
        .map(|&first| u32::from(first) * (radius as u32 + 1))
        .collect();
    for y in 1..=radius {
        add(&mut sums, &frame[at(y.min(last))]);
    }
    let mut rows = vec![0; (radius + 1) * row];
    for y in 0..=last {
        rows[at(y % (radius + 1))].copy_from_slice(&frame[at(y)]);
        for (to, &sum) in frame[at(y)].iter_mut().zip(&sums) {
            *to = mean(sum);
        }
        if y < last {
            add(&mut sums, &frame[at((y + radius + 1).min(last))]);
            subtract(
                &mut sums,
                &rows[at(y.saturating_sub(radius) % (radius + 1))],
            );
        }
    }
}

/// Divides sums of so many pixels by their count, rounded, with a multiplication.
fn mean(radius: usize) -> impl Fn(u32) -> u8 + Copy {
    let count = 2 * radius as u32 + 1;
    let factor = (65_536 + count / 2) / count;
    move |sum| ((sum * factor + 32_768) >> 16) as u8
}

fn add(sums: &mut [u32], values: &[u8]) {
    for (sum, &value) in sums.iter_mut().zip(values) {
        *sum += u32::from(value);
    }
}

fn subtract(sums: &mut [u32], values: &[u8]) {
    for (sum, &value) in sums.iter_mut().zip(values) {
        *sum -= u32::from(value);
    }
}
