//! Pairs of functions: `NAME_plain` does with plain Rust what `NAME_typed` does with the types of `wasm`.

use wasm::linear::{LinOpt, Linear};
use wasm::memory::{View, ViewMut};
use wasm::shared::{SharedSlice, SharedSliceMut};
use wasm::{Borrowed, ExternRef};

static DATA: [u8; 256] = {
    let mut data = [0; 256];
    let mut i = 0;
    while i < 256 {
        data[i] = (i * 7 + 3) as u8;
        i += 1;
    }
    data
};

fn data(at: usize, len: usize) -> &'static [u8] {
    &DATA[at..at + len]
}

// A view sums as a slice does.

#[unsafe(no_mangle)]
pub extern "C" fn view_sum_plain(at: usize, len: usize) -> u32 {
    data(at, len).iter().map(|&byte| u32::from(byte)).sum()
}

#[unsafe(no_mangle)]
pub extern "C" fn view_sum_typed(at: usize, len: usize) -> u32 {
    View::new(data(at, len)).iter().map(|&byte| u32::from(byte)).sum()
}

// A view is written as a slice is, with the same checks.

#[unsafe(no_mangle)]
pub extern "C" fn view_write_plain(at: usize, len: usize) -> u32 {
    let mut buffer = [0u16; 64];
    let slice = &mut buffer[..len];
    slice.iter_mut().enumerate().for_each(|(i, x)| *x = (i * at) as u16);
    slice[at] = 9;
    slice.iter().map(|&x| u32::from(x)).sum()
}

#[unsafe(no_mangle)]
pub extern "C" fn view_write_typed(at: usize, len: usize) -> u32 {
    let mut buffer = [0u16; 64];
    let mut view = ViewMut::new(&mut buffer[..len]);
    view.iter_mut().enumerate().for_each(|(i, x)| *x = (i * at) as u16);
    view[at] = 9;
    view.iter().map(|&x| u32::from(x)).sum()
}

// A shared slice, read by its parts.

#[unsafe(no_mangle)]
pub extern "C" fn shared_sum_plain(at: usize, len: usize) -> u32 {
    let (low, high) = data(at, len).split_at(len / 2);
    low.iter().zip(high).map(|(&a, &b)| u32::from(a) * u32::from(b)).sum()
}

#[unsafe(no_mangle)]
pub extern "C" fn shared_sum_typed(at: usize, len: usize) -> u32 {
    let (low, high) = SharedSlice::new(data(at, len)).split_at(len / 2);
    low.iter().zip(high.iter()).map(|(a, b)| u32::from(a) * u32::from(b)).sum()
}

#[unsafe(no_mangle)]
pub extern "C" fn exclusive_fill_plain(at: usize, len: usize) -> u32 {
    let mut buffer = [1u32; 64];
    let (low, high) = buffer.split_at_mut(len);
    low.fill(at as u32);
    high.fill(5);
    buffer.iter().sum()
}

#[unsafe(no_mangle)]
pub extern "C" fn exclusive_fill_typed(at: usize, len: usize) -> u32 {
    let mut buffer = [1u32; 64];
    let (mut low, mut high) = SharedSliceMut::new(&mut buffer).split_at_mut(len);
    low.fill(at as u32);
    high.fill(5);
    buffer.iter().sum()
}

// A reference that is passed on is a number that is passed on.

#[derive(wasm::Object)]
pub enum Shape {}

#[unsafe(no_mangle)]
pub extern "C" fn reference_plain(reference: u32, _: u32) -> u32 {
    reference
}

#[unsafe(no_mangle)]
pub extern "C" fn reference_typed(reference: Option<ExternRef<Shape>>, _: u32) -> Option<ExternRef<Shape>> {
    reference
}

#[unsafe(no_mangle)]
pub extern "C" fn borrowed_plain(reference: u32, other: u32) -> u32 {
    if reference > other { reference } else { other }
}

#[unsafe(no_mangle)]
pub extern "C" fn borrowed_typed<'a>(reference: Borrowed<'a, Shape>, other: Borrowed<'a, Shape>) -> Borrowed<'a, Shape> {
    if reference.as_raw() > other.as_raw() { reference } else { other }
}

// Subtraction, because the operands of `^` come in either order.
// A linear value on its way from `acquire` to `consume`, with an early return.

struct Plain(u32);

impl Plain {
    fn draw(&mut self, by: u32) {
        self.0 = self.0.wrapping_mul(31).wrapping_sub(by);
    }

    fn into_bitmap(self) -> u32 {
        self.0
    }
}

#[wasm::linear]
struct Canvas(u32);

impl Canvas {
    fn draw(&mut self, by: u32) {
        self.0 = self.0.wrapping_mul(31).wrapping_sub(by);
    }

    fn into_bitmap(self) -> u32 {
        let (pixels,) = self.consume();
        pixels
    }
}

const _: () = assert!(size_of::<Canvas>() == size_of::<u32>());
const _: () = assert!(size_of::<LinOpt<Canvas>>() == size_of::<Option<Plain>>());

#[unsafe(no_mangle)]
pub extern "C" fn linear_plain(seed: u32, count: u32) -> u32 {
    let mut canvas = Plain(seed);
    for i in 0..count {
        if canvas.0 % 97 == 13 {
            return canvas.into_bitmap();
        }
        canvas.draw(i);
    }
    canvas.into_bitmap()
}

#[unsafe(no_mangle)]
pub extern "C" fn linear_typed(seed: u32, count: u32) -> u32 {
    let mut canvas = Canvas::acquire(seed);
    for i in 0..count {
        if canvas.0 % 97 == 13 {
            return canvas.into_bitmap();
        }
        canvas.draw(i);
    }
    canvas.into_bitmap()
}

// The same in a scope.

#[unsafe(no_mangle)]
pub extern "C" fn scoped_plain(seed: u32, count: u32) -> u32 {
    let mut canvas = Plain(seed);
    canvas.draw(count);
    canvas.into_bitmap()
}

#[unsafe(no_mangle)]
pub extern "C" fn scoped_typed(seed: u32, count: u32) -> u32 {
    Canvas::acquire(seed).with(|mut canvas| {
        canvas.draw(count);
        canvas.finish(Canvas::into_bitmap)
    })
}
