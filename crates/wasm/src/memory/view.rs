//! A range of plain data that the host may read in place.

use core::ops::{Deref, RangeBounds};
use core::{fmt, slice};

use crate::Pod;
use crate::memory::ViewMut;
use crate::shared::{SharedSlice, bounds};

/// A range of plain data that the host may read in place for `'a`: a pointer and a length in elements.
///
/// It is a slice for every purpose inside the module, and compiles to the code of one. Memory that grows never moves, so
/// a view stays valid across growth; a host that keeps an object over the memory (`ArrayBuffer` in JavaScript) makes a
/// new one for each call.
///
/// ```
/// use wasm::memory::View;
///
/// fn brightness(pixels: View<u8>) -> u32 {
///     pixels.iter().map(|&byte| u32::from(byte)).sum()
/// }
///
/// let frame = vec![1, 2, 3];
/// assert_eq!(brightness(View::from(&frame)), 6);
/// ```
// A reference inside, and not a pointer: the compiler knows all that it may know of slices, and `Send` and `Sync` are its
// own conclusion.
#[repr(transparent)]
pub struct View<'a, T: Pod> {
    slice: &'a [T],
}

/// Why a range is no view.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum ViewError {
    /// The address is 0 and the range is not empty.
    Null,
    /// The address is not a multiple of the element's alignment.
    Misaligned {
        /// In bytes.
        address: usize,
        /// In bytes.
        align: usize,
    },
    /// The range has more bytes than an object may have, or passes the end of the address space.
    Overflow {
        /// In elements.
        len: usize,
        /// Of an element, in bytes.
        size: usize,
    },
    /// The range passes the end of memory.
    OutOfBounds {
        /// The first address behind the range.
        end: u64,
        /// Bytes that memory has at present.
        memory: u64,
    },
    /// The bytes are no whole number of elements.
    Remainder {
        /// Of the range.
        bytes: usize,
        /// Of an element, in bytes.
        size: usize,
    },
}

impl fmt::Display for ViewError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            ViewError::Null => f.write_str("the view is at address 0 and is not empty"),
            ViewError::Misaligned { address, align } => {
                write!(f, "address {address:#x} is not aligned to {align} bytes")
            }
            ViewError::Overflow { len, size } => write!(
                f,
                "{len} elements of {size} bytes are more than the address space has from there"
            ),
            ViewError::OutOfBounds { end, memory } => {
                write!(f, "the view ends at {end:#x}, and memory at {memory:#x}")
            }
            ViewError::Remainder { bytes, size } => write!(
                f,
                "{bytes} bytes are no whole number of elements of {size} bytes"
            ),
        }
    }
}

impl core::error::Error for ViewError {}

/// What can be said of a range without touching it.
pub(super) fn check<T>(address: usize, len: usize) -> Result<(), ViewError> {
    let (size, align) = (size_of::<T>(), align_of::<T>());
    let overflow = ViewError::Overflow { len, size };
    let bytes = len.checked_mul(size).ok_or(overflow)?;
    if isize::try_from(bytes).is_err() || address.checked_add(bytes).is_none() {
        return Err(overflow);
    }
    // Hosts pass 0 for a list without elements.
    if address == 0 {
        return if len == 0 {
            Ok(())
        } else {
            Err(ViewError::Null)
        };
    }
    if !address.is_multiple_of(align) {
        return Err(ViewError::Misaligned { address, align });
    }
    let (end, memory) = ((address + bytes) as u64, memory_bytes());
    if end > memory {
        return Err(ViewError::OutOfBounds { end, memory });
    }
    Ok(())
}

/// Bytes of memory that there are. Natively nobody knows, and any address may be one.
fn memory_bytes() -> u64 {
    #[cfg(target_arch = "wasm32")]
    return core::arch::wasm32::memory_size(0) as u64 * 65_536;
    #[cfg(not(target_arch = "wasm32"))]
    u64::MAX
}

/// The error of a cast that cannot be, or none.
pub(super) fn check_cast<T, U>(slice: &[T]) -> Result<(), ViewError> {
    let (bytes, size, align) = (size_of_val(slice), size_of::<U>(), align_of::<U>());
    let address = slice.as_ptr().addr();
    if !address.is_multiple_of(align) {
        return Err(ViewError::Misaligned { address, align });
    }
    if size == 0 && bytes != 0 || size != 0 && !bytes.is_multiple_of(size) {
        return Err(ViewError::Remainder { bytes, size });
    }
    Ok(())
}

impl<'a, T: Pod> View<'a, T> {
    /// The view of a slice.
    pub const fn new(slice: &'a [T]) -> Self {
        View { slice }
    }

    /// The view of a range that the host names, `len` in elements. A range without elements may be at address 0.
    ///
    /// # Errors
    /// Address 0 with elements; an address that is not aligned; more bytes than an object may have; on wasm32 also a
    /// range beyond the memory's present size.
    ///
    /// # Safety
    /// For the whole of `'a` the range must be allocated to whoever names it, and nobody may write to it, inside the
    /// module or outside.
    ///
    /// ```
    /// use wasm::memory::{View, ViewError};
    ///
    /// let values = [1u32, 2, 3];
    /// let address = values.as_ptr().expose_provenance();
    /// // SAFETY: `values` lives longer than the view and is not written to.
    /// let view = unsafe { View::<u32>::from_raw(address, 3) }?;
    /// assert_eq!(*view, values);
    ///
    /// // SAFETY: refused.
    /// let odd = unsafe { View::<u32>::from_raw(address + 1, 2) };
    /// assert_eq!(odd, Err(ViewError::Misaligned { address: address + 1, align: 4 }));
    /// # Ok::<(), ViewError>(())
    /// ```
    pub unsafe fn from_raw(address: usize, len: usize) -> Result<Self, ViewError> {
        check::<T>(address, len)?;
        if address == 0 {
            return Ok(View { slice: &[] });
        }
        let start = core::ptr::with_exposed_provenance::<T>(address);
        // SAFETY: not null, aligned and no larger than an object may be, as `check` has found; that it may be read for
        // `'a` and is not written to is the caller's promise; every bit pattern is a `T`.
        let slice = unsafe { slice::from_raw_parts(start, len) };
        Ok(View { slice })
    }

    /// What a host is given: the address of the first element, and the length in elements.
    pub const fn raw(self) -> (*const T, usize) {
        (self.slice.as_ptr(), self.slice.len())
    }

    /// The slice, which lives as long as the view may.
    pub const fn as_slice(self) -> &'a [T] {
        self.slice
    }

    /// A part of the view; `None` if the view does not have it all.
    pub fn subview(self, range: impl RangeBounds<usize>) -> Option<Self> {
        let slice = self.slice.get(bounds(range)?)?;
        Some(View { slice })
    }

    /// The elements before `mid` and those from it on; `None` if there are fewer than `mid`.
    pub fn split_at(self, mid: usize) -> Option<(Self, Self)> {
        let (before, after) = self.slice.split_at_checked(mid)?;
        Some((View { slice: before }, View { slice: after }))
    }

    /// The bytes of the elements.
    pub fn as_bytes(self) -> View<'a, u8> {
        View {
            slice: bytemuck::cast_slice(self.slice),
        }
    }

    /// The same bytes as elements of another type.
    ///
    /// # Errors
    /// They are not aligned for it, or no whole number of its elements.
    ///
    /// ```
    /// use wasm::memory::View;
    ///
    /// let words = View::new(&[1u32, 2]);
    /// assert_eq!(words.cast::<[u8; 2]>()?.len(), 4);
    /// assert!(words.cast::<[u32; 3]>().is_err());
    /// # Ok::<(), wasm::memory::ViewError>(())
    /// ```
    pub fn cast<U: Pod>(self) -> Result<View<'a, U>, ViewError> {
        check_cast::<T, U>(self.slice)?;
        Ok(View {
            slice: bytemuck::cast_slice(self.slice),
        })
    }
}

impl<T: Pod> Clone for View<'_, T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: Pod> Copy for View<'_, T> {}

impl<T: Pod> Deref for View<'_, T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        self.slice
    }
}

impl<T: Pod> AsRef<[T]> for View<'_, T> {
    fn as_ref(&self) -> &[T] {
        self.slice
    }
}

impl<T: Pod> Default for View<'_, T> {
    fn default() -> Self {
        View { slice: &[] }
    }
}

impl<T: Pod + fmt::Debug> fmt::Debug for View<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.slice.fmt(f)
    }
}

impl<T: Pod + PartialEq> PartialEq for View<'_, T> {
    fn eq(&self, other: &Self) -> bool {
        self.slice == other.slice
    }
}

impl<T: Pod + Eq> Eq for View<'_, T> {}

impl<'a, T: Pod> IntoIterator for View<'a, T> {
    type Item = &'a T;
    type IntoIter = slice::Iter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.slice.iter()
    }
}

impl<'a, T: Pod> From<&'a [T]> for View<'a, T> {
    fn from(slice: &'a [T]) -> Self {
        View { slice }
    }
}

impl<'a, T: Pod> From<&'a mut [T]> for View<'a, T> {
    fn from(slice: &'a mut [T]) -> Self {
        View { slice }
    }
}

impl<'a, T: Pod, const N: usize> From<&'a mut [T; N]> for View<'a, T> {
    fn from(array: &'a mut [T; N]) -> Self {
        View { slice: array }
    }
}

impl<'a, T: Pod> From<&'a mut alloc::vec::Vec<T>> for View<'a, T> {
    fn from(vec: &'a mut alloc::vec::Vec<T>) -> Self {
        View { slice: vec }
    }
}

impl<'a, T: Pod, const N: usize> From<&'a [T; N]> for View<'a, T> {
    fn from(array: &'a [T; N]) -> Self {
        View { slice: array }
    }
}

impl<'a, T: Pod> From<&'a alloc::vec::Vec<T>> for View<'a, T> {
    fn from(vec: &'a alloc::vec::Vec<T>) -> Self {
        View { slice: vec }
    }
}

impl<'a> From<&'a str> for View<'a, u8> {
    fn from(text: &'a str) -> Self {
        View {
            slice: text.as_bytes(),
        }
    }
}

impl<'a, T: Pod> From<ViewMut<'a, T>> for View<'a, T> {
    fn from(view: ViewMut<'a, T>) -> Self {
        view.into_view()
    }
}

impl<'a, T: Pod + Sync> From<SharedSlice<'a, T>> for View<'a, T> {
    fn from(slice: SharedSlice<'a, T>) -> Self {
        View {
            slice: slice.as_slice(),
        }
    }
}
