//! [`Closure`], the owner of a closure that has a reference, and where closures are kept.

use crate::funcref::signature::Caller;
use crate::funcref::{CLOSURE, FuncError, FuncRef, Signature, StaysOnItsThread, TypedFuncRef};
use crate::host::global;
use crate::host::sequence::{Missing, Sequence};
use crate::host::thread::{self, Thread};
use alloc::rc::Rc;
use core::any::{Any, type_name};
use core::fmt;
use core::marker::PhantomData;
use core::mem::ManuallyDrop;

struct Entry {
    /// A [`Caller`].
    caller: Rc<dyn Any>,
    signature: fn() -> &'static str,
    thread: Thread,
}

// SAFETY: `caller` is cloned and dropped on `thread` alone: `Closure` stays there, and `find` checks. `thread::current`
// tells threads apart wherever there are several, on wasm by the feature `std`, without which threads do not compile.
unsafe impl Send for Entry {}

global! {
    static CLOSURES: Sequence<Entry> = Sequence::new(CLOSURE - 1);
}

impl From<Missing> for FuncError {
    fn from(missing: Missing) -> Self {
        match missing {
            Missing::Stale => FuncError::Stale,
            Missing::Forged => FuncError::Forged,
        }
    }
}

fn find<S: Signature>(raw: u32) -> Result<Rc<dyn Any>, FuncError> {
    let current = thread::current();
    CLOSURES.with(|closures| {
        let entry = closures.get(raw & !CLOSURE)?;
        if entry.thread != current {
            return Err(FuncError::OtherThread);
        }
        if !entry.caller.is::<Caller<S>>() {
            return Err(FuncError::Signature {
                expected: type_name::<S>(),
                found: (entry.signature)(),
            });
        }
        Ok(Rc::clone(&entry.caller))
    })
}

/// Whether there is such a closure, on this thread.
pub(super) fn checked<S: Signature>(raw: u32) -> Result<(), FuncError> {
    find::<S>(raw).map(drop)
}

/// Calls a closure, and keeps it until it has returned, should its owner be dropped meanwhile.
pub(super) fn call<S: Signature>(raw: u32, args: S::Args) -> Result<S::Output, FuncError> {
    let caller = find::<S>(raw)?;
    let caller = caller.downcast_ref::<Caller<S>>();
    (caller.expect("`find` checked the type").0)(args)
}

/// The owner of a closure that has a place beside the function table. With the owner the closure is dropped, and references
/// to it become stale; a call that is under way still ends first.
///
/// The arguments' types are known from `S`. `new` takes what can be called again while it runs, `new_mut` what changes the
/// variables that it has captured.
///
/// ```
/// use wasm::{Closure, FuncError};
///
/// let mut sum = 0;
/// let adder = Closure::<extern "C" fn(i32) -> i32>::new_mut(move |n| {
///     sum += n;
///     sum
/// });
/// let add = adder.typed();
/// assert_eq!((add.call((3,))?, add.call((4,))?), (3, 7));
/// drop(adder);
/// assert_eq!(add.call((5,)), Err(FuncError::Stale));
/// # Ok::<(), FuncError>(())
/// ```
#[must_use = "the closure is dropped with its owner"]
pub struct Closure<S> {
    raw: u32,
    signature: PhantomData<fn(S) -> S>, // Invariant, as in `TypedFuncRef`.
    thread: PhantomData<*const StaysOnItsThread>,
}

impl<S: Signature> Closure<S> {
    pub(super) fn own(caller: Caller<S>) -> Self {
        let entry = Entry {
            caller: Rc::new(caller),
            signature: type_name::<S>,
            thread: thread::current(),
        };
        Closure {
            raw: CLOSURE | CLOSURES.with(|closures| closures.draw(entry)),
            signature: PhantomData,
            thread: PhantomData,
        }
    }

    /// A reference, which does not keep the closure.
    pub fn func_ref(&self) -> FuncRef {
        FuncRef::from_raw(self.raw)
    }

    /// A reference that knows the signature, and does not keep the closure.
    pub fn typed(&self) -> TypedFuncRef<S> {
        TypedFuncRef::from_checked(self.raw)
    }

    /// Keeps the closure for ever, so that its number may go to the host, which can hand it back at any time.
    ///
    /// The host cannot call it by itself: a closure is in no table that the module shows. What calls it is a function that
    /// you export; it takes the number, and whatever number comes, the result of a wrong one is an error:
    ///
    /// ```
    /// use wasm::{Closure, FuncError, FuncRef};
    ///
    /// type Listener = extern "C" fn(i32) -> i32;
    ///
    /// #[unsafe(no_mangle)]
    /// extern "C" fn call_listener(raw: u32, event: i32) -> i32 {
    ///     let call = || FuncRef::from_raw(raw).typed::<Listener>()?.call((event,));
    ///     call().unwrap_or_else(|_: FuncError| -1)
    /// }
    ///
    /// let listener = Closure::<Listener>::new(|event| event + 1).leak();
    /// let raw = FuncRef::from(listener).as_raw(); // The host gets this number …
    /// assert_eq!(call_listener(raw, 41), 42); // … and calls `call_listener` with it.
    /// assert_eq!(call_listener(raw + 1, 41), -1);
    /// ```
    pub fn leak(self) -> TypedFuncRef<S> {
        ManuallyDrop::new(self).typed()
    }
}

impl<S> Drop for Closure<S> {
    fn drop(&mut self) {
        let entry = CLOSURES.with(|closures| closures.remove(self.raw & !CLOSURE));
        drop(entry);
    }
}

impl<S> fmt::Debug for Closure<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Closure<{}>({:#x})", type_name::<S>(), self.raw)
    }
}
