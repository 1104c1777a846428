//! The hidden field of a linear struct: it has no size, and dropping it is an error.

use core::fmt;
use core::marker::PhantomData;

use super::Linear;
#[cfg(not(panic = "abort"))]
use crate::host::thread::panicking;

/// The hidden last field of a struct that [`#[wasm::linear]`](macro@crate::linear) made linear.
///
/// Only code that drops a value drops its bomb. Where panics abort, such code does not compile: the error comes when the
/// bomb's `drop` is instantiated. Where panics unwind, nearly all code has a path that drops, namely the one of a panic, so
/// there it is a panic at run time, silent while another panic is on its way. (Only on wasm with panics that unwind and without
/// the feature `std` that cannot be known: there the second panic ends the program.)
pub struct Bomb<X: Linear>(
    // Public, so that a `repr(transparent)` struct may have a bomb.
    #[doc(hidden)] pub PhantomData<fn() -> X>,
);

impl<X: Linear> Bomb<X> {
    /// What `acquire` puts into a new value.
    #[doc(hidden)]
    #[inline(always)]
    pub const fn armed() -> Self {
        Bomb(PhantomData)
    }

    /// What `consume` does with the bomb of a value that it took apart.
    #[doc(hidden)]
    #[inline(always)]
    pub const fn defuse(self) {
        core::mem::forget(self);
    }
}

#[cfg(panic = "abort")]
impl<X: Linear> Drop for Bomb<X> {
    #[inline]
    fn drop(&mut self) {
        // `expect` reports its caller; the macro `panic!` would add a note about itself.
        #[allow(clippy::unnecessary_literal_unwrap)]
        const {
            None::<()>.expect(X::LOST)
        }
    }
}

#[cfg(not(panic = "abort"))]
impl<X: Linear> Drop for Bomb<X> {
    #[inline]
    fn drop(&mut self) {
        if !panicking() {
            panic!("{}", X::LOST);
        }
    }
}

// So that what is derived below `#[linear]` compiles; not `Ord`, whose `max` and `min` lose one of two values. A bomb has
// nothing to tell apart.
impl<X: Linear> fmt::Debug for Bomb<X> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("linear")
    }
}

impl<X: Linear> PartialEq for Bomb<X> {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl<X: Linear> Eq for Bomb<X> {}

impl<X: Linear> PartialOrd for Bomb<X> {
    fn partial_cmp(&self, _: &Self) -> Option<core::cmp::Ordering> {
        Some(core::cmp::Ordering::Equal)
    }
}

impl<X: Linear> core::hash::Hash for Bomb<X> {
    fn hash<H: core::hash::Hasher>(&self, _: &mut H) {}
}

/// Refuses `Clone`, and so `Copy`, for linear types, wherever it is implemented: the macro implements this for each of them,
/// which conflicts with the implementation for all that is `Clone`.
#[doc(hidden)]
pub trait LinearIsNeverClone {}

impl<T: Clone> LinearIsNeverClone for T {}

/// Refuses `Drop` for linear types: what ends a value are its consuming methods, and they take it apart.
#[doc(hidden)]
pub trait LinearNeverHasDrop {}

#[allow(drop_bounds)] // Whether there is an `impl Drop` is just what is asked.
impl<T: Drop> LinearNeverHasDrop for T {}
