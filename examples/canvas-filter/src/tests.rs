//! Each filter against the plainest way to say what it does.

use super::*;

type Filter = fn(View<u8>, ViewMut<u8>, u32, f32) -> Result<(), String>;

/// A frame, and what to hold a filter against.
struct Picture {
    width: usize,
    pixels: Vec<u8>,
}

impl Picture {
    fn noise(width: usize, height: usize) -> Self {
        let pixels = (0..width * height * 4)
            .map(|i| (i * i * 31 % 251) as u8)
            .collect();
        Picture { width, pixels }
    }

    /// A channel of the pixel there; outside of the picture, of the nearest one.
    fn at(&self, x: isize, y: isize, channel: usize) -> i32 {
        let height = self.pixels.len() / 4 / self.width;
        let [x, y] =
            [(x, self.width), (y, height)].map(|(at, len)| at.clamp(0, len as isize - 1) as usize);
        self.pixels[(y * self.width + x) * 4 + channel].into()
    }

    fn light(&self, x: isize, y: isize) -> i32 {
        [77, 150, 29]
            .iter()
            .enumerate()
            .map(|(i, part)| part * self.at(x, y, i))
            .sum::<i32>()
            / 256
    }

    fn filtered(&self, filter: Filter, strength: f32) -> Picture {
        let mut pixels = vec![7; self.pixels.len()];
        filter(
            View::from(&self.pixels),
            ViewMut::from(&mut pixels),
            self.width as u32,
            strength,
        )
        .unwrap();
        Picture {
            width: self.width,
            pixels,
        }
    }

    fn hold(&self, expected: impl Fn(isize, isize, usize) -> i32) {
        for i in 0..self.pixels.len() {
            let (x, y) = ((i / 4 % self.width) as isize, (i / 4 / self.width) as isize);
            assert_eq!(
                i32::from(self.pixels[i]),
                expected(x, y, i % 4),
                "channel {} at {x}, {y}",
                i % 4
            );
        }
    }
}

fn pictures() -> impl Iterator<Item = Picture> {
    [(1, 1), (1, 5), (2, 2), (3, 1), (17, 9), (21, 14)]
        .into_iter()
        .map(|(width, height)| Picture::noise(width, height))
}

#[test]
fn no_strength_changes_nothing() {
    for picture in pictures() {
        for filter in [grayscale, sharpen, blur] as [Filter; 3] {
            assert_eq!(picture.filtered(filter, 0.0).pixels, picture.pixels);
        }
    }
}

#[test]
fn grey_has_no_colour() {
    for picture in pictures() {
        let grey = |x, y, channel| {
            if channel == 3 {
                picture.at(x, y, 3)
            } else {
                picture.light(x, y)
            }
        };
        picture.filtered(grayscale, 1.0).hold(grey);
    }
}

#[test]
fn sharp_pixels_differ_from_their_neighbours() {
    for picture in pictures() {
        let sharp = |x: isize, y, channel| {
            let at = |x, y| picture.at(x, y, channel);
            if x == 0 || x == picture.width as isize - 1 {
                return at(x, y);
            }
            (5 * at(x, y) - at(x - 1, y) - at(x + 1, y) - at(x, y - 1) - at(x, y + 1)).clamp(0, 255)
        };
        picture.filtered(sharpen, 1.0).hold(sharp);
    }
}

#[test]
fn edges_are_where_light_changes() {
    for picture in pictures() {
        let edge = |x, y, channel| {
            let sum = |weights: [(isize, isize, i32); 6]| -> i32 {
                weights
                    .iter()
                    .map(|&(dx, dy, weight)| weight * picture.light(x + dx, y + dy))
                    .sum()
            };
            let across = sum([
                (-1, -1, -1),
                (1, -1, 1),
                (-1, 0, -2),
                (1, 0, 2),
                (-1, 1, -1),
                (1, 1, 1),
            ]);
            let down = sum([
                (-1, -1, -1),
                (0, -1, -2),
                (1, -1, -1),
                (-1, 1, 1),
                (0, 1, 2),
                (1, 1, 1),
            ]);
            if channel == 3 {
                255
            } else {
                (across.abs() + down.abs()).min(255)
            }
        };
        picture.filtered(edges, 1.0).hold(edge);
    }
}

#[test]
fn a_blur_is_the_mean_of_rows_and_then_of_columns() {
    for picture in pictures() {
        for radius in [1, 2, 9, 50] {
            let mean = |values: &dyn Fn(isize) -> i32| {
                let sum: i32 = (-radius..=radius).map(values).sum();
                (f64::from(sum) / (2 * radius + 1) as f64).round() as i32
            };
            let blurred = picture.filtered(blur, radius as f32 / 50.0);
            for i in 0..blurred.pixels.len() {
                let (x, y) = (
                    (i / 4 % picture.width) as isize,
                    (i / 4 / picture.width) as isize,
                );
                let row = |dy: isize| {
                    let height = (picture.pixels.len() / 4 / picture.width) as isize;
                    let y = (y + dy).clamp(0, height - 1);
                    mean(&|dx| picture.at(x + dx, y, i % 4))
                };
                // The division is a multiplication, and so off by one at times, in both passes.
                assert!(
                    (i32::from(blurred.pixels[i]) - mean(&row)).abs() <= 2,
                    "{i}, radius {radius}"
                );
            }
        }
    }
}

#[test]
fn what_is_opaque_stays_so() {
    let picture = Picture {
        width: 40,
        pixels: vec![255; 40 * 40 * 4],
    };
    for strength in [0.02, 0.5, 1.0] {
        assert_eq!(picture.filtered(blur, strength).pixels, picture.pixels);
        assert_eq!(picture.filtered(sharpen, strength).pixels, picture.pixels);
    }
}

#[test]
fn frames_that_do_not_fit_are_refused() {
    for (from, to, width) in [(16, 16, 0), (16, 12, 1), (16, 16, 3), (0, 8, 2)] {
        let (from, mut to) = (vec![0; from], vec![0; to]);
        for filter in [grayscale, sharpen, edges, blur] as [Filter; 4] {
            let error = filter(View::from(&from), ViewMut::from(&mut to), width, 0.5).unwrap_err();
            assert!(
                error.contains(&format!("rows of {width} pixels")),
                "{error}"
            );
        }
    }
}
