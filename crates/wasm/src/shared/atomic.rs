//! The slice of integers that many threads read and write by atomic operations.

use core::fmt;
use core::ops::RangeBounds;
use core::sync::atomic::Ordering;

#[cfg(not(wasm_loom))]
use core::sync::atomic;
#[cfg(wasm_loom)]
use loom::sync::atomic;

#[cfg(not(wasm_loom))]
use super::SharedSliceMut;
use super::{bounds, parts};
use crate::Pod;

mod sealed {
    /// What [`super::AtomicSlice`] needs of an atomic, which the standard library has for each type apart.
    pub trait Operations: Sized {
        type Atomic: Send + Sync;

        fn load(atomic: &Self::Atomic, order: super::Ordering) -> Self;
        fn store(atomic: &Self::Atomic, value: Self, order: super::Ordering);
        fn compare_exchange(
            atomic: &Self::Atomic,
            current: Self,
            new: Self,
            success: super::Ordering,
            failure: super::Ordering,
        ) -> Result<Self, Self>;
        fn swap(atomic: &Self::Atomic, value: Self, order: super::Ordering) -> Self;
        fn fetch_add(atomic: &Self::Atomic, value: Self, order: super::Ordering) -> Self;
        fn fetch_sub(atomic: &Self::Atomic, value: Self, order: super::Ordering) -> Self;
        fn fetch_and(atomic: &Self::Atomic, value: Self, order: super::Ordering) -> Self;
        fn fetch_or(atomic: &Self::Atomic, value: Self, order: super::Ordering) -> Self;
        fn fetch_xor(atomic: &Self::Atomic, value: Self, order: super::Ordering) -> Self;
        fn fetch_max(atomic: &Self::Atomic, value: Self, order: super::Ordering) -> Self;
        fn fetch_min(atomic: &Self::Atomic, value: Self, order: super::Ordering) -> Self;
    }
}

/// An integer that the platform has atomic operations for: `u8` to `u64`, `i8` to `i64`, `usize`, `isize`.
#[diagnostic::on_unimplemented(
    message = "there are no atomic operations on `{Self}`",
    label = "not an integer that the platform has atomic operations for",
    note = "atomic operations are on `u8` to `u64`, `i8` to `i64`, `usize` and `isize`; keep an `f32` as its bits in a `u32`"
)]
pub trait AtomicInt: Pod + Sync + sealed::Operations<Atomic = <Self as AtomicInt>::Atomic> {
    /// The standard library's atomic of the integer.
    type Atomic: Send + Sync;
}

macro_rules! forward {
    ($($name:ident)*) => {
        $(fn $name(atomic: &Self::Atomic, value: Self, order: Ordering) -> Self {
            atomic.$name(value, order)
        })*
    };
}

macro_rules! atomic_int {
    ($($int:ty, $atomic:ident, $width:literal;)*) => {
        $(
            #[cfg(target_has_atomic = $width)]
            impl AtomicInt for $int {
                type Atomic = atomic::$atomic;
            }

            #[cfg(target_has_atomic = $width)]
            impl sealed::Operations for $int {
                type Atomic = atomic::$atomic;

                fn load(atomic: &Self::Atomic, order: Ordering) -> Self {
                    atomic.load(order)
                }

                fn store(atomic: &Self::Atomic, value: Self, order: Ordering) {
                    atomic.store(value, order);
                }

                fn compare_exchange(
                    atomic: &Self::Atomic,
                    current: Self,
                    new: Self,
                    success: Ordering,
                    failure: Ordering,
                ) -> Result<Self, Self> {
                    atomic.compare_exchange(current, new, success, failure)
                }

                forward! { swap fetch_add fetch_sub fetch_and fetch_or fetch_xor fetch_max fetch_min }
            }
        )*
    };
}

atomic_int! {
    u8, AtomicU8, "8";
    i8, AtomicI8, "8";
    u16, AtomicU16, "16";
    i16, AtomicI16, "16";
    u32, AtomicU32, "32";
    i32, AtomicI32, "32";
    u64, AtomicU64, "64";
    i64, AtomicI64, "64";
    usize, AtomicUsize, "ptr";
    isize, AtomicIsize, "ptr";
}

/// Integers that any number of threads read and write by atomic operations for `'a`, and nobody otherwise.
///
/// It comes from an exclusive slice, `SharedSliceMut::atomic`, or from the standard library's atomics. It is `Copy`,
/// `Send` and `Sync`; its parts are atomic slices too. Arithmetic wraps around.
///
/// ```
/// # #[cfg(not(wasm_loom))] {
/// use std::sync::atomic::Ordering::Relaxed;
/// use wasm::SharedSliceMut;
///
/// let mut histogram = [0u32; 4];
/// let bins = SharedSliceMut::from(&mut histogram).atomic();
/// let count = move |samples: &[u8]| {
///     for &sample in samples {
///         bins.fetch_add(usize::from(sample) / 64, 1, Relaxed);
///     }
/// };
/// # #[cfg(not(target_family = "wasm"))]
/// std::thread::scope(|threads| {
///     threads.spawn(|| count(&[0, 1, 200]));
///     threads.spawn(|| count(&[2, 130, 255]));
/// });
/// # #[cfg(target_family = "wasm")]
/// # { count(&[0, 1, 200]); count(&[2, 130, 255]); }
/// assert_eq!(histogram, [3, 0, 1, 2]);
/// # }
/// ```
pub struct AtomicSlice<'a, T: AtomicInt> {
    atomics: &'a [<T as AtomicInt>::Atomic],
}

#[cfg(not(wasm_loom))] // loom's atomics are no integers in memory.
impl<'a, T: Pod + Sync> SharedSliceMut<'a, T> {
    /// Gives up plain reading and writing for the rest of `'a`, so that all may use atomic operations.
    // The bound is the method's, so that its message is shown.
    pub const fn atomic(self) -> AtomicSlice<'a, T>
    where
        T: AtomicInt,
    {
        let slice = self.into_mut_slice();
        // SAFETY: the slice was borrowed exclusively for `'a`, and that borrow is used up: for `'a` the memory is reached
        // through these atomics alone.
        unsafe { AtomicSlice::over(slice.as_mut_ptr(), slice.len()) }
    }
}

#[cfg(not(wasm_loom))]
impl<'a, T: AtomicInt> AtomicSlice<'a, T> {
    /// # Safety
    /// For `'a` the elements may be read and written, and nobody does but by atomic operations.
    pub(crate) const unsafe fn over(start: *mut T, len: usize) -> Self {
        const {
            assert!(
                size_of::<T>() == size_of::<<T as AtomicInt>::Atomic>()
                    && align_of::<T>() == align_of::<<T as AtomicInt>::Atomic>(),
                "on this platform an atomic of this integer is aligned to more bytes than the integer; start from the atomics, by `AtomicSlice::from_atomics`"
            );
        }
        // SAFETY: an atomic has the size and the bit validity of its integer, and the same alignment as was just asserted;
        // the rest is the caller's promise.
        let atomics = unsafe { core::slice::from_raw_parts(start.cast_const().cast(), len) };
        AtomicSlice { atomics }
    }
}

macro_rules! fetch {
    ($($(#[$doc:meta])* $name:ident)*) => {
        $(
            $(#[$doc])*
            ///
            /// # Panics
            /// The index is beyond the end.
            #[track_caller]
            pub fn $name(self, index: usize, value: T, order: Ordering) -> T {
                T::$name(self.at(index), value, order)
            }
        )*
    };
}

impl<'a, T: AtomicInt> AtomicSlice<'a, T> {
    /// The slice of some atomics.
    ///
    /// ```
    /// # #[cfg(not(wasm_loom))] {
    /// use std::sync::atomic::{AtomicU32, Ordering::Relaxed};
    /// use wasm::AtomicSlice;
    ///
    /// static COUNTS: [AtomicU32; 2] = [const { AtomicU32::new(0) }; 2];
    /// let counts = AtomicSlice::<u32>::from_atomics(&COUNTS);
    /// counts.fetch_add(1, 3, Relaxed);
    /// assert_eq!(COUNTS[1].load(Relaxed), 3);
    /// # }
    /// ```
    pub const fn from_atomics(atomics: &'a [<T as AtomicInt>::Atomic]) -> Self {
        AtomicSlice { atomics }
    }

    /// The atomics themselves.
    pub const fn as_atomics(self) -> &'a [<T as AtomicInt>::Atomic] {
        self.atomics
    }

    /// Elements.
    pub const fn len(self) -> usize {
        self.atomics.len()
    }

    /// Whether there are no elements.
    pub const fn is_empty(self) -> bool {
        self.atomics.is_empty()
    }

    #[track_caller]
    fn at(self, index: usize) -> &'a <T as AtomicInt>::Atomic {
        match self.atomics.get(index) {
            Some(atomic) => atomic,
            None => panic!(
                "an `AtomicSlice` of {} elements has none at {index}",
                self.len()
            ),
        }
    }

    /// Reads an element.
    ///
    /// ```
    /// # #[cfg(not(wasm_loom))] {
    /// use std::sync::atomic::Ordering::Relaxed;
    /// use wasm::SharedSliceMut;
    ///
    /// let mut numbers = [1u32, 2];
    /// let atomic = SharedSliceMut::from(&mut numbers).atomic();
    /// assert_eq!(atomic.load(1, Relaxed), 2);
    /// # }
    /// ```
    ///
    /// # Panics
    /// The index is beyond the end, or the order is `Release` or `AcqRel`.
    #[track_caller]
    pub fn load(self, index: usize, order: Ordering) -> T {
        T::load(self.at(index), order)
    }

    /// Writes an element.
    ///
    /// ```
    /// # #[cfg(not(wasm_loom))] {
    /// use std::sync::atomic::Ordering::Relaxed;
    /// use wasm::SharedSliceMut;
    ///
    /// let mut numbers = [1u32, 2];
    /// SharedSliceMut::from(&mut numbers).atomic().store(0, 7, Relaxed);
    /// assert_eq!(numbers, [7, 2]);
    /// # }
    /// ```
    ///
    /// # Panics
    /// The index is beyond the end, or the order is `Acquire` or `AcqRel`.
    #[track_caller]
    pub fn store(self, index: usize, value: T, order: Ordering) {
        T::store(self.at(index), value, order);
    }

    /// Writes `new` if the element is `current`. What the element was is in `Ok` if it was written, in `Err` if not.
    ///
    /// ```
    /// # #[cfg(not(wasm_loom))] {
    /// use std::sync::atomic::Ordering::Relaxed;
    /// use wasm::SharedSliceMut;
    ///
    /// let mut owner = [0u32];
    /// let owner = SharedSliceMut::from(&mut owner).atomic();
    /// assert_eq!(owner.compare_exchange(0, 0, 5, Relaxed, Relaxed), Ok(0));
    /// assert_eq!(owner.compare_exchange(0, 0, 6, Relaxed, Relaxed), Err(5));
    /// # }
    /// ```
    ///
    /// # Errors
    /// The element is not `current`.
    ///
    /// # Panics
    /// The index is beyond the end, or the order of failure is `Release` or `AcqRel`.
    #[track_caller]
    pub fn compare_exchange(
        self,
        index: usize,
        current: T,
        new: T,
        success: Ordering,
        failure: Ordering,
    ) -> Result<T, T> {
        T::compare_exchange(self.at(index), current, new, success, failure)
    }

    fetch! {
        /// Writes an element and returns what it was.
        swap
        /// Adds to an element and returns what it was.
        fetch_add
        /// Subtracts from an element and returns what it was.
        fetch_sub
        /// Keeps the bits of an element that `value` has too, and returns what it was.
        fetch_and
        /// Sets the bits of an element that `value` has, and returns what it was.
        fetch_or
        /// Flips the bits of an element that `value` has, and returns what it was.
        fetch_xor
        /// Makes an element the larger of itself and `value`, and returns what it was.
        fetch_max
        /// Makes an element the smaller of itself and `value`, and returns what it was.
        fetch_min
    }

    /// Reads the elements one after the other. Others may write meanwhile: the copy is of no one moment.
    ///
    /// ```
    /// # #[cfg(not(wasm_loom))] {
    /// use std::sync::atomic::Ordering::Relaxed;
    /// use wasm::SharedSliceMut;
    ///
    /// let mut bins = [1u32, 2];
    /// let atomic = SharedSliceMut::from(&mut bins).atomic();
    /// let mut copy = [0; 2];
    /// atomic.copy_to(&mut copy, Relaxed);
    /// assert_eq!(copy, [1, 2]);
    /// # }
    /// ```
    ///
    /// # Panics
    /// `out` has another length, or the order is `Release` or `AcqRel`.
    #[track_caller]
    pub fn copy_to(self, out: &mut [T], order: Ordering) {
        assert!(
            out.len() == self.len(),
            "an `AtomicSlice` of {} elements is copied to a slice of {}",
            self.len(),
            out.len()
        );
        for (to, from) in out.iter_mut().zip(self.atomics) {
            *to = T::load(from, order);
        }
    }

    /// A part of the slice; `None` if the slice does not have it all.
    ///
    /// ```
    /// # #[cfg(not(wasm_loom))] {
    /// use std::sync::atomic::Ordering::Relaxed;
    /// use wasm::SharedSliceMut;
    ///
    /// let mut bins = [0u32; 4];
    /// let atomic = SharedSliceMut::from(&mut bins).atomic();
    /// atomic.subslice(2..).unwrap().fetch_add(0, 1, Relaxed);
    /// assert_eq!(bins, [0, 0, 1, 0]);
    /// # }
    /// ```
    pub fn subslice(self, range: impl RangeBounds<usize>) -> Option<Self> {
        let atomics = self.atomics.get(bounds(range)?)?;
        Some(AtomicSlice { atomics })
    }

    /// The elements before `mid` and those from it on.
    ///
    /// ```
    /// # #[cfg(not(wasm_loom))] {
    /// use std::sync::atomic::Ordering::Relaxed;
    /// use wasm::SharedSliceMut;
    ///
    /// let mut words = [0u32; 3];
    /// let (flag, message) = SharedSliceMut::from(&mut words).atomic().split_at(1);
    /// message.store(1, 9, Relaxed);
    /// flag.store(0, 1, Relaxed);
    /// assert_eq!(words, [1, 0, 9]);
    /// # }
    /// ```
    ///
    /// # Panics
    /// There are fewer than `mid`.
    #[track_caller]
    pub fn split_at(self, mid: usize) -> (Self, Self) {
        let Some((before, after)) = self.atomics.split_at_checked(mid) else {
            panic!(
                "an `AtomicSlice` of {} elements is split at {mid}",
                self.len()
            );
        };
        (
            AtomicSlice { atomics: before },
            AtomicSlice { atomics: after },
        )
    }

    /// Parts of `size` elements, the last of which may be shorter.
    ///
    /// ```
    /// # #[cfg(not(wasm_loom))] {
    /// use std::sync::atomic::Ordering::Relaxed;
    /// use wasm::SharedSliceMut;
    ///
    /// let mut bins = [0u32; 4];
    /// for part in SharedSliceMut::from(&mut bins).atomic().chunks(2) {
    ///     part.fetch_add(0, 1, Relaxed);
    /// }
    /// assert_eq!(bins, [1, 0, 1, 0]);
    /// # }
    /// ```
    ///
    /// # Panics
    /// `size` is 0.
    #[track_caller]
    pub fn chunks(self, size: usize) -> impl ExactSizeIterator<Item = AtomicSlice<'a, T>> + Clone {
        parts("AtomicSlice", self.len(), size).map(move |range| AtomicSlice {
            atomics: &self.atomics[range],
        })
    }
}

impl<T: AtomicInt> Clone for AtomicSlice<'_, T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: AtomicInt> Copy for AtomicSlice<'_, T> {}

impl<T: AtomicInt> fmt::Debug for AtomicSlice<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "AtomicSlice of {} elements", self.len())
    }
}
