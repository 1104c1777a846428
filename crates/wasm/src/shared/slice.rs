//! The slice that many threads read.

use core::fmt;
use core::ops::RangeBounds;

use super::{SharedSliceMut, bounds, parts};
use crate::Pod;

/// Plain data that any number of threads read for `'a`, and nobody writes.
///
/// It is `Copy`, `Send` and `Sync`; its parts are shared slices too. Elements come out by value.
///
/// ```
/// use wasm::SharedSlice;
///
/// let samples: Vec<u32> = (1..=100).collect();
/// let shared = SharedSlice::from(&samples);
/// let (low, high) = shared.split_at(50);
/// # #[cfg(not(target_family = "wasm"))]
/// let total: u32 = std::thread::scope(|threads| {
///     let low = threads.spawn(move || low.iter().sum::<u32>());
///     let high = threads.spawn(move || high.iter().sum::<u32>());
///     low.join().unwrap() + high.join().unwrap()
/// });
/// # #[cfg(target_family = "wasm")]
/// # let total: u32 = low.iter().sum::<u32>() + high.iter().sum::<u32>();
/// assert_eq!(total, 5050);
/// ```
// A reference inside, and not a pointer, so that `Send` and `Sync` are the compiler's conclusion and no promise of ours.
#[repr(transparent)]
pub struct SharedSlice<'a, T: Pod + Sync> {
    slice: &'a [T],
}

impl<'a, T: Pod + Sync> SharedSlice<'a, T> {
    /// Shares a slice.
    pub const fn new(slice: &'a [T]) -> Self {
        SharedSlice { slice }
    }

    /// Elements.
    pub const fn len(self) -> usize {
        self.slice.len()
    }

    /// Whether there are no elements.
    pub const fn is_empty(self) -> bool {
        self.slice.is_empty()
    }

    /// The element at an index; `None` beyond the end.
    ///
    /// ```
    /// use wasm::SharedSlice;
    ///
    /// let shared = SharedSlice::from(&[10u8, 20]);
    /// assert_eq!((shared.get(1), shared.get(2)), (Some(20), None));
    /// ```
    pub fn get(self, index: usize) -> Option<T> {
        self.slice.get(index).copied()
    }

    /// The elements, by value.
    pub fn iter(self) -> core::iter::Copied<core::slice::Iter<'a, T>> {
        self.slice.iter().copied()
    }

    /// The plain slice.
    pub const fn as_slice(self) -> &'a [T] {
        self.slice
    }

    /// Copies all elements out.
    ///
    /// ```
    /// use wasm::SharedSlice;
    ///
    /// let mut mine = [0u8; 2];
    /// SharedSlice::from(&[10u8, 20]).copy_to(&mut mine);
    /// assert_eq!(mine, [10, 20]);
    /// ```
    ///
    /// # Panics
    /// `out` has another length.
    #[track_caller]
    pub fn copy_to(self, out: &mut [T]) {
        assert!(
            out.len() == self.len(),
            "a `SharedSlice` of {} elements is copied to a slice of {}",
            self.len(),
            out.len()
        );
        out.copy_from_slice(self.slice);
    }

    /// A part of the slice; `None` if the slice does not have it all.
    ///
    /// ```
    /// use wasm::SharedSlice;
    ///
    /// let shared = SharedSlice::from(&[1u8, 2, 3, 4]);
    /// assert_eq!(shared.subslice(1..3).unwrap().as_slice(), [2, 3]);
    /// assert!(shared.subslice(3..5).is_none());
    /// ```
    pub fn subslice(self, range: impl RangeBounds<usize>) -> Option<Self> {
        let slice = self.slice.get(bounds(range)?)?;
        Some(SharedSlice { slice })
    }

    /// The elements before `mid` and those from it on.
    ///
    /// ```
    /// use wasm::SharedSlice;
    ///
    /// let (low, high) = SharedSlice::from(&[1u8, 2, 3]).split_at(1);
    /// assert_eq!((low.as_slice(), high.as_slice()), (&[1][..], &[2, 3][..]));
    /// ```
    ///
    /// # Panics
    /// There are fewer than `mid`.
    #[track_caller]
    pub fn split_at(self, mid: usize) -> (Self, Self) {
        let Some((before, after)) = self.slice.split_at_checked(mid) else {
            panic!(
                "a `SharedSlice` of {} elements is split at {mid}",
                self.len()
            );
        };
        (SharedSlice { slice: before }, SharedSlice { slice: after })
    }

    /// Parts of `size` elements, the last of which may be shorter.
    ///
    /// ```
    /// use wasm::SharedSlice;
    ///
    /// let sums = SharedSlice::from(&[1u32, 2, 3]).chunks(2).map(|part| part.iter().sum::<u32>());
    /// assert_eq!(sums.collect::<Vec<_>>(), [3, 3]);
    /// ```
    ///
    /// # Panics
    /// `size` is 0.
    #[track_caller]
    pub fn chunks(self, size: usize) -> impl ExactSizeIterator<Item = SharedSlice<'a, T>> + Clone {
        parts("SharedSlice", self.len(), size).map(move |range| SharedSlice {
            slice: &self.slice[range],
        })
    }
}

impl<T: Pod + Sync> Clone for SharedSlice<'_, T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: Pod + Sync> Copy for SharedSlice<'_, T> {}

impl<T: Pod + Sync> Default for SharedSlice<'_, T> {
    fn default() -> Self {
        SharedSlice { slice: &[] }
    }
}

impl<T: Pod + Sync + fmt::Debug> fmt::Debug for SharedSlice<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.slice.fmt(f)
    }
}

impl<T: Pod + Sync + PartialEq> PartialEq for SharedSlice<'_, T> {
    fn eq(&self, other: &Self) -> bool {
        self.slice == other.slice
    }
}

impl<T: Pod + Sync + Eq> Eq for SharedSlice<'_, T> {}

impl<'a, T: Pod + Sync> IntoIterator for SharedSlice<'a, T> {
    type Item = T;
    type IntoIter = core::iter::Copied<core::slice::Iter<'a, T>>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl<'a, T: Pod + Sync> From<&'a [T]> for SharedSlice<'a, T> {
    fn from(slice: &'a [T]) -> Self {
        SharedSlice { slice }
    }
}

impl<'a, T: Pod + Sync, const N: usize> From<&'a [T; N]> for SharedSlice<'a, T> {
    fn from(array: &'a [T; N]) -> Self {
        SharedSlice { slice: array }
    }
}

impl<'a, T: Pod + Sync> From<&'a alloc::vec::Vec<T>> for SharedSlice<'a, T> {
    fn from(vec: &'a alloc::vec::Vec<T>) -> Self {
        SharedSlice { slice: vec }
    }
}

impl<'a, T: Pod + Sync> From<SharedSliceMut<'a, T>> for SharedSlice<'a, T> {
    fn from(slice: SharedSliceMut<'a, T>) -> Self {
        slice.downgrade()
    }
}
