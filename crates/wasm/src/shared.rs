//! Slices that several threads share without a data race.
//!
//! | type | who may hold it | what it may do |
//! |---|---|---|
//! | [`SharedSlice`] | any number of threads | read |
//! | [`SharedSliceMut`] | one at a time | read and write, split into parts, become one of the others |
//! | [`AtomicSlice`] | any number of threads | read and write by atomic operations |
//!
//! Atomic operations are to be had from the exclusive slice alone. A [`SharedSlice`] may lie over memory that others read
//! plainly, and an atomic write beside a plain read is a data race; a [`SharedSliceMut`] has nobody beside it, and is used
//! up by [`SharedSliceMut::atomic`], so while an atomic slice lives no plain one does.

use core::ops::{Bound, Range, RangeBounds};

mod atomic;
mod exclusive;
mod slice;

pub use atomic::{AtomicInt, AtomicSlice};
pub use exclusive::SharedSliceMut;
pub use slice::SharedSlice;

/// The bounds of a range, for `slice::get`; `None` for those that no slice has and that `get` might refuse by a panic.
pub(crate) fn bounds(range: impl RangeBounds<usize>) -> Option<(Bound<usize>, Bound<usize>)> {
    let (start, end) = (range.start_bound().cloned(), range.end_bound().cloned());
    if start == Bound::Excluded(usize::MAX) || end == Bound::Included(usize::MAX) {
        return None;
    }
    Some((start, end))
}

/// The ranges of a length's parts of `size`, the last of which may be shorter.
///
/// # Panics
/// `size` is 0.
#[track_caller]
fn parts(
    of: &'static str,
    len: usize,
    size: usize,
) -> impl ExactSizeIterator<Item = Range<usize>> + Clone {
    assert!(size != 0, "`{of}` cannot be cut into chunks of 0 elements");
    (0..len.div_ceil(size)).map(move |i| i * size..len.min((i + 1).saturating_mul(size)))
}
