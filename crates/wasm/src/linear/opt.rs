//! `Option` for linear values.

use core::fmt;
use core::mem::ManuallyDrop;

use super::Linear;
use super::bomb::is_panicking;

/// An `Option` of a linear value, of the same size: it may wait in a struct, and must be empty when it is dropped.
///
/// ```
/// use wasm::linear::LinOpt;
///
/// #[wasm::linear]
/// struct Texture(u32);
/// impl Texture {
///     fn free(self) -> u32 { self.consume().0 }
/// }
///
/// struct Layer { texture: LinOpt<Texture> }
///
/// let mut layer = Layer { texture: LinOpt::some(Texture::acquire(3)) };
/// if let Some(texture) = layer.texture.take() {
///     assert_eq!(texture.free(), 3);
/// }
/// ```
///
/// # Panics
/// Dropped with a value inside, it panics, naming the type; see [`Deferred`](super::Deferred).
#[must_use = "end it by `.finish(…)` or `.into_inner()`: dropping it with a value inside panics"]
pub struct LinOpt<X: Linear>(
    // What is never dropped cannot set off the bomb.
    Option<ManuallyDrop<X>>,
);

impl<X: Linear> LinOpt<X> {
    /// No value.
    #[inline]
    pub const fn none() -> Self {
        LinOpt(None)
    }

    /// A value.
    #[inline]
    pub const fn some(value: X) -> Self {
        LinOpt(Some(ManuallyDrop::new(value)))
    }

    /// Whether there is a value.
    #[inline]
    pub const fn is_some(&self) -> bool {
        self.0.is_some()
    }

    /// Whether there is no value.
    #[inline]
    pub const fn is_none(&self) -> bool {
        self.0.is_none()
    }

    /// The value, which stays.
    #[inline]
    pub fn as_ref(&self) -> Option<&X> {
        self.0.as_deref()
    }

    /// The value, which stays.
    #[inline]
    pub fn as_mut(&mut self) -> Option<&mut X> {
        self.0.as_deref_mut()
    }

    /// Takes the value out.
    #[inline]
    pub fn take(&mut self) -> Option<X> {
        inner(self.0.take())
    }

    /// Puts a value in and hands out the one that was there.
    #[inline]
    #[must_use = "the value that was there has to be consumed"]
    pub fn replace(&mut self, value: X) -> Option<X> {
        inner(self.0.replace(ManuallyDrop::new(value)))
    }

    /// Puts a value in where none is.
    ///
    /// # Panics
    /// There is one, which would be lost: use [`LinOpt::replace`].
    #[inline]
    #[track_caller]
    pub fn insert(&mut self, value: X) -> &mut X {
        if self.is_some() {
            occupied(X::NAME, X::DECLARED);
        }
        self.0.insert(ManuallyDrop::new(value))
    }

    /// The value.
    #[inline]
    pub fn into_inner(mut self) -> Option<X> {
        self.take()
    }

    /// Consumes the value, if there is one.
    #[inline]
    pub fn finish<R>(self, consume: impl FnOnce(X) -> R) -> Option<R> {
        self.into_inner().map(consume)
    }
}

#[inline]
fn inner<X>(value: Option<ManuallyDrop<X>>) -> Option<X> {
    value.map(ManuallyDrop::into_inner)
}

impl<X: Linear> Drop for LinOpt<X> {
    #[inline]
    fn drop(&mut self) {
        if self.is_some() && !is_panicking() {
            lost(X::NAME, X::DECLARED);
        }
    }
}

#[cold]
#[inline(never)]
fn lost(name: &str, declared: &str) -> ! {
    panic!(
        "a `LinOpt<{name}>` ({declared}) was dropped with a value inside; end it by `.finish(|value| …)`"
    );
}

#[cold]
#[inline(never)]
#[track_caller]
fn occupied(name: &str, declared: &str) -> ! {
    panic!(
        "`LinOpt::<{name}>::insert` ({declared}) would lose the value that is there; use `replace`"
    );
}

impl<X: Linear> Default for LinOpt<X> {
    fn default() -> Self {
        Self::none()
    }
}

impl<X: Linear> From<X> for LinOpt<X> {
    fn from(value: X) -> Self {
        Self::some(value)
    }
}

impl<X: Linear> From<Option<X>> for LinOpt<X> {
    fn from(value: Option<X>) -> Self {
        LinOpt(value.map(ManuallyDrop::new))
    }
}

impl<X: Linear> From<LinOpt<X>> for Option<X> {
    fn from(value: LinOpt<X>) -> Self {
        value.into_inner()
    }
}

impl<X: Linear + fmt::Debug> fmt::Debug for LinOpt<X> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.as_ref().fmt(f)
    }
}
