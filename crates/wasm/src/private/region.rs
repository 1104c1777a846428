//! Who may use a region when: the turns of its guards, and what `#[wasm::region]` writes.

pub use crate::section::regions::{Intent, record, record_size};

use core::sync::atomic::Ordering;

#[cfg(not(wasm_loom))]
use core::sync::atomic::AtomicUsize;
#[cfg(wasm_loom)]
use loom::sync::atomic::AtomicUsize;

/// One writer or any number of readers, and nobody waits.
///
/// What one had done before its turn ended is seen by whoever's turn begins later.
#[derive(Debug)]
pub struct Turns {
    /// Readers, or [`Turns::WRITER`].
    state: AtomicUsize,
}

macro_rules! constructor {
    ($($keyword:ident)?) => {
        /// Nobody's turn.
        pub $($keyword)? fn new() -> Self {
            Turns {
                state: AtomicUsize::new(0),
            }
        }
    };
}

#[allow(clippy::new_without_default)] // Only within statics, and there by `new`.
impl Turns {
    const WRITER: usize = usize::MAX;

    #[cfg(not(wasm_loom))]
    constructor! { const }
    #[cfg(wasm_loom)]
    constructor! {}

    /// Begins a writer's turn, if it is nobody's.
    pub fn try_write(&self) -> bool {
        self.state
            .compare_exchange(0, Self::WRITER, Ordering::Acquire, Ordering::Relaxed)
            .is_ok()
    }

    /// Ends the writer's turn.
    pub fn end_write(&self) {
        self.state.store(0, Ordering::Release);
    }

    /// Makes the writer a reader, before any other writer.
    pub fn write_to_read(&self) {
        self.state.store(1, Ordering::Release);
    }

    /// Begins a reader's turn, unless it is a writer's.
    pub fn try_read(&self) -> bool {
        let mut readers = self.state.load(Ordering::Relaxed);
        // One less than the writer's mark would be the mark after this reader.
        while readers < Self::WRITER - 1 {
            match self.state.compare_exchange(
                readers,
                readers + 1,
                Ordering::Acquire,
                Ordering::Relaxed,
            ) {
                Ok(_) => return true,
                Err(now) => readers = now,
            }
        }
        false
    }

    /// Ends a reader's turn.
    pub fn end_read(&self) {
        self.state.fetch_sub(1, Ordering::Release);
    }
}

/// Refuses a region whose size is another than its attribute says.
///
/// # Panics
/// The sizes differ.
#[track_caller]
pub const fn check_size(size: usize, said: u64, message: &str) {
    if size as u64 != said {
        panic!("{}", message);
    }
}
