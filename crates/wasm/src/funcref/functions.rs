//! The function table. On wasm32 it is the module's own, and a function pointer is an index into it; all that is kept here
//! is which signatures untyped references were made with. Elsewhere a list stands in.

use crate::funcref::{FuncError, Signature};
use crate::host::global;
use alloc::collections::BTreeMap;
use core::any::{TypeId, type_name};

/// The type that a function was registered by, and its name.
type Known = BTreeMap<(u32, TypeId), &'static str>;

/// The function's index, if `S` is a signature that it was registered by.
fn check<S: Signature>(known: &Known, index: u32) -> Result<(), FuncError> {
    if known.contains_key(&(index, TypeId::of::<S>())) {
        return Ok(());
    }
    match known.iter().find(|((of, _), _)| *of == index) {
        Some((_, found)) => Err(FuncError::Signature {
            expected: type_name::<S>(),
            found,
        }),
        None => Err(FuncError::Forged),
    }
}

#[cfg(target_arch = "wasm32")]
pub(super) use module::{checked, disclose, function, insert};

#[cfg(target_arch = "wasm32")]
mod module {
    use super::{BTreeMap, FuncError, Known, Signature, TypeId, global, type_name};

    global! {
        static KNOWN: Known = BTreeMap::new();
    }

    /// The function's index.
    pub(in super::super) fn insert<S: Signature>(function: S) -> u32 {
        function.as_ptr() as usize as u32
    }

    /// Has [`checked`] know the signature of an index that is about to lose its type.
    pub(in super::super) fn disclose<S: Signature>(index: u32) {
        KNOWN.with(|known| known.insert((index, TypeId::of::<S>()), type_name::<S>()));
    }

    /// Whether the function was disclosed by this signature.
    pub(in super::super) fn checked<S: Signature>(index: u32) -> Result<(), FuncError> {
        KNOWN.with(|known| super::check::<S>(known, index))
    }

    /// # Safety
    /// The index is `insert`'s for this signature.
    pub(in super::super) unsafe fn function<S: Signature>(index: u32) -> S {
        let ptr = core::ptr::without_provenance(index as usize);
        // SAFETY: by the caller's word this is `as_ptr` of an `S`; addresses of functions are indices here.
        unsafe { S::from_ptr(ptr) }
    }
}

#[cfg(not(target_arch = "wasm32"))]
pub(super) use emulated::{checked, disclose, function, insert};

#[cfg(not(target_arch = "wasm32"))]
mod emulated {
    use super::{BTreeMap, FuncError, Known, Signature, TypeId, global, type_name};
    use alloc::vec::Vec;

    struct Functions {
        /// The function of index 1 first.
        pointers: Vec<Pointer>,
        indices: BTreeMap<(usize, TypeId), u32>,
        known: Known,
    }

    #[derive(Clone, Copy)]
    struct Pointer(*const ());

    // SAFETY: a function may be called from any thread.
    unsafe impl Send for Pointer {}

    global! {
        static FUNCTIONS: Functions = Functions {
            pointers: Vec::new(),
            indices: BTreeMap::new(),
            known: BTreeMap::new(),
        };
    }

    /// The function's index: the same for the same function by the same type, as long as the address is the same.
    pub(in super::super) fn insert<S: Signature>(function: S) -> u32 {
        let pointer = function.as_ptr();
        let signature = TypeId::of::<S>();
        FUNCTIONS.with(|functions| {
            let next = functions.pointers.len() as u32 + 1;
            assert!(next < super::super::CLOSURE, "the function table is full");
            let index = *functions
                .indices
                .entry((pointer.addr(), signature))
                .or_insert(next);
            if index == next {
                functions.pointers.push(Pointer(pointer));
                functions.known.insert((index, signature), type_name::<S>());
            }
            index
        })
    }

    /// Nothing: `insert` noted the signature.
    pub(in super::super) fn disclose<S: Signature>(_: u32) {}

    /// Whether the function was inserted by this signature.
    pub(in super::super) fn checked<S: Signature>(index: u32) -> Result<(), FuncError> {
        FUNCTIONS.with(|functions| super::check::<S>(&functions.known, index))
    }

    /// # Safety
    /// The index is `insert`'s for this signature.
    pub(in super::super) unsafe fn function<S: Signature>(index: u32) -> S {
        let Pointer(ptr) = FUNCTIONS.with(|functions| functions.pointers[index as usize - 1]);
        // SAFETY: `insert` had it from `as_ptr` of an `S`, by the caller's word.
        unsafe { S::from_ptr(ptr) }
    }
}
