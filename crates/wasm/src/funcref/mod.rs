//! [`FuncRef`], a reference to a function of the table or to a closure, and [`TypedFuncRef`], which knows its signature.

mod closure;
mod functions;
mod signature;

pub use closure::Closure;
pub use signature::{Signature, WasmType};

use core::any::type_name;
use core::fmt;
use core::marker::PhantomData;
use core::num::NonZeroU32;

/// Set in the handles of closures, which are no indices of the function table.
const CLOSURE: u32 = 1 << 31;

/// Named for the error of who sends a reference: it can be one to a closure, which is called on its own thread.
struct StaysOnItsThread;

/// A reference to a function of any signature: on wasm32 an index of the function table, or 0 for none.
///
/// It is four bytes, copied freely, and owns nothing. It stays on its thread, as closures do. The host sees the number.
///
/// ```
/// use wasm::{FuncError, FuncRef, TypedFuncRef};
///
/// extern "C" fn double(n: i32) -> i32 {
///     2 * n
/// }
///
/// let function: FuncRef = TypedFuncRef::from_fn(double as extern "C" fn(i32) -> i32).into();
/// assert_eq!(function.typed::<extern "C" fn(i32) -> i32>()?.call((21,))?, 42);
///
/// let wrong = function.typed::<extern "C" fn(f64) -> f64>();
/// assert!(matches!(wrong, Err(FuncError::Signature { .. })));
/// # Ok::<(), FuncError>(())
/// ```
#[repr(transparent)]
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct FuncRef {
    handle: u32,
    thread: PhantomData<*const StaysOnItsThread>,
}

const _: () = assert!(size_of::<FuncRef>() == 4);

impl FuncRef {
    /// The reference to no function.
    pub const fn null() -> Self {
        Self::from_raw(0)
    }

    /// Whether it is the reference to no function.
    pub const fn is_null(self) -> bool {
        self.handle == 0
    }

    /// A reference as the host sees it. Whether it is one is found out when it gets its type.
    pub const fn from_raw(raw: u32) -> Self {
        FuncRef {
            handle: raw,
            thread: PhantomData,
        }
    }

    /// The reference as the host sees it: an index of the function table, or with its top bit set a closure.
    pub const fn as_raw(self) -> u32 {
        self.handle
    }

    /// The index in the function table; none for closures, and for no function. Natively the table is emulated.
    pub const fn table_index(self) -> Option<u32> {
        if self.is_null() || self.is_closure() {
            None
        } else {
            Some(self.handle)
        }
    }

    const fn is_closure(self) -> bool {
        self.handle & CLOSURE != 0
    }

    /// The reference with its signature, which has to be the very one that it was made with.
    ///
    /// # Errors
    /// - [`FuncError::Null`]: there is no function.
    /// - [`FuncError::Stale`]: the closure's owner was dropped.
    /// - [`FuncError::Forged`]: no reference was made with this number.
    /// - [`FuncError::Signature`]: it was made with another signature.
    /// - [`FuncError::OtherThread`]: the closure belongs to another thread.
    pub fn typed<S: Signature>(self) -> Result<TypedFuncRef<S>, FuncError> {
        if self.is_null() {
            return Err(FuncError::Null);
        }
        if self.is_closure() {
            closure::checked::<S>(self.handle)?;
        } else {
            functions::checked::<S>(self.handle)?;
        }
        Ok(TypedFuncRef::from_checked(self.handle))
    }
}

impl Default for FuncRef {
    fn default() -> Self {
        Self::null()
    }
}

impl fmt::Debug for FuncRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "FuncRef({:#x})", self.handle)
    }
}

impl<S: Signature> From<TypedFuncRef<S>> for FuncRef {
    fn from(typed: TypedFuncRef<S>) -> Self {
        typed.untyped()
    }
}

/// A reference to a function of the signature `S`, such as `extern "C" fn(i32) -> i32`: four bytes, never 0, copied freely.
///
/// ```
/// use wasm::{FuncError, TypedFuncRef};
///
/// extern "C" fn hypotenuse(a: f64, b: f64) -> f64 {
///     (a * a + b * b).sqrt()
/// }
///
/// let function = TypedFuncRef::<extern "C" fn(f64, f64) -> f64>::from_fn(hypotenuse);
/// assert_eq!(function.call((3.0, 4.0))?, 5.0);
/// # Ok::<(), FuncError>(())
/// ```
#[repr(transparent)]
pub struct TypedFuncRef<S> {
    /// An index that `functions` gave for `S`, or the handle of a closure.
    handle: NonZeroU32,
    /// Invariant: the signature that was inserted is told by its `TypeId`, and a subtype has another.
    signature: PhantomData<fn(S) -> S>,
    thread: PhantomData<*const StaysOnItsThread>,
}

const _: () = assert!(size_of::<Option<TypedFuncRef<extern "C" fn()>>>() == 4);

impl<S: Signature> TypedFuncRef<S> {
    /// A reference to a function. On wasm32 this is the function pointer itself.
    pub fn from_fn(function: S) -> Self {
        Self::from_checked(functions::insert(function))
    }

    /// `functions` or `closure` gave the handle, for `S`.
    fn from_checked(handle: u32) -> Self {
        TypedFuncRef {
            handle: NonZeroU32::new(handle).expect("function 0 is the null pointer"),
            signature: PhantomData,
            thread: PhantomData,
        }
    }

    /// Calls the function with a tuple of arguments.
    ///
    /// # Errors
    /// - [`FuncError::Stale`]: the closure's owner was dropped.
    /// - [`FuncError::Reentered`]: the closure runs already, and changes what it has captured.
    pub fn call(self, args: S::Args) -> Result<S::Output, FuncError> {
        let handle = self.handle.get();
        if FuncRef::from_raw(handle).is_closure() {
            return closure::call::<S>(handle, args);
        }
        // SAFETY: `from_fn` had the index from `insert` for `S`, and `FuncRef::typed` checked that somebody had.
        let function = unsafe { functions::function::<S>(handle) };
        Ok(function.invoke(args))
    }

    /// The reference without its signature.
    pub fn untyped(self) -> FuncRef {
        let untyped = FuncRef::from_raw(self.handle.get());
        if !untyped.is_closure() {
            functions::disclose::<S>(untyped.handle);
        }
        untyped
    }
}

impl<S> Clone for TypedFuncRef<S> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<S> Copy for TypedFuncRef<S> {}

impl<S> PartialEq for TypedFuncRef<S> {
    fn eq(&self, other: &Self) -> bool {
        self.handle == other.handle
    }
}

impl<S> Eq for TypedFuncRef<S> {}

impl<S> fmt::Debug for TypedFuncRef<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "TypedFuncRef<{}>({:#x})", type_name::<S>(), self.handle)
    }
}

/// Why a function cannot be called.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum FuncError {
    /// There is none.
    Null,
    /// The closure's owner was dropped.
    Stale,
    /// No such reference was ever made.
    Forged,
    /// It has another signature.
    Signature {
        /// The signature asked for.
        expected: &'static str,
        /// The signature found, or one of them.
        found: &'static str,
    },
    /// The closure is running, and changes what it has captured.
    Reentered,
    /// The closure belongs to another thread.
    OtherThread,
}

impl fmt::Display for FuncError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            FuncError::Null => f.write_str("the function reference is null"),
            FuncError::Stale => {
                f.write_str("the function reference is stale: the owner of its closure was dropped")
            }
            FuncError::Forged => {
                f.write_str("the function reference is forged: no function was registered under it")
            }
            FuncError::Signature { expected, found } => {
                write!(f, "the function is a `{found}`, not a `{expected}`")
            }
            FuncError::Reentered => f.write_str(
                "the closure was called while it runs, and it changes what it has captured (`Closure::new_mut`)",
            ),
            FuncError::OtherThread => f.write_str("the closure belongs to another thread"),
        }
    }
}

impl core::error::Error for FuncError {}
