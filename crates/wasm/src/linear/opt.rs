//! `Option` for linear values.

use core::fmt;
use core::mem::ManuallyDrop;

use super::Linear;
use crate::host::thread::panicking;

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
    ///
    /// ```
    /// use wasm::linear::LinOpt;
    ///
    /// # #[wasm::linear]
    /// # struct Texture(u32);
    /// # impl Texture { fn free(self) -> u32 { self.consume().0 } }
    /// let kept = LinOpt::some(Texture::acquire(3));
    /// assert_eq!(kept.as_ref().map(|texture| texture.0), Some(3));
    /// kept.finish(Texture::free);
    /// ```
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
    ///
    /// ```
    /// use wasm::linear::LinOpt;
    ///
    /// # #[wasm::linear]
    /// # struct Texture(u32);
    /// # impl Texture { fn free(self) -> u32 { self.consume().0 } }
    /// let mut kept = LinOpt::some(Texture::acquire(3));
    /// if let Some(texture) = kept.take() {
    ///     texture.free();
    /// }
    /// assert!(kept.is_none() && kept.take().is_none_or(|texture| texture.free() == 0));
    /// ```
    #[inline]
    pub fn take(&mut self) -> Option<X> {
        inner(self.0.take())
    }

    /// Puts a value in and hands out the one that was there.
    ///
    /// ```
    /// use wasm::linear::LinOpt;
    ///
    /// # #[wasm::linear]
    /// # struct Texture(u32);
    /// # impl Texture { fn free(self) -> u32 { self.consume().0 } }
    /// let mut kept = LinOpt::some(Texture::acquire(3));
    /// if let Some(old) = kept.replace(Texture::acquire(4)) {
    ///     assert_eq!(old.free(), 3);
    /// }
    /// assert_eq!(kept.finish(Texture::free), Some(4));
    /// ```
    #[inline]
    #[must_use = "the value that was there has to be consumed"]
    pub fn replace(&mut self, value: X) -> Option<X> {
        inner(self.0.replace(ManuallyDrop::new(value)))
    }

    /// Puts a value in where none is.
    ///
    /// ```
    /// use wasm::linear::LinOpt;
    ///
    /// # #[wasm::linear]
    /// # struct Texture(u32);
    /// # impl Texture { fn free(self) -> u32 { self.consume().0 } }
    /// let mut kept = LinOpt::none();
    /// kept.insert(Texture::acquire(3)).0 += 1;
    /// assert_eq!(kept.finish(Texture::free), Some(4));
    /// ```
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
    ///
    /// ```
    /// use wasm::linear::LinOpt;
    ///
    /// # #[wasm::linear]
    /// # struct Texture(u32);
    /// # impl Texture { fn free(self) -> u32 { self.consume().0 } }
    /// let kept = LinOpt::some(Texture::acquire(3));
    /// match kept.into_inner() {
    ///     Some(texture) => assert_eq!(texture.free(), 3),
    ///     None => unreachable!(),
    /// }
    /// ```
    #[inline]
    pub fn into_inner(mut self) -> Option<X> {
        self.take()
    }

    /// Consumes the value, if there is one.
    ///
    /// ```
    /// use wasm::linear::LinOpt;
    ///
    /// # #[wasm::linear]
    /// # struct Texture(u32);
    /// # impl Texture { fn free(self) -> u32 { self.consume().0 } }
    /// assert_eq!(LinOpt::some(Texture::acquire(3)).finish(Texture::free), Some(3));
    /// assert_eq!(LinOpt::none().finish(Texture::free), None);
    /// ```
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
        if self.is_some() && !panicking() {
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
