//! The API as it was first drawn up, up to its component part, with the bodies filled in.

use std::sync::atomic::{AtomicU64, Ordering};

use wasm::memory::View;
use wasm::{ExternRef, FuncRef, SharedSlice, externref, f32x4};

const _: () =
    assert!(size_of::<ExternRef<String>>() == 4 && size_of::<Option<ExternRef<String>>>() == 4);
const _: () = assert!(size_of::<FuncRef>() == 4 && size_of::<externref>() == 4);
const _: () = assert!(size_of::<SharedSlice<'_, f32>>() == size_of::<&[f32]>());
const _: () = assert!(size_of::<CanvasContext>() == size_of::<wasm::Handle>());

struct ImageData(Vec<u8>);

#[wasm::linear]
struct CanvasContext(wasm::Handle);

static CLOSED: AtomicU64 = AtomicU64::new(0);

impl CanvasContext {
    fn open(id: u64) -> Self {
        Self::acquire(wasm::Handle::foreign(id, |id| {
            CLOSED.store(id, Ordering::Relaxed)
        }))
    }

    fn draw(&mut self) {
        assert_eq!(self.0.id(), Ok(Some(7)));
    }

    fn into_bitmap(self) -> ImageData {
        let (handle,) = self.consume();
        ImageData(vec![handle.id().unwrap().unwrap() as u8; 4])
    }
}

/// A kernel of three by three over a picture of one byte a pixel; the border stays as it is.
fn convolve_3x3(pixels: View<u8>, width: usize, kernel: [f32; 9]) -> Vec<u8> {
    let mut out = pixels.to_vec();
    let height = pixels.len() / width;
    for y in 1..height.saturating_sub(1) {
        for x in 1..width.saturating_sub(1) {
            let row = |dy: usize| {
                let at = (y + dy - 1) * width + x - 1;
                let [a, b, c] = [pixels[at], pixels[at + 1], pixels[at + 2]].map(f32::from);
                let weights =
                    f32x4::new([kernel[dy * 3], kernel[dy * 3 + 1], kernel[dy * 3 + 2], 0.0]);
                (weights * f32x4::new([a, b, c, 0.0])).reduce_add()
            };
            out[y * width + x] = (row(0) + row(1) + row(2)).clamp(0.0, 255.0) as u8;
        }
    }
    out
}

fn sharpen(pixels: View<u8>, width: u32, _height: u32) -> Vec<u8> {
    let kernel = [0.0, -1.0, 0.0, -1.0, 5.0, -1.0, 0.0, -1.0, 0.0];
    convolve_3x3(pixels, width as usize, kernel)
}

#[test]
fn a_canvas_becomes_a_bitmap_and_is_closed() {
    let mut canvas = CanvasContext::open(7);
    canvas.draw();
    let ImageData(bytes) = canvas.into_bitmap();
    assert_eq!(bytes, [7; 4]);
    assert_eq!(CLOSED.load(Ordering::Relaxed), 7);
}

#[test]
fn sharpening() {
    let mut pixels = vec![100u8; 25];
    assert_eq!(
        sharpen(View::from(&pixels[..]), 5, 5),
        pixels,
        "an even picture is as sharp as can be"
    );
    pixels[12] = 110;
    let sharp = sharpen(View::from(&pixels[..]), 5, 5);
    assert_eq!(
        (sharp[12], sharp[7], sharp[11], sharp[6]),
        (150, 90, 90, 100)
    );
}

#[test]
fn references_without_a_type() {
    let text: externref = ExternRef::new(String::from("a host's object")).upcast();
    assert_eq!(
        *text.cast::<String>().unwrap().get().unwrap(),
        "a host's object"
    );
}
