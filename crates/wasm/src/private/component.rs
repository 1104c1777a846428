//! What the expansion of `#[wasm::component]` calls: conversions between a module's types and wit-bindgen's, and what holds
//! the values of resources.

pub use alloc::string::String;
pub use alloc::vec::Vec;
use core::cell::{Ref, RefCell, RefMut};
#[cfg(not(any(wasm_host = "wasi", wasm_host = "standalone")))]
pub use streams::{Futures, Streams};

/// What the expansion calls of wit-bindgen.
#[cfg(not(any(wasm_host = "wasi", wasm_host = "standalone")))]
pub mod rt {
    pub use wit_bindgen::rt::*;

    /// JavaScript's glue runs constructors before anything else.
    #[cfg(wasm_host = "js")]
    pub fn run_ctors_once() {}
}

use crate::linear::{LinOpt, Linear};

#[cfg(not(any(wasm_host = "wasi", wasm_host = "standalone")))]
#[path = "component/streams.rs"]
mod streams;

/// [`Lift::lift`], through bindings that are named.
#[inline]
pub fn lift<Via, T: Lift<W, Via>, W>(it: W) -> T {
    T::lift(it)
}

/// [`Lower::lower`], through bindings that are named.
#[inline]
pub fn lower<Via, T: Lower<W, Via>, W>(it: T) -> W {
    it.lower()
}

/// Becomes a value of the module's own type, from that of wit-bindgen, which wrote the bindings `Via`.
pub trait Lift<W, Via>: Sized {
    /// Whether both are one type, which is not converted.
    const SAME: bool = false;

    /// One value.
    fn lift(it: W) -> Self;

    /// All values of a list. Where both types are the same, it is the same list.
    #[inline]
    fn lift_list(list: Vec<W>) -> Vec<Self> {
        list.into_iter().map(Self::lift).collect()
    }
}

/// Becomes a value of wit-bindgen's type, in the bindings `Via`.
pub trait Lower<W, Via>: Sized {
    /// One value.
    fn lower(self) -> W;

    /// All values of a list. Where both types are the same, it is the same list.
    #[inline]
    fn lower_list(list: Vec<Self>) -> Vec<W> {
        list.into_iter().map(Self::lower).collect()
    }
}

/// Is lent to an import, which takes what has no copy by reference.
pub trait Lend<'a, W> {
    /// The reference, or a copy of what is small.
    fn lend(&'a self) -> W;
}

macro_rules! same {
    ($($ty:ty)*) => {
        $(
            impl<Via> Lift<$ty, Via> for $ty {
                const SAME: bool = true;

                #[inline]
                fn lift(it: $ty) -> Self {
                    it
                }
                #[inline]
                fn lift_list(list: Vec<$ty>) -> Vec<Self> {
                    list
                }
            }
            impl<Via> Lower<$ty, Via> for $ty {
                #[inline]
                fn lower(self) -> Self {
                    self
                }
                #[inline]
                fn lower_list(list: Vec<$ty>) -> Vec<Self> {
                    list
                }
            }
        )*
    };
}

macro_rules! scalars {
    ($($ty:ty)*) => {
        same!($($ty)*);
        $(
            impl<'a> Lend<'a, $ty> for $ty {
                #[inline]
                fn lend(&'a self) -> $ty {
                    *self
                }
            }
        )*
    };
}

scalars!(() bool u8 u16 u32 u64 i8 i16 i32 i64 f32 f64 char);
same!(String);

impl<'a> Lend<'a, &'a str> for String {
    #[inline]
    fn lend(&'a self) -> &'a str {
        self
    }
}

impl<'a> Lend<'a, &'a str> for &str {
    #[inline]
    fn lend(&'a self) -> &'a str {
        self
    }
}

impl<'a, Via> Lower<&'a str, Via> for &'a str {
    #[inline]
    fn lower(self) -> &'a str {
        self
    }
}

impl<Via> Lower<String, Via> for &str {
    #[inline]
    fn lower(self) -> String {
        self.into()
    }
}

impl<Via, W, T: Lift<W, Via>> Lift<Vec<W>, Via> for Vec<T> {
    #[inline]
    fn lift(it: Vec<W>) -> Self {
        T::lift_list(it)
    }
}

impl<Via, W, T: Lower<W, Via>> Lower<Vec<W>, Via> for Vec<T> {
    #[inline]
    fn lower(self) -> Vec<W> {
        T::lower_list(self)
    }
}

impl<'a, T> Lend<'a, &'a [T]> for Vec<T> {
    #[inline]
    fn lend(&'a self) -> &'a [T] {
        self
    }
}

impl<'a, T> Lend<'a, &'a [T]> for &[T] {
    #[inline]
    fn lend(&'a self) -> &'a [T] {
        self
    }
}

impl<'a, Via, T> Lower<&'a [T], Via> for &'a [T] {
    #[inline]
    fn lower(self) -> &'a [T] {
        self
    }
}

impl<Via, W, T: Lower<W, Via> + Clone> Lower<Vec<W>, Via> for &[T] {
    #[inline]
    fn lower(self) -> Vec<W> {
        T::lower_list(self.to_vec())
    }
}

impl<'a, Via, T: crate::Pod> Lower<&'a [T], Via> for crate::memory::View<'a, T> {
    #[inline]
    fn lower(self) -> &'a [T] {
        self.as_slice()
    }
}

impl<Via, T: crate::Pod> Lower<Vec<T>, Via> for crate::memory::View<'_, T> {
    #[inline]
    fn lower(self) -> Vec<T> {
        self.to_vec()
    }
}

impl<Via, W, T: Lift<W, Via>> Lift<Option<W>, Via> for Option<T> {
    #[inline]
    fn lift(it: Option<W>) -> Self {
        it.map(T::lift)
    }
}

impl<Via, W, T: Lower<W, Via>> Lower<Option<W>, Via> for Option<T> {
    #[inline]
    fn lower(self) -> Option<W> {
        self.map(T::lower)
    }
}

impl<'a, W, T: Lend<'a, W>> Lend<'a, Option<W>> for Option<T> {
    #[inline]
    fn lend(&'a self) -> Option<W> {
        self.as_ref().map(T::lend)
    }
}

impl<Via, V, W, T: Lift<V, Via>, E: Lift<W, Via>> Lift<Result<V, W>, Via> for Result<T, E> {
    #[inline]
    fn lift(it: Result<V, W>) -> Self {
        it.map(T::lift).map_err(E::lift)
    }
}

impl<Via, V, W, T: Lower<V, Via>, E: Lower<W, Via>> Lower<Result<V, W>, Via> for Result<T, E> {
    #[inline]
    fn lower(self) -> Result<V, W> {
        self.map(T::lower).map_err(E::lower)
    }
}

impl<'a, V, W, T: Lend<'a, V>, E: Lend<'a, W>> Lend<'a, Result<V, W>> for Result<T, E> {
    #[inline]
    fn lend(&'a self) -> Result<V, W> {
        self.as_ref().map(T::lend).map_err(E::lend)
    }
}

/// An array is a tuple of up to 16 values, of one type. (The repetition counts, and the type is the same each time.)
macro_rules! tuples {
    ($($len:literal: $($name:ident $generated:ident $at:tt $one:ident)*;)*) => {
        $(
            impl<Via, $($generated, $name: Lift<$generated, Via>),*> Lift<($($generated,)*), Via> for ($($name,)*) {
                #[inline]
                fn lift(it: ($($generated,)*)) -> Self {
                    ($($name::lift(it.$at),)*)
                }
            }
            impl<Via, $($generated, $name: Lower<$generated, Via>),*> Lower<($($generated,)*), Via> for ($($name,)*) {
                #[inline]
                fn lower(self) -> ($($generated,)*) {
                    ($(self.$at.lower(),)*)
                }
            }
            impl<'a, $($generated, $name: Lend<'a, $generated>),*> Lend<'a, ($($generated,)*)> for ($($name,)*) {
                #[inline]
                fn lend(&'a self) -> ($($generated,)*) {
                    ($(self.$at.lend(),)*)
                }
            }
            impl<Via, W, T: Lift<W, Via>> Lift<($($one,)*), Via> for [T; $len] {
                #[inline]
                fn lift(it: ($($one,)*)) -> Self {
                    [$(T::lift(it.$at)),*]
                }
            }
            impl<Via, W, T: Lower<W, Via>> Lower<($($one,)*), Via> for [T; $len] {
                #[allow(non_snake_case)]
                #[inline]
                fn lower(self) -> ($($one,)*) {
                    // A pattern, because an iterator with its checks stays in the code where size counts.
                    let [$($name),*] = self;
                    ($($name.lower(),)*)
                }
            }
        )*
    };
}

tuples! {
    1: A A2 0 W;
    2: A A2 0 W B B2 1 W;
    3: A A2 0 W B B2 1 W C C2 2 W;
    4: A A2 0 W B B2 1 W C C2 2 W D D2 3 W;
    5: A A2 0 W B B2 1 W C C2 2 W D D2 3 W E E2 4 W;
    6: A A2 0 W B B2 1 W C C2 2 W D D2 3 W E E2 4 W F F2 5 W;
    7: A A2 0 W B B2 1 W C C2 2 W D D2 3 W E E2 4 W F F2 5 W G G2 6 W;
    8: A A2 0 W B B2 1 W C C2 2 W D D2 3 W E E2 4 W F F2 5 W G G2 6 W H H2 7 W;
    9: A A2 0 W B B2 1 W C C2 2 W D D2 3 W E E2 4 W F F2 5 W G G2 6 W H H2 7 W I I2 8 W;
    10: A A2 0 W B B2 1 W C C2 2 W D D2 3 W E E2 4 W F F2 5 W G G2 6 W H H2 7 W I I2 8 W J J2 9 W;
    11: A A2 0 W B B2 1 W C C2 2 W D D2 3 W E E2 4 W F F2 5 W G G2 6 W H H2 7 W I I2 8 W J J2 9 W K K2 10 W;
    12: A A2 0 W B B2 1 W C C2 2 W D D2 3 W E E2 4 W F F2 5 W G G2 6 W H H2 7 W I I2 8 W J J2 9 W K K2 10 W L L2 11 W;
    13: A A2 0 W B B2 1 W C C2 2 W D D2 3 W E E2 4 W F F2 5 W G G2 6 W H H2 7 W I I2 8 W J J2 9 W K K2 10 W L L2 11 W
        M M2 12 W;
    14: A A2 0 W B B2 1 W C C2 2 W D D2 3 W E E2 4 W F F2 5 W G G2 6 W H H2 7 W I I2 8 W J J2 9 W K K2 10 W L L2 11 W
        M M2 12 W N N2 13 W;
    15: A A2 0 W B B2 1 W C C2 2 W D D2 3 W E E2 4 W F F2 5 W G G2 6 W H H2 7 W I I2 8 W J J2 9 W K K2 10 W L L2 11 W
        M M2 12 W N N2 13 W O O2 14 W;
    16: A A2 0 W B B2 1 W C C2 2 W D D2 3 W E E2 4 W F F2 5 W G G2 6 W H H2 7 W I I2 8 W J J2 9 W K K2 10 W L L2 11 W
        M M2 12 W N N2 13 W O O2 14 W P P2 15 W;
}

/// An array that is too long for a tuple: the length is checked here, and a list of another traps.
impl<Via, W, T: Lift<W, Via>, const N: usize> Lift<Vec<W>, Via> for [T; N] {
    fn lift(it: Vec<W>) -> Self {
        let len = it.len();
        let list = T::lift_list(it);
        let array = list.try_into();
        array.unwrap_or_else(|_| panic!("an array of {N} elements was given {len}"))
    }
}

impl<Via, W, T: Lower<W, Via>, const N: usize> Lower<Vec<W>, Via> for [T; N] {
    fn lower(self) -> Vec<W> {
        T::lower_list(self.into())
    }
}

/// The value of an exported resource, while others have its handle.
pub struct Kept<T>(RefCell<T>);

impl<T> Kept<T> {
    /// Keeps a value.
    pub fn new(value: T) -> Self {
        Kept(RefCell::new(value))
    }

    /// For a method that takes `&self`.
    ///
    /// # Panics
    /// A method that takes `&mut self` is at work.
    #[track_caller]
    pub fn borrow(&self) -> Ref<'_, T> {
        let borrow = self.0.try_borrow();
        borrow.unwrap_or_else(|_| panic!("{BUSY}"))
    }

    /// For a method that takes `&mut self`.
    ///
    /// # Panics
    /// Another method is at work.
    #[track_caller]
    pub fn borrow_mut(&self) -> RefMut<'_, T> {
        let borrow = self.0.try_borrow_mut();
        borrow.unwrap_or_else(|_| panic!("{BUSY}"))
    }

    /// Gives the value back to the module.
    pub fn take(self) -> T {
        self.0.into_inner()
    }
}

const BUSY: &str = "a resource was used while a method that changes it is at work";

/// As [`Kept`], of a linear value: a handle that is dropped before a consuming method was called is a panic.
pub struct KeptLinear<T: Linear>(RefCell<LinOpt<T>>);

impl<T: Linear> KeptLinear<T> {
    /// Keeps a value.
    #[track_caller]
    pub fn new(value: T) -> Self {
        KeptLinear(RefCell::new(value.into()))
    }

    /// As [`Kept::borrow`].
    ///
    /// # Panics
    /// As there.
    #[track_caller]
    pub fn borrow(&self) -> Ref<'_, T> {
        let borrow = self.0.try_borrow();
        let borrow = borrow.unwrap_or_else(|_| panic!("{BUSY}"));
        Ref::map(borrow, |it| it.as_ref().expect(FULL))
    }

    /// As [`Kept::borrow_mut`].
    ///
    /// # Panics
    /// As there.
    #[track_caller]
    pub fn borrow_mut(&self) -> RefMut<'_, T> {
        let borrow = self.0.try_borrow_mut();
        let borrow = borrow.unwrap_or_else(|_| panic!("{BUSY}"));
        RefMut::map(borrow, |it| it.as_mut().expect(FULL))
    }

    /// Gives the value back to the module.
    pub fn take(self) -> T {
        self.0.into_inner().into_inner().expect(FULL)
    }
}

const FULL: &str = "a kept value is there until it is taken";
