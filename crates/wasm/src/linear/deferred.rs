//! One linear value whose consumption is checked at run time.

use core::fmt;
use core::mem::ManuallyDrop;
use core::ops::{Deref, DerefMut};
use core::panic::Location;

use super::Linear;
use crate::host::thread::panicking;

/// A linear value that may go where rustc cannot follow it: into maps, `Box<dyn Trait>`, tasks, threads, across `.await`.
///
/// [`Linear::defer`] makes it, [`Deferred::into_inner`] ends it.
///
/// ```
/// use std::collections::HashMap;
/// use wasm::linear::{Deferred, Linear};
///
/// #[wasm::linear]
/// struct Socket(u32);
/// impl Socket {
///     fn close(self) -> u32 { self.consume().0 }
/// }
///
/// let mut open: HashMap<&str, Deferred<Socket>> = HashMap::new();
/// open.insert("example.org", Socket::acquire(4).defer());
/// for (_, socket) in open.drain() {
///     assert_eq!(socket.into_inner().close(), 4);
/// }
/// ```
///
/// # Panics
/// Dropped with the value inside, it panics, naming the type and the place where the value was deferred; on wasm that ends
/// the program. While another panic is on its way it is silent, and the value is leaked, not dropped: dropping is what its
/// type refuses. (Only on wasm with panics that unwind and without the feature `std` that cannot be known: there the second
/// panic ends the program.)
#[must_use = "end it by `.into_inner()` and a consuming method: dropping it panics"]
pub struct Deferred<X: Linear> {
    value: ManuallyDrop<X>,
    deferred: &'static Location<'static>,
}

impl<X: Linear> Deferred<X> {
    #[inline]
    #[track_caller]
    pub(super) fn new(value: X) -> Self {
        Deferred {
            value: ManuallyDrop::new(value),
            deferred: Location::caller(),
        }
    }

    /// The value, which rustc checks again from here on.
    #[inline]
    pub fn into_inner(self) -> X {
        let mut this = ManuallyDrop::new(self);
        // SAFETY: `this` is never used again, and as it is not dropped, nothing else takes the value.
        unsafe { ManuallyDrop::take(&mut this.value) }
    }

    /// Where the value was deferred.
    pub fn deferred_at(&self) -> &'static Location<'static> {
        self.deferred
    }
}

impl<X: Linear> Deref for Deferred<X> {
    type Target = X;

    #[inline]
    fn deref(&self) -> &X {
        &self.value
    }
}

impl<X: Linear> DerefMut for Deferred<X> {
    #[inline]
    fn deref_mut(&mut self) -> &mut X {
        &mut self.value
    }
}

impl<X: Linear> Drop for Deferred<X> {
    #[inline]
    fn drop(&mut self) {
        if !panicking() {
            lost(X::NAME, X::DECLARED, self.deferred);
        }
    }
}

#[cold]
#[inline(never)]
fn lost(name: &str, declared: &str, deferred: &Location<'_>) -> ! {
    panic!(
        "a deferred `{name}` ({declared}) is lost: it was deferred at {deferred} and dropped without `into_inner()` and a \
         consuming method"
    );
}

impl<X: Linear + fmt::Debug> fmt::Debug for Deferred<X> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // `&&`: the table of a `dyn Debug` made of the value itself would have its `drop`.
        f.debug_tuple("Deferred").field(&&*self.value).finish()
    }
}
