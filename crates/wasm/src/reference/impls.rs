//! The types of core and alloc that references can stand for: all extend [`Any`] alone.

use crate::reference::{Ancestor, Any, Auto, Object, Upcast};
use alloc::borrow::Cow;
use alloc::boxed::Box;
use alloc::collections::{BTreeMap, BTreeSet, VecDeque};
use alloc::rc::Rc;
use alloc::string::String;
use alloc::sync::Arc;
use alloc::vec::Vec;
use core::cell::{Cell, OnceCell, RefCell};

macro_rules! object {
    ($([$($parameters:tt)*] $type:ty,)*) => {$(
        impl<$($parameters)*> Object for $type {
            type Super = Any;
            type Threads = Auto;

            fn super_ref(&self) -> Option<&Any> {
                Some(Any::root())
            }
        }

        impl<$($parameters)*> Upcast<$type> for $type {
            const WAY: Ancestor<Self, Self> = Ancestor::same();
        }

        impl<$($parameters)*> Upcast<Any> for $type {
            const WAY: Ancestor<Self, Any> = Ancestor::through_super();
        }
    )*};
}

object! {
    [] (), [] bool, [] char,
    [] i8, [] i16, [] i32, [] i64, [] i128, [] isize,
    [] u8, [] u16, [] u32, [] u64, [] u128, [] usize,
    [] f32, [] f64,
    [] String, [] &'static str, [] Cow<'static, str>,
    [T: ?Sized + 'static] Box<T>,
    [T: ?Sized + 'static] Rc<T>,
    [T: ?Sized + 'static] Arc<T>,
    [T: 'static] Option<T>,
    [T: 'static, E: 'static] Result<T, E>,
    [T: 'static] Cell<T>,
    [T: 'static] RefCell<T>,
    [T: 'static] OnceCell<T>,
    [T: 'static] Vec<T>,
    [T: 'static] VecDeque<T>,
    [T: 'static] BTreeSet<T>,
    [K: 'static, V: 'static] BTreeMap<K, V>,
    [T: 'static, const N: usize] [T; N],
    [A: 'static] (A,),
    [A: 'static, B: 'static] (A, B),
    [A: 'static, B: 'static, C: 'static] (A, B, C),
    [A: 'static, B: 'static, C: 'static, D: 'static] (A, B, C, D),
}

#[cfg(feature = "std")]
object! {
    [T: 'static] std::sync::Mutex<T>,
    [T: 'static] std::sync::RwLock<T>,
    [K: 'static, V: 'static, S: 'static] std::collections::HashMap<K, V, S>,
    [T: 'static, S: 'static] std::collections::HashSet<T, S>,
}
