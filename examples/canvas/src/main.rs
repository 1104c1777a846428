//! Reads drawing commands and prints the picture: `line 0 0 20 8`, `circle 10 4 3`, one a line.
//!
//! The host's canvas is a linear resource. Every way out of [`draw`], the errors too, has to turn it into a picture or to
//! give it back: take one of those lines out, and the program does not compile.

mod host;

use std::io::Read;
use std::process::ExitCode;

use host::Picture;
use wasm::Handle;

/// Of the canvas, in cells.
const WIDTH: u32 = 64;
const HEIGHT: u32 = 16;

/// A canvas of the host that is being drawn on.
#[wasm::linear(consumed_by(into_picture, discard))]
struct CanvasContext(Handle);

impl CanvasContext {
    fn open(width: u32, height: u32) -> Self {
        Self::acquire(host::open(width, height))
    }

    /// What lies outside the canvas is not drawn.
    fn line(&mut self, ends: [i32; 4]) {
        // In `i128`, since the product of two differences of `i32`s is more than an `i64` can be.
        let [x0, y0, x1, y1] = ends.map(i128::from);
        let steps = (x1 - x0).abs().max((y1 - y0).abs()).max(1);
        // Each step is one cell along the longer side, so only so many can be on the canvas, however long the line is.
        let (from, to) = if (x1 - x0).abs() >= (y1 - y0).abs() { (x0, x1) } else { (y0, y1) };
        let to_edge = |edge: i128| if to < from { from - edge } else { edge - from };
        let (first, last) = (to_edge(0), to_edge(i128::from(WIDTH.max(HEIGHT))));
        for step in first.min(last).max(0)..=first.max(last).min(steps) {
            let at = |from: i128, to: i128| (from + (to - from) * step / steps) as i32; // Between the two.
            self.dot(at(x0, x1), at(y0, y1));
        }
    }

    fn circle(&mut self, [x, y, radius]: [i32; 3]) {
        // A picture's cells are twice as high as wide.
        for angle in 0..64 {
            let (sin, cos) = (f64::from(angle) * std::f64::consts::TAU / 64.0).sin_cos();
            let radius = f64::from(radius);
            let (across, down) = ((2.0 * radius * cos).round() as i32, (radius * sin).round() as i32);
            self.dot(x.saturating_add(across), y.saturating_add(down));
        }
    }

    fn dot(&mut self, x: i32, y: i32) {
        host::dot(&self.0, x, y);
    }

    /// Ends the drawing. The host's canvas becomes the picture.
    fn into_picture(self) -> Picture {
        let (canvas,) = self.consume();
        host::into_picture(canvas)
    }

    /// Gives the canvas back undrawn.
    fn discard(self) {
        let (canvas,) = self.consume();
        drop(canvas);
    }
}

fn draw(commands: &[&str]) -> Result<Picture, String> {
    let mut canvas = CanvasContext::open(WIDTH, HEIGHT);
    for (number, command) in commands.iter().enumerate() {
        if let Err(what) = perform(&mut canvas, command) {
            canvas.discard();
            return Err(format!("line {}: {what}", number + 1));
        }
    }
    Ok(canvas.into_picture())
}

fn perform(canvas: &mut CanvasContext, command: &str) -> Result<(), String> {
    let mut words = command.split_whitespace();
    match words.next() {
        Some("line") => canvas.line(numbers(words)?),
        Some("circle") => canvas.circle(numbers(words)?),
        Some(other) => return Err(format!("`{other}` is neither `line` nor `circle`")),
        None => {}
    }
    Ok(())
}

fn numbers<'a, const N: usize>(words: impl Iterator<Item = &'a str>) -> Result<[i32; N], String> {
    let parse = |word: &str| word.parse().map_err(|_| format!("`{word}` is not a number"));
    let numbers = words.map(parse).collect::<Result<Vec<i32>, _>>()?;
    let count = numbers.len();
    numbers.try_into().map_err(|_| format!("{N} numbers are needed, not {count}"))
}

fn main() -> ExitCode {
    let mut text = String::new();
    if let Err(error) = std::io::stdin().read_to_string(&mut text) {
        eprintln!("cannot read the commands: {error}");
        return ExitCode::FAILURE;
    }
    let code = match draw(&text.lines().collect::<Vec<_>>()) {
        Ok(picture) => {
            print!("{picture}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    };
    eprintln!("{} canvases are open", host::open_canvases());
    code
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mistake_gives_the_canvas_back() {
        let before = host::open_canvases();
        assert_eq!(draw(&["line 1 2 3"]).unwrap_err(), "line 1: 4 numbers are needed, not 3");
        assert_eq!(draw(&["line 0 0 1 1", "square 1"]).unwrap_err(), "line 2: `square` is neither `line` nor `circle`");
        assert_eq!(host::open_canvases(), before);
    }

    #[test]
    fn what_is_far_away_is_not_drawn() {
        let diagonal = draw(&["line 0 0 50000 50000"]).unwrap().to_string();
        assert_eq!(diagonal, draw(&["line 0 0 15 15"]).unwrap().to_string());
        let nothing = draw(&[]).unwrap().to_string();
        let largest = format!("circle {0} {0} {0}", i32::MAX);
        let smallest = format!("circle {0} {0} {0}", i32::MIN);
        assert_eq!(draw(&[&largest, &smallest, "line 0 2147483647 64 2147483646"]).unwrap().to_string(), nothing);
    }

    #[test]
    fn a_line_from_one_end_of_the_world_to_the_other_is_drawn() {
        for (from, to) in [(i32::MIN, i32::MAX), (i32::MAX, i32::MIN)] {
            let picture = draw(&[&format!("line {from} 3 {to} 3")]).unwrap().to_string();
            assert_eq!(picture.lines().nth(3), Some("#".repeat(64).as_str()));
            let picture = draw(&[&format!("line 5 {from} 5 {to}")]).unwrap().to_string();
            assert!(picture.lines().all(|row| row.find('#') == Some(5)), "{picture}");
        }
    }

    #[test]
    fn a_line_is_drawn() {
        let picture = draw(&["line 0 0 3 0"]).unwrap().to_string();
        assert!(picture.starts_with("####."), "{picture}");
    }
}
