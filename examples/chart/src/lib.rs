//! Temperatures, as a station reports them: Rust writes the samples, and JavaScript reads their fields where they lie.

use wasm::memory::{View, ViewMut};

/// Readings of a station that a sample sums up, and seconds between two of them.
const READINGS: u32 = 12;
const SECONDS: f64 = 5.0;

/// What was measured within a minute.
#[derive(Debug, Clone, Copy, PartialEq, wasm::Pod)]
#[repr(C)]
pub struct Sample {
    /// When it began, in seconds since the station was started.
    pub time: f64,
    /// In degrees Celsius.
    pub lowest: f32,
    /// In degrees Celsius.
    pub highest: f32,
    /// In degrees Celsius.
    pub mean: f32,
    /// How many readings it is made of: there are fewer when the station was busy.
    pub readings: u32,
}

/// Adds `more` samples behind the first `count`, and returns how many there are then. Where there is no room, the oldest
/// make way.
#[wasm::export]
pub fn measure(mut samples: ViewMut<Sample>, count: u32, more: u32) -> u32 {
    let room = samples.len();
    let mut count = (count as usize).min(room);
    let next = match count.checked_sub(1) {
        Some(last) => (samples[last].time / SECONDS) as u32 + READINGS,
        None => 0,
    };
    let more = more as usize;
    let (kept, added) = (count.min(room.saturating_sub(more)), more.min(room));
    samples.copy_within(count - kept..count, 0);
    count = kept;
    for i in more - added..more {
        samples[count] = sample(next + i as u32 * READINGS);
        count += 1;
    }
    count as u32
}

/// The lowest and the highest temperature of the first `count` samples.
#[wasm::export]
pub fn range(samples: View<Sample>, count: u32) -> [f32; 2] {
    let samples = &samples[..samples.len().min(count as usize)];
    let lowest = samples.iter().map(|sample| sample.lowest);
    let highest = samples.iter().map(|sample| sample.highest);
    [
        lowest.fold(f32::INFINITY, f32::min),
        highest.fold(f32::NEG_INFINITY, f32::max),
    ]
}

/// Round numbers from `from` to `to`, about so many, at equal distances: where an axis has its labels.
#[wasm::export]
pub fn ticks(from: f64, to: f64, about: u32) -> Vec<f64> {
    let wanted = (to - from) / f64::from(about.max(1));
    if !(wanted.is_finite() && wanted > 0.0) {
        return Vec::new();
    }
    let power = 10f64.powf(wanted.log10().floor());
    let step = power
        * [1.0, 2.0, 5.0, 10.0]
            .into_iter()
            .find(|factor| power * factor >= wanted)
            .unwrap_or(10.0);
    let (first, last) = ((from / step).ceil() as i64, (to / step).floor() as i64);
    (first..=last).map(|i| i as f64 * step).collect()
}

/// The sample whose first reading is this one.
fn sample(first: u32) -> Sample {
    let readings = READINGS - noise(first) % 4;
    let temperatures = (first..first + readings).map(temperature);
    let (lowest, highest) = temperatures
        .clone()
        .fold((f32::INFINITY, f32::NEG_INFINITY), |(low, high), t| {
            (low.min(t), high.max(t))
        });
    let mean = temperatures.sum::<f32>() / readings as f32;
    Sample {
        time: f64::from(first) * SECONDS,
        lowest,
        highest,
        mean,
        readings,
    }
}

/// The day warms up and cools down, clouds pass, and the rest is chance.
fn temperature(reading: u32) -> f32 {
    let day = f64::from(reading) * SECONDS / 86_400.0 * std::f64::consts::TAU;
    let clouds = (day * 37.0).sin() * (day * 11.0).cos();
    let chance = f64::from(noise(reading) % 1000) / 1000.0 - 0.5;
    (17.0 - 6.0 * day.cos() + 1.2 * clouds + 1.6 * chance) as f32
}

/// A number by chance, but always the same one for a reading.
fn noise(reading: u32) -> u32 {
    let mixed = (reading ^ (reading >> 16)).wrapping_mul(0x45d9_f3b5);
    (mixed ^ (mixed >> 15)).wrapping_mul(0x2c1b_3c6d) >> 8
}

#[cfg(test)]
mod tests {
    use super::*;

    const NONE: Sample = Sample {
        time: 0.0,
        lowest: 0.0,
        highest: 0.0,
        mean: 0.0,
        readings: 0,
    };

    #[test]
    fn samples_follow_each_other_and_the_oldest_make_way() {
        let mut all = [NONE; 100];
        assert_eq!(measure(ViewMut::from(&mut all), 0, 100), 100);
        assert!(
            all.windows(2)
                .all(|pair| pair[1].time - pair[0].time == 60.0)
        );
        assert!(all.iter().all(|it| it.lowest <= it.mean
            && it.mean <= it.highest
            && (9..=12).contains(&it.readings)));

        let mut some = [NONE; 30];
        let mut count = 0;
        for more in [0, 7, 20, 3, 1, 0, 9] {
            count = measure(ViewMut::from(&mut some), count, more);
        }
        assert_eq!((count, &some[..]), (30, &all[10..40]));
        // More at once than there is room for.
        assert_eq!(measure(ViewMut::from(&mut some), count, 60), 30);
        assert_eq!(some[..], all[70..100]);
        assert_eq!(measure(ViewMut::from(&mut []), 0, 5), 0);
    }

    #[test]
    fn the_range_is_that_of_the_samples_there_are() {
        let mut samples = [NONE; 3];
        samples[0] = Sample {
            lowest: 3.0,
            highest: 4.0,
            ..NONE
        };
        samples[1] = Sample {
            lowest: 2.0,
            highest: 9.0,
            ..NONE
        };
        assert_eq!(range(View::from(&samples), 2), [2.0, 9.0]);
        assert_eq!(range(View::from(&samples), 9), [0.0, 9.0]);
        assert_eq!(
            range(View::from(&samples), 0),
            [f32::INFINITY, f32::NEG_INFINITY]
        );
    }

    #[test]
    fn ticks_are_round() {
        assert_eq!(ticks(9.3, 23.9, 5), [10.0, 15.0, 20.0]);
        assert_eq!(ticks(-1.0, 1.0, 4), [-1.0, -0.5, 0.0, 0.5, 1.0]);
        assert_eq!(ticks(0.0, 7200.0, 4), [0.0, 2000.0, 4000.0, 6000.0]);
        assert!(ticks(3.0, 3.0, 5).is_empty() && ticks(0.0, f64::INFINITY, 5).is_empty());
    }
}
