//! [`ExternRef`], a managed and typed reference to an object of the host or of this module.

mod borrowed;
pub(crate) mod erased;
mod impls;
mod object;

pub use borrowed::{Borrowed, Guard};
pub use object::{Ancestor, Any, Auto, Local, Object, Threads, Upcast};

use crate::HandleError;
use crate::host::{table::provider, thread};
use alloc::sync::Arc;
use core::any::{TypeId, type_name};
use core::fmt;
use core::marker::PhantomData;
use core::mem::ManuallyDrop;
use core::num::NonZeroU32;
use erased::{Class, Erased, Held};
use object::Leaves;

/// A reference to an object of type `T`, or of a type that extends it. It owns an entry of the reference table.
///
/// It is four bytes, never 0, and so is `Option<ExternRef<T>>`; the host sees the number. Dropping it ends the entry, and
/// with the last entry the object; cloning makes another entry for the same object. It is [`Send`] and [`Sync`] if `T` is
/// both, unless `T` is [`Local`].
///
/// Whatever the host does with the number, each use checks that the entry exists and has the type: the result of a mistake
/// is an error.
///
/// ```
/// use std::cell::Cell;
/// use wasm::ExternRef;
///
/// let counter = ExternRef::new(Cell::new(1));
/// let same = counter.clone();
/// same.get()?.set(2);
/// assert_eq!(counter.get()?.get(), 2);
/// assert!(counter.ptr_eq(&same)?);
/// # Ok::<(), wasm::HandleError>(())
/// ```
///
/// # Panics
/// Dropping it panics in dev builds if the host closed its entry already, and names the type; in release builds nothing
/// happens then, as in dev builds while a panic is on its way.
#[repr(transparent)]
#[must_use = "a reference that is dropped ends its entry"]
pub struct ExternRef<T = Any> {
    handle: NonZeroU32,
    /// Neither `Send` nor `Sync` of itself: the `impl`s say when it is. Invariant, since the object's type is told by its
    /// `TypeId`, and a subtype has another.
    object: PhantomData<*mut T>,
}

/// A reference to anything.
#[allow(non_camel_case_types)] // WebAssembly's own name for it.
pub type externref = ExternRef<Any>;

const _: () = assert!(size_of::<externref>() == 4 && size_of::<Option<externref>>() == 4);

// SAFETY: the object is a `T`, or extends one whose `Threads` is `Auto`, and then `Object::Super` has it be `Send` and
// `Sync` too. It is shared with clones, as in an `Arc`.
unsafe impl<T: Object<Threads: Leaves> + Send + Sync> Send for ExternRef<T> {}
// SAFETY: as above; from `&ExternRef` come clones and `&T`.
unsafe impl<T: Object<Threads: Leaves> + Send + Sync> Sync for ExternRef<T> {}

impl<T> ExternRef<T> {
    /// The handle as the host sees it, still owned here.
    pub fn as_raw(&self) -> u32 {
        self.handle.get()
    }
}

impl<T: Object> ExternRef<T> {
    /// A reference to a value of this module, which is dropped with the last one to it.
    pub fn new(value: T) -> Self {
        Self::from_value(Arc::new(Held(value)))
    }

    /// The object's class is `T` or extends it.
    pub(crate) fn from_value(value: Arc<dyn Erased>) -> Self {
        Self::from_handle(provider::insert(value))
    }

    /// The caller owned the entry, whose object is a `T` or extends it.
    fn from_handle(handle: u32) -> Self {
        ExternRef {
            handle: NonZeroU32::new(handle).expect("the provider gives out no 0"),
            object: PhantomData,
        }
    }

    /// The value, shared with all who look at it.
    ///
    /// # Errors
    /// - [`HandleError::NoValue`]: it is an object of the host, or the part of one whose super type is.
    /// - [`HandleError::Stale`], [`HandleError::Forged`], [`HandleError::WrongType`]: the host closed the entry, or the
    ///   handle that it gave was not one of `T`.
    pub fn get(&self) -> Result<Guard<'_, T>, HandleError> {
        look(self.as_raw())
    }

    pub(crate) fn get_as<U: Object>(&self) -> Result<Guard<'_, U>, HandleError> {
        look(self.as_raw())
    }

    /// The form for calls: it is copied freely, and owns nothing.
    pub fn borrow(&self) -> Borrowed<'_, T> {
        Borrowed::new(self)
    }

    /// The number under which the host knows the object, or none for a value of this module.
    ///
    /// # Errors
    /// The host closed the entry: [`HandleError::Stale`].
    pub fn id(&self) -> Result<Option<u64>, HandleError> {
        foreign_id(self.as_raw())
    }

    /// Whether both stand for the same object, by whichever type. Objects of the host are the same if one reference was
    /// cloned from the other.
    ///
    /// # Errors
    /// The host closed one of the entries: [`HandleError::Stale`].
    pub fn ptr_eq<U: Object>(&self, other: &ExternRef<U>) -> Result<bool, HandleError> {
        let (a, b) = (
            provider::value(self.as_raw())?,
            provider::value(other.as_raw())?,
        );
        // An `Arc` has counts in front of the value, so not even values without a size share an address.
        Ok(Arc::as_ptr(&a).addr() == Arc::as_ptr(&b).addr())
    }

    /// The reference as one to `U`, if that is what it stands for, or if that extends it.
    ///
    /// ```
    /// use wasm::{ExternRef, externref};
    ///
    /// let anything: externref = ExternRef::new(5_i32).upcast();
    /// let anything = anything.cast::<String>().unwrap_err().into_reference();
    /// assert_eq!(*anything.cast::<i32>()?.get()?, 5);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// It is of another type. The error holds the reference.
    pub fn cast<U: Object>(self) -> Result<ExternRef<U>, CastError<T>> {
        let check =
            provider::value(self.as_raw()).and_then(|value| value.class().check(Class::of::<U>()));
        match check {
            Ok(()) => Ok(self.retyped()),
            Err(error) => Err(CastError {
                reference: self,
                error,
            }),
        }
    }

    /// The reference as one to what `T` extends. Costs nothing.
    pub fn upcast<U: Object>(self) -> ExternRef<U>
    where
        T: Upcast<U>,
    {
        const { <T as Upcast<U>>::WAY };
        self.retyped()
    }

    /// The reference as one to anything. Costs nothing; it is what [`upcast`](Self::upcast) is for a `T` that is not known.
    pub fn erase(self) -> externref {
        self.retyped()
    }

    /// The object is a `U` or extends it.
    fn retyped<U: Object>(self) -> ExternRef<U> {
        ExternRef {
            handle: ManuallyDrop::new(self).handle,
            object: PhantomData,
        }
    }

    /// The value itself, if this is the only reference to it, which then ends.
    ///
    /// ```
    /// use wasm::ExternRef;
    ///
    /// let text = ExternRef::new(String::from("taken out"));
    /// let again = text.clone();
    /// let text = text.into_value().unwrap_err();
    /// drop(again);
    /// assert_eq!(text.into_value().unwrap(), "taken out");
    /// ```
    ///
    /// # Errors
    /// The reference, as it was, if there are others, or if it stands for an object of the host or one that extends `T`.
    pub fn into_value(self) -> Result<T, Self> {
        let Some(value) = provider::take::<T>(self.as_raw()) else {
            return Err(self);
        };
        let _ended = ManuallyDrop::new(self);
        let mut slot = None;
        value.give(&mut slot);
        Ok(slot.expect("`take` found a `T` that nobody else has"))
    }

    /// The handle as a number. The entry ends when [`ExternRef::from_raw`] takes it up again and that is dropped, or else
    /// never.
    ///
    /// # Panics
    /// The host closed the entry already.
    #[must_use = "the entry never ends without it"]
    pub fn into_raw(self) -> u32 {
        let this = ManuallyDrop::new(self);
        if let Err(error) = provider::release(this.as_raw()) {
            panic!("`{}` cannot be let go of: {error}", type_name::<Self>());
        }
        this.as_raw()
    }

    /// Takes up a handle that [`into_raw`](Self::into_raw) let go of, by any of the types that its object has.
    ///
    /// ```
    /// use wasm::{ExternRef, HandleError};
    ///
    /// let raw = ExternRef::new(5_i32).into_raw();
    /// let number = ExternRef::<i32>::from_raw(raw)?;
    /// assert_eq!(ExternRef::<i32>::from_raw(raw).unwrap_err(), HandleError::Owned);
    /// drop(number);
    /// assert_eq!(ExternRef::<i32>::from_raw(raw).unwrap_err(), HandleError::Stale);
    /// # Ok::<(), HandleError>(())
    /// ```
    ///
    /// # Errors
    /// - [`HandleError::Null`]: it is 0.
    /// - [`HandleError::Stale`], [`HandleError::Forged`]: it is of no entry. In release builds, which give handles out again
    ///   at once, either can be said of an old one, and it may be of a later entry.
    /// - [`HandleError::Owned`]: somebody owns the entry.
    /// - [`HandleError::WrongType`]: the object is no `T`.
    /// - [`HandleError::OtherThread`]: it was let go of on another thread.
    pub fn from_raw(raw: u32) -> Result<Self, HandleError> {
        provider::acquire(raw, Class::of::<T>())?;
        Ok(Self::from_handle(raw))
    }
}

/// The value of an entry, if it is a `T` or extends it.
fn look<'a, T: Object>(handle: u32) -> Result<Guard<'a, T>, HandleError> {
    let value = provider::value(handle)?;
    match value.view(TypeId::of::<T>()) {
        Some(target) => {
            // SAFETY: `view` had `target` from a `&T` that it borrowed from the value, for as long as that is borrowed;
            // the guard keeps the value, and nobody borrows it mutably.
            Ok(unsafe { Guard::new(target.cast(), value) })
        }
        None => {
            let class = value.class();
            class.check(Class::of::<T>())?;
            Err(HandleError::NoValue {
                found: (class.name)(),
            })
        }
    }
}

fn foreign_id(handle: u32) -> Result<Option<u64>, HandleError> {
    provider::value(handle).map(|value| value.foreign())
}

impl<T: Object> Clone for ExternRef<T> {
    /// Another entry for the same object.
    ///
    /// # Panics
    /// The host closed the entry already; [`Borrowed::to_owned`] returns that as an error.
    fn clone(&self) -> Self {
        match self.borrow().to_owned() {
            Ok(clone) => clone,
            Err(error) => panic!("`{}` cannot be cloned: {error}", type_name::<Self>()),
        }
    }
}

impl<T> Drop for ExternRef<T> {
    fn drop(&mut self) {
        if let Err(error) = provider::close(self.as_raw())
            && cfg!(debug_assertions)
            && !thread::panicking()
        {
            panic!("`{}` was closed twice: {error}", type_name::<Self>());
        }
    }
}

impl<T> fmt::Debug for ExternRef<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ExternRef<{}>({})", type_name::<T>(), self.handle)
    }
}

/// A reference that is not to the type it was cast to, and why.
pub struct CastError<T> {
    reference: ExternRef<T>,
    error: HandleError,
}

impl<T> CastError<T> {
    /// What is wrong.
    pub fn error(&self) -> HandleError {
        self.error
    }

    /// The reference, as it was.
    pub fn into_reference(self) -> ExternRef<T> {
        self.reference
    }
}

impl<T> fmt::Debug for CastError<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CastError")
            .field("reference", &self.reference)
            .field("error", &self.error)
            .finish()
    }
}

impl<T> fmt::Display for CastError<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.error.fmt(f)
    }
}

impl<T> core::error::Error for CastError<T> {}
