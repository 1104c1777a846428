//! How well a text can be read: the contrast of two colours, as WCAG 2 defines it.

use std::error::Error;
use std::fmt;

/// The contrast of two colours such as `#fff` and `#336699`, from 1 to 21. Text should have 4.5 at least.
#[wasm::export]
pub fn contrast(text: &str, background: &str) -> Result<f64, NoColour> {
    let [text, background] = [luminance(text)?, luminance(background)?];
    Ok((text.max(background) + 0.05) / (text.min(background) + 0.05))
}

/// Black or white, whichever can be read better on this background.
#[wasm::export]
pub fn readable_on(background: &str) -> Result<String, NoColour> {
    let better = ["#000000", "#ffffff"].map(|text| contrast(text, background));
    let [black, white] = better;
    Ok(if black? >= white? { "black" } else { "white" }.to_owned())
}

/// How much light a colour gives off, from 0 to 1.
fn luminance(colour: &str) -> Result<f64, NoColour> {
    let no_colour = || NoColour(colour.to_owned());
    let digits: Option<Vec<u32>> = colour
        .strip_prefix('#')
        .ok_or_else(no_colour)?
        .chars()
        .map(|c| c.to_digit(16))
        .collect();
    let channels = match digits.as_deref() {
        Some(&[r, g, b]) => [r * 17, g * 17, b * 17],
        Some(&[r1, r0, g1, g0, b1, b0]) => [r1 * 16 + r0, g1 * 16 + g0, b1 * 16 + b0],
        _ => return Err(no_colour()),
    };
    let [red, green, blue] = channels.map(|channel| {
        let channel = f64::from(channel) / 255.0;
        if channel <= 0.04045 {
            channel / 12.92
        } else {
            ((channel + 0.055) / 1.055).powf(2.4)
        }
    });
    Ok(0.2126 * red + 0.7152 * green + 0.0722 * blue)
}

/// A text that is no colour; JavaScript gets it as an `Error`.
#[derive(Debug, PartialEq)]
pub struct NoColour(String);

impl fmt::Display for NoColour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` is no colour: write `#rgb` or `#rrggbb`", self.0)
    }
}

impl Error for NoColour {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_pairs() {
        assert_eq!(contrast("#000", "#ffffff"), Ok(21.0));
        assert_eq!(contrast("#abc", "#abc"), Ok(1.0));
        // The lightest grey that is allowed on white, and the next.
        assert!(
            contrast("#767676", "#fff").unwrap() >= 4.5
                && contrast("#fff", "#777777").unwrap() < 4.5
        );
        assert_eq!(readable_on("#ffd166"), Ok("black".to_owned()));
    }

    #[test]
    fn what_is_no_colour_is_refused() {
        for text in ["", "#", "fff", "#ff", "#ggg", "#12345", "#é12", "red"] {
            assert_eq!(contrast("#fff", text), Err(NoColour(text.to_owned())));
        }
    }
}
