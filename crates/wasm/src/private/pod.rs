//! What `#[derive(wasm::Pod)]` checks while compiling, and the texts of its refusals.

pub use bytemuck::{Pod, Zeroable};

/// Fails to compile where `T` is not plain data.
pub const fn plain<T: crate::Pod>() {}

/// Refuses a gap between the end of a field and what follows it.
///
/// `after` is what the message says that the padding comes after; `following` begins where nothing but that may be.
///
/// # Panics
/// There is a gap.
#[track_caller]
pub const fn no_gap(end: usize, following: usize, text: &str) {
    if end < following {
        let count = following - end;
        let mut message = Text::new();
        message.number(count);
        message.push(if count == 1 { " byte" } else { " bytes" });
        message.push(text);
        panic!("{}", message.as_str());
    }
}

/// Refuses a layout in which other bytes than the fields' are not accounted for by the gaps that [`no_gap`] refuses.
///
/// A part is where a field begins, its size, and where begins what follows it.
///
/// # Panics
/// There are such bytes, or fields overlap.
#[track_caller]
pub const fn whole(size: usize, parts: &[(usize, usize, usize)], text: &str) {
    let (mut sum, mut i) = (0, 0);
    while i < parts.len() {
        let (start, size, following) = parts[i];
        sum += size + following.saturating_sub(start + size);
        i += 1;
    }
    if size != sum {
        panic!("{}", text);
    }
}

/// A text built while compiling. What does not fit is left out.
struct Text {
    bytes: [u8; Text::CAPACITY],
    len: usize,
}

impl Text {
    const CAPACITY: usize = 512;

    const fn new() -> Self {
        Text {
            bytes: [0; Text::CAPACITY],
            len: 0,
        }
    }

    const fn push(&mut self, text: &str) {
        let text = text.as_bytes();
        let mut i = 0;
        while i < text.len() && self.len < Text::CAPACITY {
            self.bytes[self.len] = text[i];
            self.len += 1;
            i += 1;
        }
    }

    const fn number(&mut self, number: usize) {
        let mut divisor = 1;
        while number / divisor >= 10 {
            divisor *= 10;
        }
        while divisor > 0 && self.len < Text::CAPACITY {
            self.bytes[self.len] = b'0' + (number / divisor % 10) as u8;
            self.len += 1;
            divisor /= 10;
        }
    }

    const fn as_str(&self) -> &str {
        match core::str::from_utf8(self.bytes.split_at(self.len).0) {
            Ok(text) => text,
            // A name of the user's was cut within a letter.
            Err(_) => "bytes of padding",
        }
    }
}
