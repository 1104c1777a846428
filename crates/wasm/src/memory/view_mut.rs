//! A range of plain data that the host may read and write in place.

use core::ops::{Deref, DerefMut, RangeBounds};
use core::{fmt, slice};

use crate::Pod;
use crate::memory::view::{check, check_cast};
use crate::memory::{View, ViewError};
use crate::shared::{SharedSliceMut, bounds};

/// A range of plain data that the host may read and write in place for `'a`, and nobody else meanwhile.
///
/// See [`View`], which the host may only read.
///
/// ```
/// use wasm::memory::ViewMut;
///
/// fn invert(mut pixels: ViewMut<u8>) {
///     pixels.iter_mut().for_each(|byte| *byte = !*byte);
/// }
///
/// let mut frame = vec![0, 255];
/// invert(ViewMut::from(&mut frame));
/// assert_eq!(frame, [255, 0]);
/// ```
#[repr(transparent)]
pub struct ViewMut<'a, T: Pod> {
    slice: &'a mut [T],
}

impl<'a, T: Pod> ViewMut<'a, T> {
    /// The view of a slice.
    pub const fn new(slice: &'a mut [T]) -> Self {
        ViewMut { slice }
    }

    /// The view of a range that the host names, `len` in elements. A range without elements may be at address 0.
    ///
    /// # Errors
    /// See [`View::from_raw`].
    ///
    /// # Safety
    /// For the whole of `'a` the range must be allocated to whoever names it, and nobody may read it or write to it but
    /// through this view, inside the module or outside.
    pub unsafe fn from_raw(address: usize, len: usize) -> Result<Self, ViewError> {
        check::<T>(address, len)?;
        if address == 0 {
            return Ok(ViewMut { slice: &mut [] });
        }
        let start = core::ptr::with_exposed_provenance_mut::<T>(address);
        // SAFETY: not null, aligned and no larger than an object may be, as `check` has found; that it is this view's
        // alone for `'a` is the caller's promise; every bit pattern is a `T`.
        let slice = unsafe { slice::from_raw_parts_mut(start, len) };
        Ok(ViewMut { slice })
    }

    /// What a host is given: the address of the first element, and the length in elements.
    ///
    /// It may read and write there until the view is used next.
    ///
    /// ```
    /// use wasm::memory::ViewMut;
    ///
    /// let mut samples = [0.5f32; 8];
    /// let mut view = ViewMut::from(&mut samples);
    /// let (address, len) = view.raw(); // For a call of the host.
    /// assert!(address.is_aligned() && len == 8);
    /// ```
    pub const fn raw(&mut self) -> (*mut T, usize) {
        (self.slice.as_mut_ptr(), self.slice.len())
    }

    /// The view for a shorter time, after which this one may be used again.
    ///
    /// ```
    /// use wasm::memory::ViewMut;
    ///
    /// fn clear(mut view: ViewMut<u8>) {
    ///     view.fill(0);
    /// }
    ///
    /// let mut bytes = [1, 2, 3];
    /// let mut view = ViewMut::from(&mut bytes);
    /// clear(view.reborrow());
    /// view[0] = 7; // It is still there.
    /// assert_eq!(bytes, [7, 0, 0]);
    /// ```
    pub const fn reborrow(&mut self) -> ViewMut<'_, T> {
        ViewMut { slice: self.slice }
    }

    /// What the host may read meanwhile.
    ///
    /// ```
    /// use wasm::memory::{View, ViewMut};
    ///
    /// let sum = |view: View<u32>| view.iter().sum::<u32>();
    /// let mut numbers = [1, 2, 3];
    /// let mut view = ViewMut::from(&mut numbers);
    /// view[0] = 5;
    /// assert_eq!(sum(view.as_view()), 10);
    /// ```
    pub const fn as_view(&self) -> View<'_, T> {
        View::new(self.slice)
    }

    /// Gives up writing for the rest of `'a`.
    pub const fn into_view(self) -> View<'a, T> {
        View::new(self.slice)
    }

    /// The slice, which lives as long as the view may.
    pub const fn into_mut_slice(self) -> &'a mut [T] {
        self.slice
    }

    /// A part of the view; `None` if the view does not have it all.
    ///
    /// ```
    /// use wasm::memory::ViewMut;
    ///
    /// let mut bytes = [0u8; 4];
    /// ViewMut::from(&mut bytes).subview(1..3).unwrap().fill(9);
    /// assert_eq!(bytes, [0, 9, 9, 0]);
    /// assert!(ViewMut::from(&mut bytes).subview(3..5).is_none());
    /// ```
    pub fn subview(self, range: impl RangeBounds<usize>) -> Option<Self> {
        let slice = self.slice.get_mut(bounds(range)?)?;
        Some(ViewMut { slice })
    }

    /// The elements before `mid` and those from it on; `None` if there are fewer than `mid`.
    ///
    /// ```
    /// use wasm::memory::ViewMut;
    ///
    /// let mut bytes = [0u8; 4];
    /// let (mut low, mut high) = ViewMut::from(&mut bytes).split_at(1).unwrap();
    /// low.fill(1);
    /// high.fill(2);
    /// assert_eq!(bytes, [1, 2, 2, 2]);
    /// ```
    pub fn split_at(self, mid: usize) -> Option<(Self, Self)> {
        let (before, after) = self.slice.split_at_mut_checked(mid)?;
        Some((ViewMut { slice: before }, ViewMut { slice: after }))
    }

    /// The bytes of the elements.
    ///
    /// ```
    /// use wasm::memory::ViewMut;
    ///
    /// let mut numbers = [0u32; 2];
    /// ViewMut::from(&mut numbers).as_bytes().fill(1);
    /// assert_eq!(numbers, [0x0101_0101; 2]);
    /// ```
    pub fn as_bytes(self) -> ViewMut<'a, u8> {
        ViewMut {
            slice: bytemuck::cast_slice_mut(self.slice),
        }
    }

    /// The same bytes as elements of another type.
    ///
    /// ```
    /// use wasm::memory::{ViewError, ViewMut};
    ///
    /// let mut samples = [1.0f32, 2.0];
    /// let mut bits = ViewMut::from(&mut samples).cast::<u32>()?;
    /// bits[1] |= 1 << 31;
    /// assert_eq!(samples, [1.0, -2.0]);
    /// # Ok::<(), ViewError>(())
    /// ```
    ///
    /// # Errors
    /// They are not aligned for it, or no whole number of its elements.
    pub fn cast<U: Pod>(self) -> Result<ViewMut<'a, U>, ViewError> {
        check_cast::<T, U>(self.slice)?;
        Ok(ViewMut {
            slice: bytemuck::cast_slice_mut(self.slice),
        })
    }
}

impl<T: Pod> Deref for ViewMut<'_, T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        self.slice
    }
}

impl<T: Pod> DerefMut for ViewMut<'_, T> {
    fn deref_mut(&mut self) -> &mut [T] {
        self.slice
    }
}

impl<T: Pod> AsRef<[T]> for ViewMut<'_, T> {
    fn as_ref(&self) -> &[T] {
        self.slice
    }
}

impl<T: Pod> AsMut<[T]> for ViewMut<'_, T> {
    fn as_mut(&mut self) -> &mut [T] {
        self.slice
    }
}

impl<T: Pod> Default for ViewMut<'_, T> {
    fn default() -> Self {
        ViewMut { slice: &mut [] }
    }
}

impl<T: Pod + fmt::Debug> fmt::Debug for ViewMut<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.slice.fmt(f)
    }
}

impl<T: Pod + PartialEq> PartialEq for ViewMut<'_, T> {
    fn eq(&self, other: &Self) -> bool {
        self.slice == other.slice
    }
}

impl<T: Pod + Eq> Eq for ViewMut<'_, T> {}

impl<'a, T: Pod> IntoIterator for ViewMut<'a, T> {
    type Item = &'a mut T;
    type IntoIter = slice::IterMut<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.slice.iter_mut()
    }
}

impl<'a, T: Pod> From<&'a mut [T]> for ViewMut<'a, T> {
    fn from(slice: &'a mut [T]) -> Self {
        ViewMut { slice }
    }
}

impl<'a, T: Pod, const N: usize> From<&'a mut [T; N]> for ViewMut<'a, T> {
    fn from(array: &'a mut [T; N]) -> Self {
        ViewMut { slice: array }
    }
}

impl<'a, T: Pod> From<&'a mut alloc::vec::Vec<T>> for ViewMut<'a, T> {
    fn from(vec: &'a mut alloc::vec::Vec<T>) -> Self {
        ViewMut { slice: vec }
    }
}

impl<'a, T: Pod + Sync> From<SharedSliceMut<'a, T>> for ViewMut<'a, T> {
    fn from(slice: SharedSliceMut<'a, T>) -> Self {
        ViewMut {
            slice: slice.into_mut_slice(),
        }
    }
}
