//! The slice that one thread at a time reads and writes.

use core::fmt;
use core::ops::RangeBounds;

use super::{SharedSlice, bounds};
use crate::Pod;

/// Plain data that one thread at a time reads and writes for `'a`.
///
/// It can be cut into parts for several threads, given up for reading by all ([`SharedSliceMut::downgrade`]), or given up
/// for atomic operations by all (`atomic`). Each uses it up; [`SharedSliceMut::reborrow`] lends it for a shorter time.
///
/// ```
/// use wasm::SharedSliceMut;
///
/// let mut frame = vec![0u8; 8];
/// let rows = SharedSliceMut::from(&mut frame).chunks_mut(4);
/// # #[cfg(not(target_family = "wasm"))]
/// std::thread::scope(|threads| {
///     for (mut row, value) in rows.zip(1..) {
///         threads.spawn(move || row.fill(value));
///     }
/// });
/// # #[cfg(target_family = "wasm")]
/// # for (mut row, value) in rows.zip(1..) { row.fill(value); }
/// assert_eq!(frame, [1, 1, 1, 1, 2, 2, 2, 2]);
/// ```
#[repr(transparent)]
pub struct SharedSliceMut<'a, T: Pod + Sync> {
    slice: &'a mut [T],
}

impl<'a, T: Pod + Sync> SharedSliceMut<'a, T> {
    /// Takes a slice for `'a`.
    pub const fn new(slice: &'a mut [T]) -> Self {
        SharedSliceMut { slice }
    }

    /// Elements.
    pub const fn len(&self) -> usize {
        self.slice.len()
    }

    /// Whether there are no elements.
    pub const fn is_empty(&self) -> bool {
        self.slice.is_empty()
    }

    /// The element at an index; `None` beyond the end.
    pub fn get(&self, index: usize) -> Option<T> {
        self.slice.get(index).copied()
    }

    /// Replaces the element at an index and returns the old one; `None` beyond the end, where nothing is replaced.
    ///
    /// ```
    /// use wasm::SharedSliceMut;
    ///
    /// let mut frame = [1u8, 2];
    /// let mut slice = SharedSliceMut::from(&mut frame);
    /// assert_eq!((slice.set(0, 9), slice.set(2, 9)), (Some(1), None));
    /// assert_eq!(frame, [9, 2]);
    /// ```
    pub fn set(&mut self, index: usize, value: T) -> Option<T> {
        let element = self.slice.get_mut(index)?;
        Some(core::mem::replace(element, value))
    }

    /// Copies elements over all of its own.
    ///
    /// ```
    /// use wasm::SharedSliceMut;
    ///
    /// let mut frame = [0u8; 2];
    /// SharedSliceMut::from(&mut frame).copy_from(&[3, 4]);
    /// assert_eq!(frame, [3, 4]);
    /// ```
    ///
    /// # Panics
    /// `from` has another length.
    #[track_caller]
    pub fn copy_from(&mut self, from: &[T]) {
        assert!(
            from.len() == self.len(),
            "a slice of {} elements is copied to a `SharedSliceMut` of {}",
            from.len(),
            self.len()
        );
        self.slice.copy_from_slice(from);
    }

    /// Copies all elements out.
    ///
    /// # Panics
    /// `out` has another length.
    #[track_caller]
    pub fn copy_to(&self, out: &mut [T]) {
        SharedSlice::new(self.slice).copy_to(out);
    }

    /// Makes all elements the same.
    pub fn fill(&mut self, value: T) {
        self.slice.fill(value);
    }

    /// The slice, for reading.
    pub const fn as_slice(&self) -> &[T] {
        self.slice
    }

    /// The slice, for reading and writing.
    pub const fn as_mut_slice(&mut self) -> &mut [T] {
        self.slice
    }

    /// The slice, for as long as it was taken.
    pub const fn into_mut_slice(self) -> &'a mut [T] {
        self.slice
    }

    /// The same for a shorter time, after which this one may be used again.
    ///
    /// ```
    /// use wasm::SharedSliceMut;
    ///
    /// let mut frame = [0u8; 4];
    /// let mut slice = SharedSliceMut::from(&mut frame);
    /// let (mut low, _) = slice.reborrow().split_at_mut(2);
    /// low.fill(1);
    /// slice.set(3, 7); // The whole is there again.
    /// assert_eq!(frame, [1, 1, 0, 7]);
    /// ```
    pub const fn reborrow(&mut self) -> SharedSliceMut<'_, T> {
        SharedSliceMut { slice: self.slice }
    }

    /// Gives up writing for the rest of `'a`, so that all may read.
    ///
    /// ```
    /// use wasm::SharedSliceMut;
    ///
    /// let mut table = [0u32; 3];
    /// let mut slice = SharedSliceMut::from(&mut table);
    /// slice.fill(5);
    /// let shared = slice.downgrade();
    /// let other = shared; // It is `Copy`, for as many threads as there are.
    /// assert_eq!(shared.iter().chain(other).sum::<u32>(), 30);
    /// ```
    pub const fn downgrade(self) -> SharedSlice<'a, T> {
        SharedSlice::new(self.slice)
    }

    /// A part of the slice; `None` if the slice does not have it all.
    ///
    /// ```
    /// use wasm::SharedSliceMut;
    ///
    /// let mut frame = [0u8; 4];
    /// SharedSliceMut::from(&mut frame).subslice_mut(1..3).unwrap().fill(1);
    /// assert_eq!(frame, [0, 1, 1, 0]);
    /// ```
    pub fn subslice_mut(self, range: impl RangeBounds<usize>) -> Option<Self> {
        let slice = self.slice.get_mut(bounds(range)?)?;
        Some(SharedSliceMut { slice })
    }

    /// The elements before `mid` and those from it on, each for a thread of its own.
    ///
    /// ```
    /// use wasm::SharedSliceMut;
    ///
    /// let mut frame = [0u8; 4];
    /// let (mut low, mut high) = SharedSliceMut::from(&mut frame).split_at_mut(1);
    /// low.fill(1);
    /// high.fill(2);
    /// assert_eq!(frame, [1, 2, 2, 2]);
    /// ```
    ///
    /// # Panics
    /// There are fewer than `mid`.
    #[track_caller]
    pub fn split_at_mut(self, mid: usize) -> (Self, Self) {
        let len = self.len();
        let Some((before, after)) = self.slice.split_at_mut_checked(mid) else {
            panic!("a `SharedSliceMut` of {len} elements is split at {mid}");
        };
        (
            SharedSliceMut { slice: before },
            SharedSliceMut { slice: after },
        )
    }

    /// Parts of `size` elements, the last of which may be shorter, each for a thread of its own.
    ///
    /// ```
    /// use wasm::SharedSliceMut;
    ///
    /// let mut frame = [0u8; 3];
    /// for (mut part, value) in SharedSliceMut::from(&mut frame).chunks_mut(2).zip(1..) {
    ///     part.fill(value);
    /// }
    /// assert_eq!(frame, [1, 1, 2]);
    /// ```
    ///
    /// # Panics
    /// `size` is 0.
    #[track_caller]
    pub fn chunks_mut(self, size: usize) -> impl ExactSizeIterator<Item = SharedSliceMut<'a, T>> {
        assert!(
            size != 0,
            "`SharedSliceMut` cannot be cut into chunks of 0 elements"
        );
        self.slice
            .chunks_mut(size)
            .map(|slice| SharedSliceMut { slice })
    }
}

impl<T: Pod + Sync> Default for SharedSliceMut<'_, T> {
    fn default() -> Self {
        SharedSliceMut { slice: &mut [] }
    }
}

impl<T: Pod + Sync + fmt::Debug> fmt::Debug for SharedSliceMut<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.slice.fmt(f)
    }
}

impl<'a, T: Pod + Sync> From<&'a mut [T]> for SharedSliceMut<'a, T> {
    fn from(slice: &'a mut [T]) -> Self {
        SharedSliceMut { slice }
    }
}

impl<'a, T: Pod + Sync, const N: usize> From<&'a mut [T; N]> for SharedSliceMut<'a, T> {
    fn from(array: &'a mut [T; N]) -> Self {
        SharedSliceMut { slice: array }
    }
}

impl<'a, T: Pod + Sync> From<&'a mut alloc::vec::Vec<T>> for SharedSliceMut<'a, T> {
    fn from(vec: &'a mut alloc::vec::Vec<T>) -> Self {
        SharedSliceMut { slice: vec }
    }
}
