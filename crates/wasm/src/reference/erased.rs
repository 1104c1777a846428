//! What a reference stands for, its type forgotten: the class it says it has, and a way back to the value.

use crate::HandleError;
use crate::reference::{Any, Object};
use alloc::sync::Arc;
use core::any::{TypeId, type_name};
use core::marker::PhantomData;
use core::ptr::NonNull;

/// A type of objects, and through `parent` all that it extends.
pub(crate) struct Class {
    id: fn() -> TypeId,
    pub(crate) name: fn() -> &'static str,
    parent: fn() -> Option<&'static Class>,
}

impl Class {
    pub(crate) fn of<T: Object>() -> &'static Class {
        const {
            // Types that extend each other in a circle end here, and not in an endless search.
            assert!(T::DEPTH < usize::MAX);
            &Class {
                id: TypeId::of::<T>,
                name: type_name::<T>,
                parent: || {
                    (TypeId::of::<T>() != TypeId::of::<Any>()).then(|| Class::of::<T::Super>())
                },
            }
        }
    }

    /// Whether objects of this class are of the type `T` itself.
    pub(crate) fn is<T: Object>(&self) -> bool {
        (self.id)() == TypeId::of::<T>()
    }

    /// Whether an object of this class is one of `expected`.
    pub(crate) fn check(&'static self, expected: &'static Class) -> Result<(), HandleError> {
        let mut class = Some(self);
        while let Some(this) = class {
            if (this.id)() == (expected.id)() {
                return Ok(());
            }
            class = (this.parent)();
        }
        Err(HandleError::WrongType {
            expected: (expected.name)(),
            found: (self.name)(),
        })
    }
}

/// An object of any type.
pub(crate) trait Erased: 'static {
    fn class(&self) -> &'static Class;

    /// The part of the object that is a value of the type `id`, which it is, or which it extends.
    fn view(&self, id: TypeId) -> Option<NonNull<()>>;

    /// The number of an object of the host.
    fn foreign(&self) -> Option<u64>;

    /// Puts the value into `slot`, an `Option` of its own type, if nobody else has it.
    fn give(self: Arc<Self>, slot: &mut dyn core::any::Any);
}

/// A value of this module. (Were it `Erased` itself, so would be `Arc<dyn Erased>`, which is an object like any `Arc`.)
pub(crate) struct Held<T>(pub(crate) T);

impl<T: Object> Erased for Held<T> {
    fn class(&self) -> &'static Class {
        Class::of::<T>()
    }

    fn view(&self, id: TypeId) -> Option<NonNull<()>> {
        view(&self.0, id)
    }

    fn foreign(&self) -> Option<u64> {
        None
    }

    fn give(self: Arc<Self>, slot: &mut dyn core::any::Any) {
        if let Some(slot) = slot.downcast_mut::<Option<T>>() {
            *slot = Arc::into_inner(self).map(|held| held.0);
        }
    }
}

fn view<T: Object>(value: &T, id: TypeId) -> Option<NonNull<()>> {
    if TypeId::of::<T>() == id {
        Some(NonNull::from(value).cast())
    } else if TypeId::of::<T>() == TypeId::of::<Any>() {
        None
    } else {
        view(value.super_ref()?, id)
    }
}

/// An object of the host, closed with the last reference to it.
pub(crate) struct Foreign<T> {
    id: u64,
    close: fn(u64),
    class: PhantomData<fn() -> T>,
}

impl<T: Object> Foreign<T> {
    pub(crate) fn new(id: u64, close: fn(u64)) -> Self {
        Foreign {
            id,
            close,
            class: PhantomData,
        }
    }
}

impl<T: Object> Erased for Foreign<T> {
    fn class(&self) -> &'static Class {
        Class::of::<T>()
    }

    fn view(&self, _: TypeId) -> Option<NonNull<()>> {
        None
    }

    fn foreign(&self) -> Option<u64> {
        Some(self.id)
    }

    fn give(self: Arc<Self>, _: &mut dyn core::any::Any) {}
}

impl<T> Drop for Foreign<T> {
    fn drop(&mut self) {
        (self.close)(self.id);
    }
}
