//! Turns at a region: a guard is the right to use it, and ends with the guard's drop. A guard that is forgotten leaves the
//! region busy for ever.

use core::fmt;
use core::marker::PhantomData;
use core::ops::{Deref, DerefMut};
use core::sync::atomic::{AtomicUsize, Ordering};

use crate::__private::region::Turns;
use crate::Pod;
use crate::memory::{View, ViewMut};

/// A borrow of a scratch region, ended by its drop.
pub struct ScratchGuard<'a, E: Pod> {
    part: Exclusive<'a, E>,
}

/// The writer's turn at a streaming region, ended by its drop or by [`Writer::publish`].
pub struct Writer<'a, E: Pod> {
    part: Exclusive<'a, E>,
    filled: &'a AtomicUsize,
}

/// A reader's turn at a streaming region, ended by its drop.
pub struct Reader<'a, E: Pod> {
    // A pointer, and no reference: a reference that is an argument must stay valid until its function returns, and this
    // one's time ends within the drop.
    start: *const E,
    len: usize,
    turns: &'a Turns,
    data: PhantomData<&'a [E]>,
}

/// The right to the whole of a region.
struct Exclusive<'a, E: Pod> {
    start: *mut E, // No reference, as in `Reader`.
    len: usize,
    turns: &'a Turns,
    data: PhantomData<&'a mut [E]>,
}

// SAFETY: such a guard is as good as the `&mut [E]` in its marker, and its turn may end on any thread.
unsafe impl<E: Pod + Send> Send for Exclusive<'_, E> {}
// SAFETY: as above; behind `&` it only reads.
unsafe impl<E: Pod + Sync> Sync for Exclusive<'_, E> {}
// SAFETY: such a guard is as good as the `&[E]` in its marker, and its turn may end on any thread.
unsafe impl<E: Pod + Sync> Send for Reader<'_, E> {}
// SAFETY: as above.
unsafe impl<E: Pod + Sync> Sync for Reader<'_, E> {}

impl<E: Pod> Deref for Exclusive<'_, E> {
    type Target = [E];

    fn deref(&self) -> &[E] {
        // SAFETY: whoever made the guard had the writer's turn for these elements, and it lasts until the drop.
        unsafe { core::slice::from_raw_parts(self.start, self.len) }
    }
}

impl<E: Pod> DerefMut for Exclusive<'_, E> {
    fn deref_mut(&mut self) -> &mut [E] {
        // SAFETY: as for `deref`.
        unsafe { core::slice::from_raw_parts_mut(self.start, self.len) }
    }
}

impl<E: Pod> Drop for Exclusive<'_, E> {
    fn drop(&mut self) {
        self.turns.end_write();
    }
}

impl<E: Pod> Drop for Reader<'_, E> {
    fn drop(&mut self) {
        self.turns.end_read();
    }
}

impl<'a, E: Pod> ScratchGuard<'a, E> {
    /// # Safety
    /// `turns` guards the `len` elements at `start` for `'a`, and the caller has begun the writer's turn.
    pub(super) unsafe fn new(start: *mut E, len: usize, turns: &'a Turns) -> Self {
        ScratchGuard {
            part: Exclusive {
                start,
                len,
                turns,
                data: PhantomData,
            },
        }
    }

    /// The region, for the host to read and write in place.
    pub fn as_view_mut(&mut self) -> ViewMut<'_, E> {
        ViewMut::new(&mut self.part)
    }
}

impl<'a, E: Pod> Writer<'a, E> {
    /// # Safety
    /// `turns` guards `filled` and the `len` elements at `start` for `'a`, and the caller has begun the writer's turn.
    pub(super) unsafe fn new(
        start: *mut E,
        len: usize,
        turns: &'a Turns,
        filled: &'a AtomicUsize,
    ) -> Self {
        Writer {
            part: Exclusive {
                start,
                len,
                turns,
                data: PhantomData,
            },
            filled,
        }
    }

    /// The region, for the host to read and write in place.
    pub fn as_view_mut(&mut self) -> ViewMut<'_, E> {
        ViewMut::new(&mut self.part)
    }

    /// Ends writing and hands the first `len` elements to readers, of whom the caller is one.
    ///
    /// # Panics
    /// The region has fewer elements. Nothing is published.
    #[track_caller]
    pub fn publish(self, len: usize) -> Reader<'a, E> {
        assert!(
            len <= self.part.len,
            "a `Region` of {} elements publishes {len}",
            self.part.len
        );
        let Writer { part, filled } = self;
        filled.store(len, Ordering::Relaxed);
        let (start, turns) = (part.start.cast_const(), part.turns);
        core::mem::forget(part); // Its turn goes on, as the reader's.
        turns.write_to_read();
        Reader {
            start,
            len,
            turns,
            data: PhantomData,
        }
    }
}

impl<'a, E: Pod> Reader<'a, E> {
    /// # Safety
    /// `turns` guards the `len` elements at `start` for `'a`, and the caller has begun a reader's turn.
    pub(super) unsafe fn new(start: *const E, len: usize, turns: &'a Turns) -> Self {
        Reader {
            start,
            len,
            turns,
            data: PhantomData,
        }
    }

    /// What was published, for the host to read in place.
    pub fn as_view(&self) -> View<'_, E> {
        View::new(self)
    }
}

impl<E: Pod> Deref for Reader<'_, E> {
    type Target = [E];

    fn deref(&self) -> &[E] {
        // SAFETY: whoever made the guard had a reader's turn for these elements, and it lasts until the drop.
        unsafe { core::slice::from_raw_parts(self.start, self.len) }
    }
}

macro_rules! exclusive {
    ($($name:ident)*) => {
        $(
            impl<E: Pod> Deref for $name<'_, E> {
                type Target = [E];

                fn deref(&self) -> &[E] {
                    &self.part
                }
            }

            impl<E: Pod> DerefMut for $name<'_, E> {
                fn deref_mut(&mut self) -> &mut [E] {
                    &mut self.part
                }
            }
        )*
    };
}

exclusive! { ScratchGuard Writer }

macro_rules! debug {
    ($($name:ident)*) => {
        $(
            impl<E: Pod + fmt::Debug> fmt::Debug for $name<'_, E> {
                fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                    (**self).fmt(f)
                }
            }
        )*
    };
}

debug! { ScratchGuard Writer Reader }
