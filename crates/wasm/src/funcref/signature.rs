//! [`Signature`], the types of functions that a function table can hold, and [`WasmType`], what they take and return.

use crate::funcref::{Closure, FuncError, FuncRef, TypedFuncRef};
use crate::reference::Object;
use crate::{ExternRef, Handle};
use alloc::boxed::Box;
use core::cell::RefCell;

pub(super) mod sealed {
    pub trait Type {}

    /// What only the crate does with a function.
    pub trait Function: Copy {
        type Arguments;
        type Result;

        fn invoke(self, arguments: Self::Arguments) -> Self::Result;

        fn as_ptr(self) -> *const ();

        /// # Safety
        /// `as_ptr` of the same type returned `ptr`.
        unsafe fn from_ptr(ptr: *const ()) -> Self;
    }
}

/// The type of a function of the table: `extern "C" fn(A, B) -> R` with up to eight arguments, each a [`WasmType`], and the
/// result one too, or nothing.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not the signature of a function of the table",
    label = "not of the form `extern \"C\" fn(A, B) -> R`",
    note = "write the type as `extern \"C\" fn(i32, i32) -> i32`, with at most eight arguments; a function is brought to it by \
            `function as extern \"C\" fn(…) -> …`"
)]
pub trait Signature:
    sealed::Function<Arguments = Self::Args, Result = Self::Output> + 'static
{
    /// The arguments, as a tuple.
    type Args;
    /// The result.
    type Output;
}

/// What a function of the table takes or returns: numbers, and references.
///
/// A pointer is none of it, since the address alone says neither how long nor to whom the memory belongs.
#[diagnostic::on_unimplemented(
    message = "a function of the table cannot take or return `{Self}`",
    label = "not a number, nor a reference",
    note = "numbers, `bool`, `ExternRef`, `Handle` and `FuncRef` can be passed; write `ExternRef<…>` for everything else"
)]
pub trait WasmType: sealed::Type + 'static {}

macro_rules! wasm_types {
    ($([$($parameters:tt)*] $type:ty,)*) => {$(
        impl<$($parameters)*> sealed::Type for $type {}
        impl<$($parameters)*> WasmType for $type {}
    )*};
}

wasm_types! {
    [] (), [] bool,
    [] i8, [] i16, [] i32, [] i64, [] isize,
    [] u8, [] u16, [] u32, [] u64, [] usize,
    [] f32, [] f64,
    [] Handle, [] Option<Handle>, [] FuncRef,
    [T: Object] ExternRef<T>, [T: Object] Option<ExternRef<T>>,
    [S: Signature] TypedFuncRef<S>, [S: Signature] Option<TypedFuncRef<S>>,
}

type Call<A, R> = dyn Fn(A) -> Result<R, FuncError>;

/// What a closure is called through.
pub(super) struct Caller<S: Signature>(pub(super) Box<Call<S::Args, S::Output>>);

macro_rules! signature {
    ($($type:ident $argument:ident),*) => {
        impl<R: WasmType, $($type: WasmType),*> sealed::Function for extern "C" fn($($type),*) -> R {
            type Arguments = ($($type,)*);
            type Result = R;

            fn invoke(self, ($($argument,)*): ($($type,)*)) -> R {
                self($($argument),*)
            }

            fn as_ptr(self) -> *const () {
                self as *const ()
            }

            unsafe fn from_ptr(ptr: *const ()) -> Self {
                // SAFETY: by the caller's word it was a function pointer of this type, and these have the size of pointers.
                unsafe { core::mem::transmute::<*const (), Self>(ptr) }
            }
        }

        impl<R: WasmType, $($type: WasmType),*> Signature for extern "C" fn($($type),*) -> R {
            type Args = ($($type,)*);
            type Output = R;
        }

        impl<R, $($type),*> Closure<extern "C" fn($($type),*) -> R> {
            /// Owns a closure that can be called again while it runs.
            pub fn new(closure: impl Fn($($type),*) -> R + 'static) -> Self
            where
                R: WasmType,
                $($type: WasmType,)*
            {
                Self::own(Caller(Box::new(move |($($argument,)*)| Ok(closure($($argument),*)))))
            }

            /// Owns a closure that changes what it has captured. Called while it runs, it is not run, and the call is
            /// [`FuncError::Reentered`].
            pub fn new_mut(closure: impl FnMut($($type),*) -> R + 'static) -> Self
            where
                R: WasmType,
                $($type: WasmType,)*
            {
                let closure = RefCell::new(closure);
                Self::own(Caller(Box::new(move |($($argument,)*)| match closure.try_borrow_mut() {
                    Ok(mut closure) => Ok(closure($($argument),*)),
                    Err(_) => Err(FuncError::Reentered),
                })))
            }
        }
    };
}

signature!();
signature!(A a);
signature!(A a, B b);
signature!(A a, B b, C c);
signature!(A a, B b, C c, D d);
signature!(A a, B b, C c, D d, E e);
signature!(A a, B b, C c, D d, E e, F f);
signature!(A a, B b, C c, D d, E e, F f, G g);
signature!(A a, B b, C c, D d, E e, F f, G g, H h);
