//! [`Handle`], the owned handle of a resource, and what can be wrong with a handle.

use crate::reference::{Any, Guard};
use crate::{ExternRef, Object, externref};
use core::fmt;

/// An owned handle of a resource of the host: four bytes that are never 0, closed when dropped.
///
/// It is what a linear type wraps, so it can be neither copied nor cloned. It stays on its thread, since nothing says that
/// the resource may leave it.
///
/// ```
/// use std::sync::atomic::{AtomicU64, Ordering};
/// use wasm::Handle;
///
/// static CLOSED: AtomicU64 = AtomicU64::new(0);
///
/// let canvas = Handle::foreign(42, |id| CLOSED.store(id, Ordering::Relaxed));
/// assert_eq!(canvas.id(), Ok(Some(42)));
/// drop(canvas);
/// assert_eq!(CLOSED.load(Ordering::Relaxed), 42);
/// ```
#[repr(transparent)]
#[must_use = "a handle that is dropped is closed"]
pub struct Handle(externref);

const _: () = assert!(size_of::<Handle>() == 4 && size_of::<Option<Handle>>() == 4);

impl Handle {
    /// The handle of the host's object `id`. `close` is called with `id` when the handle is dropped.
    pub fn foreign(id: u64, close: fn(u64)) -> Self {
        Handle(crate::host::table::insert_foreign::<Any>(id, close))
    }

    /// The handle of a value of this module, which is dropped with it.
    pub fn new<T: Object>(value: T) -> Self {
        ExternRef::new(value).into()
    }

    /// The number under which the host knows the object, or none for a value of this module.
    ///
    /// # Errors
    /// The host closed the handle: [`HandleError::Stale`].
    pub fn id(&self) -> Result<Option<u64>, HandleError> {
        self.0.id()
    }

    /// The value that the handle stands for.
    ///
    /// # Errors
    /// It is of another type, or an object of the host.
    pub fn get<T: Object>(&self) -> Result<Guard<'_, T>, HandleError> {
        self.0.get_as()
    }

    /// The handle as the host sees it, still owned here.
    pub fn as_raw(&self) -> u32 {
        self.0.as_raw()
    }

    /// The handle as a number. It is closed when [`Handle::from_raw`] takes it up again and that is dropped, or else never.
    ///
    /// # Panics
    /// As [`ExternRef::into_raw`].
    #[must_use = "the handle is never closed without it"]
    pub fn into_raw(self) -> u32 {
        self.0.into_raw()
    }

    /// Takes up a handle that [`Handle::into_raw`] or [`ExternRef::into_raw`] let go of.
    ///
    /// # Errors
    /// See [`ExternRef::from_raw`]; any type will do.
    pub fn from_raw(raw: u32) -> Result<Self, HandleError> {
        ExternRef::from_raw(raw).map(Handle)
    }
}

impl fmt::Debug for Handle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Handle({})", self.as_raw())
    }
}

impl<T: Object> From<ExternRef<T>> for Handle {
    fn from(reference: ExternRef<T>) -> Self {
        Handle(reference.erase())
    }
}

impl From<Handle> for externref {
    fn from(handle: Handle) -> Self {
        handle.0
    }
}

/// What is wrong with a handle.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum HandleError {
    /// It is 0.
    Null,
    /// It is closed.
    Stale,
    /// It was never given out.
    Forged,
    /// It has an owner already.
    Owned,
    /// What it stands for has another type.
    WrongType {
        /// The type asked for.
        expected: &'static str,
        /// The type found.
        found: &'static str,
    },
    /// It was let go of on another thread. (Move the [`ExternRef`] there, not its number.)
    OtherThread,
    /// It stands for an object of the host, so that there is no value in this module.
    NoValue {
        /// The object's type.
        found: &'static str,
    },
}

impl fmt::Display for HandleError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            HandleError::Null => f.write_str("the handle is null"),
            HandleError::Stale => f.write_str("the handle is stale: it was closed"),
            HandleError::Forged => f.write_str("the handle is forged: it was never given out"),
            HandleError::Owned => {
                f.write_str("the handle has an owner: only one that `into_raw` let go of is free")
            }
            HandleError::WrongType { expected, found } => {
                write!(
                    f,
                    "the handle stands for a `{found}`, not for a `{expected}`"
                )
            }
            HandleError::OtherThread => f.write_str(
                "the handle was let go of on another thread, and is free on that one alone",
            ),
            HandleError::NoValue { found } => write!(
                f,
                "the handle stands for a `{found}` of the host, which has no value in this module"
            ),
        }
    }
}

impl core::error::Error for HandleError {}
