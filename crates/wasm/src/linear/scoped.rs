//! A scope that a linear value cannot leave unconsumed: rustc's type check sees to it, on the line.

use core::marker::PhantomData;
use core::ops::{Deref, DerefMut};

use super::Linear;

/// No two scopes have the same lifetime, and it neither grows nor shrinks.
type Brand<'s> = PhantomData<fn(&'s ()) -> &'s ()>;

/// The value inside [`Linear::with`]. It is used like the value itself, and ended by [`Scoped::finish`].
#[must_use = "end it by `.finish(|value| …)` and return what that gives"]
pub struct Scoped<'s, X: Linear> {
    value: X,
    brand: Brand<'s>,
}

/// Proof that the value of the scope `'s` was handed to [`Scoped::finish`]. The closure of [`Linear::with`] returns it.
#[derive(Debug)]
#[must_use = "return it from the closure of `with`"]
pub struct Done<'s>(Brand<'s>);

impl<'s, X: Linear> Scoped<'s, X> {
    /// Ends the scope by consuming the value. The result is what the closure of [`Linear::with`] returns.
    #[inline]
    pub fn finish<R>(self, consume: impl FnOnce(X) -> R) -> (Done<'s>, R) {
        (Done(PhantomData), consume(self.value))
    }
}

impl<X: Linear> Deref for Scoped<'_, X> {
    type Target = X;

    #[inline]
    fn deref(&self) -> &X {
        &self.value
    }
}

impl<X: Linear> DerefMut for Scoped<'_, X> {
    #[inline]
    fn deref_mut(&mut self) -> &mut X {
        &mut self.value
    }
}

#[inline]
pub(super) fn with<X: Linear, R>(
    value: X,
    body: impl for<'s> FnOnce(Scoped<'s, X>) -> (Done<'s>, R),
) -> R {
    let scoped = Scoped {
        value,
        brand: PhantomData,
    };
    let (Done(_), result) = body(scoped);
    result
}
