//! `Vec` for linear values.

use alloc::vec::{self, Vec};
use core::fmt;
use core::mem::ManuallyDrop;

use super::Linear;
use crate::host::thread::panicking;

/// A `Vec` of linear values, of the same size: it must be empty when it is dropped.
///
/// ```
/// use wasm::linear::LinVec;
///
/// #[wasm::linear]
/// struct Buffer(u32);
/// impl Buffer {
///     fn free(self) -> u32 { self.consume().0 }
/// }
///
/// let mut buffers: LinVec<Buffer> = (1..=3).map(Buffer::acquire).collect();
/// if let Some(last) = buffers.pop() {
///     assert_eq!(last.free(), 3);
/// }
/// let mut sum = 0;
/// buffers.finish(|buffer| sum += buffer.free());
/// assert_eq!(sum, 1 + 2);
/// ```
///
/// `collect` and `extend` take iterators that make the values as they are asked for; an array, an `Option` or another owner of
/// values drops those that nobody asked for, and so is refused: `push` them.
///
/// # Panics
/// Dropped before it is empty, it panics, naming the type and how many values were lost; see
/// [`Deferred`](super::Deferred).
#[must_use = "end it by `.finish(…)`: dropping it before it is empty panics"]
pub struct LinVec<X: Linear>(
    // What is never dropped cannot set off the bomb.
    Vec<ManuallyDrop<X>>,
);

impl<X: Linear> LinVec<X> {
    /// No values.
    #[inline]
    pub const fn new() -> Self {
        LinVec(Vec::new())
    }

    /// No values, and room for `capacity`.
    ///
    /// # Panics
    /// As `Vec::with_capacity`.
    #[inline]
    pub fn with_capacity(capacity: usize) -> Self {
        LinVec(Vec::with_capacity(capacity))
    }

    /// How many values there are.
    #[inline]
    pub const fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are none.
    #[inline]
    pub const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Appends a value.
    ///
    /// ```
    /// use wasm::linear::LinVec;
    ///
    /// # #[wasm::linear]
    /// # struct Buffer(u32);
    /// # impl Buffer { fn free(self) -> u32 { self.consume().0 } }
    /// let mut buffers = LinVec::new();
    /// buffers.push(Buffer::acquire(1));
    /// assert_eq!(buffers.len(), 1);
    /// buffers.finish(|buffer| { buffer.free(); });
    /// ```
    #[inline]
    pub fn push(&mut self, value: X) {
        self.0.push(ManuallyDrop::new(value));
    }

    /// Takes the last value out.
    ///
    /// ```
    /// use wasm::linear::LinVec;
    ///
    /// # #[wasm::linear]
    /// # struct Buffer(u32);
    /// # impl Buffer { fn free(self) -> u32 { self.consume().0 } }
    /// let mut buffers: LinVec<Buffer> = (1..=2).map(Buffer::acquire).collect();
    /// while let Some(buffer) = buffers.pop() {
    ///     buffer.free();
    /// }
    /// assert!(buffers.is_empty());
    /// ```
    #[inline]
    pub fn pop(&mut self) -> Option<X> {
        self.0.pop().map(ManuallyDrop::into_inner)
    }

    /// Takes the value at `index` out; those behind it move up.
    ///
    /// ```
    /// use wasm::linear::LinVec;
    ///
    /// # #[wasm::linear]
    /// # struct Buffer(u32);
    /// # impl Buffer { fn free(self) -> u32 { self.consume().0 } }
    /// let mut buffers: LinVec<Buffer> = (1..=3).map(Buffer::acquire).collect();
    /// assert_eq!(buffers.remove(0).free(), 1);
    /// assert_eq!(buffers[0].0, 2);
    /// buffers.finish(|buffer| { buffer.free(); });
    /// ```
    ///
    /// # Panics
    /// `index` is not below [`LinVec::len`].
    #[inline]
    #[track_caller]
    pub fn remove(&mut self, index: usize) -> X {
        ManuallyDrop::into_inner(self.0.remove(index))
    }

    /// Takes the value at `index` out; the last takes its place.
    ///
    /// ```
    /// use wasm::linear::LinVec;
    ///
    /// # #[wasm::linear]
    /// # struct Buffer(u32);
    /// # impl Buffer { fn free(self) -> u32 { self.consume().0 } }
    /// let mut buffers: LinVec<Buffer> = (1..=3).map(Buffer::acquire).collect();
    /// assert_eq!(buffers.swap_remove(0).free(), 1);
    /// assert_eq!(buffers[0].0, 3);
    /// buffers.finish(|buffer| { buffer.free(); });
    /// ```
    ///
    /// # Panics
    /// `index` is not below [`LinVec::len`].
    #[inline]
    #[track_caller]
    pub fn swap_remove(&mut self, index: usize) -> X {
        ManuallyDrop::into_inner(self.0.swap_remove(index))
    }

    /// The value at `index`, which stays.
    #[inline]
    pub fn get(&self, index: usize) -> Option<&X> {
        self.0.get(index).map(|value| &**value)
    }

    /// The value at `index`, which stays.
    #[inline]
    pub fn get_mut(&mut self, index: usize) -> Option<&mut X> {
        self.0.get_mut(index).map(|value| &mut **value)
    }

    /// All values in order, which stay.
    #[inline]
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &X> + ExactSizeIterator {
        self.0.iter().map(|value| &**value)
    }

    /// All values in order, which stay.
    ///
    /// ```
    /// use wasm::linear::LinVec;
    ///
    /// # #[wasm::linear]
    /// # struct Buffer(u32);
    /// # impl Buffer { fn free(self) -> u32 { self.consume().0 } }
    /// let mut buffers: LinVec<Buffer> = (1..=3).map(Buffer::acquire).collect();
    /// for buffer in buffers.iter_mut() {
    ///     buffer.0 *= 2;
    /// }
    /// assert_eq!(buffers.iter().map(|buffer| buffer.0).sum::<u32>(), 12);
    /// buffers.finish(|buffer| { buffer.free(); });
    /// ```
    #[inline]
    pub fn iter_mut(&mut self) -> impl DoubleEndedIterator<Item = &mut X> + ExactSizeIterator {
        self.0.iter_mut().map(|value| &mut **value)
    }

    /// Consumes all values in order and keeps the room they had. Should `consume` panic, the rest is leaked.
    ///
    /// ```
    /// use wasm::linear::LinVec;
    ///
    /// # #[wasm::linear]
    /// # struct Buffer(u32);
    /// # impl Buffer { fn free(self) -> u32 { self.consume().0 } }
    /// let mut buffers = LinVec::with_capacity(2);
    /// for round in 1..=3 {
    ///     buffers.extend((0..2).map(Buffer::acquire));
    ///     buffers.drain_with(|buffer| { buffer.free(); });
    /// }
    /// assert!(buffers.is_empty());
    /// ```
    #[inline]
    pub fn drain_with(&mut self, mut consume: impl FnMut(X)) {
        for value in self.0.drain(..) {
            consume(ManuallyDrop::into_inner(value));
        }
    }

    /// Consumes all values in order.
    ///
    /// ```
    /// use wasm::linear::LinVec;
    ///
    /// # #[wasm::linear]
    /// # struct Buffer(u32);
    /// # impl Buffer { fn free(self) -> u32 { self.consume().0 } }
    /// let buffers: LinVec<Buffer> = (1..=3).map(Buffer::acquire).collect();
    /// let mut freed = Vec::new();
    /// buffers.finish(|buffer| freed.push(buffer.free()));
    /// assert_eq!(freed, [1, 2, 3]);
    /// ```
    #[inline]
    pub fn finish(mut self, consume: impl FnMut(X)) {
        self.drain_with(consume);
    }
}

impl<X: Linear> Drop for LinVec<X> {
    #[inline]
    fn drop(&mut self) {
        if !self.is_empty() && !panicking() {
            lost(X::NAME, X::DECLARED, self.len());
        }
    }
}

#[cold]
#[inline(never)]
fn lost(name: &str, declared: &str, count: usize) -> ! {
    panic!(
        "{count} of a `LinVec<{name}>` ({declared}) are lost: it was dropped before it was empty; end it by \
         `.finish(|value| …)`"
    );
}

/// The values of a [`LinVec`], one after the other.
///
/// # Panics
/// Dropped before the last was taken, as after a `break`, it panics: see [`LinVec`].
#[must_use = "take every value: dropping it before the last panics"]
pub struct Consuming<X: Linear>(vec::IntoIter<ManuallyDrop<X>>);

impl<X: Linear> Iterator for Consuming<X> {
    type Item = X;

    #[inline]
    fn next(&mut self) -> Option<X> {
        self.0.next().map(ManuallyDrop::into_inner)
    }

    #[inline]
    fn size_hint(&self) -> (usize, Option<usize>) {
        self.0.size_hint()
    }
}

impl<X: Linear> DoubleEndedIterator for Consuming<X> {
    #[inline]
    fn next_back(&mut self) -> Option<X> {
        self.0.next_back().map(ManuallyDrop::into_inner)
    }
}

impl<X: Linear> ExactSizeIterator for Consuming<X> {}

impl<X: Linear> core::iter::FusedIterator for Consuming<X> {}

impl<X: Linear> Drop for Consuming<X> {
    #[inline]
    fn drop(&mut self) {
        if self.len() > 0 && !panicking() {
            lost(X::NAME, X::DECLARED, self.len());
        }
    }
}

impl<X: Linear> IntoIterator for LinVec<X> {
    type Item = X;
    type IntoIter = Consuming<X>;

    #[inline]
    fn into_iter(mut self) -> Consuming<X> {
        Consuming(core::mem::take(&mut self.0).into_iter())
    }
}

impl<X: Linear> FromIterator<X> for LinVec<X> {
    fn from_iter<I: IntoIterator<Item = X>>(values: I) -> Self {
        LinVec(values.into_iter().map(ManuallyDrop::new).collect())
    }
}

impl<X: Linear> Extend<X> for LinVec<X> {
    fn extend<I: IntoIterator<Item = X>>(&mut self, values: I) {
        self.0.extend(values.into_iter().map(ManuallyDrop::new));
    }
}

impl<X: Linear> Default for LinVec<X> {
    fn default() -> Self {
        Self::new()
    }
}

impl<X: Linear> core::ops::Index<usize> for LinVec<X> {
    type Output = X;

    #[track_caller]
    fn index(&self, index: usize) -> &X {
        &self.0[index]
    }
}

impl<X: Linear> core::ops::IndexMut<usize> for LinVec<X> {
    #[track_caller]
    fn index_mut(&mut self, index: usize) -> &mut X {
        &mut self.0[index]
    }
}

impl<X: Linear + fmt::Debug> fmt::Debug for LinVec<X> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.iter()).finish()
    }
}
