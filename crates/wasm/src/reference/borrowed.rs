//! [`Borrowed`], the form of a reference for calls, and [`Guard`], the value while it is looked at.

use crate::host::table::provider;
use crate::reference::erased::Erased;
use crate::reference::{Object, Upcast, foreign_id, look};
use crate::{ExternRef, HandleError};
use alloc::sync::Arc;
use core::fmt;
use core::marker::PhantomData;
use core::num::NonZeroU32;
use core::ops::Deref;
use core::ptr::NonNull;

/// A reference lent for a call: four bytes, copied freely, and it owns nothing.
///
/// ```
/// use wasm::{Borrowed, ExternRef, HandleError};
///
/// fn length(text: Borrowed<'_, String>) -> Result<usize, HandleError> {
///     Ok(text.get()?.len())
/// }
///
/// let text = ExternRef::new(String::from("four"));
/// assert_eq!(length(text.borrow())?, 4);
/// # Ok::<(), HandleError>(())
/// ```
#[repr(transparent)]
pub struct Borrowed<'a, T> {
    handle: NonZeroU32,
    /// In `T` as invariant as the owner is.
    owner: PhantomData<&'a ExternRef<T>>,
}

const _: () = assert!(size_of::<Option<Borrowed<'static, ()>>>() == 4);

impl<'a, T: Object> Borrowed<'a, T> {
    pub(super) fn new(owner: &'a ExternRef<T>) -> Self {
        Borrowed {
            handle: owner.handle,
            owner: PhantomData,
        }
    }

    /// See [`ExternRef::get`].
    ///
    /// # Errors
    /// The same.
    pub fn get(self) -> Result<Guard<'a, T>, HandleError> {
        look(self.as_raw())
    }

    /// A reference of its own to the same object.
    ///
    /// # Errors
    /// The host closed the lent one: [`HandleError::Stale`].
    pub fn to_owned(self) -> Result<ExternRef<T>, HandleError> {
        provider::duplicate(self.as_raw()).map(ExternRef::from_handle)
    }

    /// See [`ExternRef::id`].
    ///
    /// # Errors
    /// The same.
    pub fn id(self) -> Result<Option<u64>, HandleError> {
        foreign_id(self.as_raw())
    }

    /// The same as a reference to what `T` extends. Costs nothing.
    pub fn upcast<U: Object>(self) -> Borrowed<'a, U>
    where
        T: Upcast<U>,
    {
        const { <T as Upcast<U>>::WAY };
        Borrowed {
            handle: self.handle,
            owner: PhantomData,
        }
    }

    /// The handle as the host sees it.
    pub fn as_raw(self) -> u32 {
        self.handle.get()
    }
}

impl<T> Clone for Borrowed<'_, T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Borrowed<'_, T> {}

impl<T> fmt::Debug for Borrowed<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "Borrowed<{}>({})",
            core::any::type_name::<T>(),
            self.handle
        )
    }
}

/// The value that a reference stands for. It lives as long as this does, whatever becomes of the reference's entry.
pub struct Guard<'a, T> {
    target: NonNull<T>,
    /// Owns what `target` points into.
    _value: Arc<dyn Erased>,
    reference: PhantomData<&'a T>,
}

impl<T> Guard<'_, T> {
    /// # Safety
    /// `target` points to a `T` within `value` that can be borrowed as long as `value` is kept.
    pub(super) unsafe fn new(target: NonNull<T>, value: Arc<dyn Erased>) -> Self {
        Guard {
            target,
            _value: value,
            reference: PhantomData,
        }
    }
}

impl<T> Deref for Guard<'_, T> {
    type Target = T;

    fn deref(&self) -> &T {
        // SAFETY: see `new`; `_value` is kept as long as `self` is, which the result borrows.
        unsafe { self.target.as_ref() }
    }
}

impl<T: fmt::Debug> fmt::Debug for Guard<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(f)
    }
}

impl<T: fmt::Display> fmt::Display for Guard<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(f)
    }
}
