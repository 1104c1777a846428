//! A spin lock for the crate's own tables: no std, no poisoning, and next to nothing where there is one thread.
//!
//! Nothing of a user's runs under it, with one exception: the global allocator, which therefore must not use references.

#[cfg(wasm_loom)]
use loom::{cell::UnsafeCell, sync::atomic::AtomicBool, sync::atomic::Ordering, thread::yield_now};

#[cfg(not(wasm_loom))]
use core::sync::atomic::{AtomicBool, Ordering};
#[cfg(not(wasm_loom))]
use primitive::{UnsafeCell, yield_now};

/// What loom replaces, under loom's names.
#[cfg(not(wasm_loom))]
mod primitive {
    #[derive(Debug)]
    pub(super) struct UnsafeCell<T>(core::cell::UnsafeCell<T>);

    impl<T> UnsafeCell<T> {
        pub(super) const fn new(value: T) -> Self {
            UnsafeCell(core::cell::UnsafeCell::new(value))
        }

        pub(super) fn with_mut<R>(&self, f: impl FnOnce(*mut T) -> R) -> R {
            f(self.0.get())
        }
    }

    /// Lets the thread that has the lock go on, should it have been interrupted.
    pub(super) fn yield_now() {
        #[cfg(any(feature = "std", not(target_family = "wasm")))]
        {
            extern crate std;
            std::thread::yield_now();
        }
        #[cfg(not(any(feature = "std", not(target_family = "wasm"))))]
        core::hint::spin_loop();
    }
}

/// A value that one thread at a time may touch.
#[derive(Debug)]
pub(crate) struct Lock<T> {
    taken: AtomicBool,
    value: UnsafeCell<T>,
}

// SAFETY: `with` lets one thread at a time reach the value, by `&mut`, which is to send it there and back.
unsafe impl<T: Send> Sync for Lock<T> {}

impl<T> Lock<T> {
    #[cfg(not(wasm_loom))]
    pub(crate) const fn new(value: T) -> Self {
        Lock {
            taken: AtomicBool::new(false),
            value: UnsafeCell::new(value),
        }
    }

    #[cfg(wasm_loom)]
    pub(crate) fn new(value: T) -> Self {
        Lock {
            taken: AtomicBool::new(false),
            value: UnsafeCell::new(value),
        }
    }

    /// Runs `f` with the value. `f` must not come here again: it would wait for itself.
    pub(crate) fn with<R>(&self, f: impl FnOnce(&mut T) -> R) -> R {
        while self
            .taken
            .compare_exchange(false, true, Ordering::Acquire, Ordering::Relaxed)
            .is_err()
        {
            yield_now();
        }
        let _open = Open(&self.taken);
        self.value.with_mut(|value| {
            // SAFETY: `taken` was false and is true now, so no other thread is between here and `Open::drop`, whose
            // release this thread's acquire has seen.
            f(unsafe { &mut *value })
        })
    }
}

/// Opens the lock, also when what ran under it panicked.
struct Open<'a>(&'a AtomicBool);

impl Drop for Open<'_> {
    fn drop(&mut self) {
        self.0.store(false, Ordering::Release);
    }
}

/// A static behind a lock. Loom makes its own for each execution.
#[cfg(not(wasm_loom))]
macro_rules! global {
    ($(#[$meta:meta])* static $name:ident: $type:ty = $value:expr;) => {
        $(#[$meta])* static $name: $crate::host::Lock<$type> = $crate::host::Lock::new($value);
    };
}
#[cfg(wasm_loom)]
macro_rules! global {
    ($(#[$meta:meta])* static $name:ident: $type:ty = $value:expr;) => {
        loom::lazy_static! {
            $(#[$meta])* static ref $name: $crate::host::Lock<$type> = $crate::host::Lock::new($value);
        }
    };
}
pub(crate) use global;
