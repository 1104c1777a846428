//! [`Js`]: objects of JavaScript's behind an [`ExternRef`].

use wasm_bindgen::convert::{FromWasmAbi, IntoWasmAbi, OptionFromWasmAbi, OptionIntoWasmAbi};
use wasm_bindgen::describe::WasmDescribe;
use wasm_bindgen::{JsCast, UnwrapThrowExt};

use crate::reference::{Ancestor, Any, Local, Upcast};
use crate::{ExternRef, HandleError, Object};

/// An object of JavaScript's, of a type that wasm-bindgen knows: `ExternRef<Js<web_sys::Element>>`.
///
/// Such a reference is made from one of wasm-bindgen's, and gives it back. It crosses in exported and imported functions as the
/// type itself does, and is an [`ExternRef`] like others: it can be kept as an [`externref`](crate::externref) among references of
/// all kinds, and cast back.
///
/// ```text
/// #[wasm::export]
/// pub fn widest(elements: Vec<web_sys::Element>) -> Option<ExternRef<Js<web_sys::Element>>> {
///     elements.into_iter().max_by_key(|element| element.client_width()).map(ExternRef::from)
/// }
/// ```
#[derive(Debug)]
pub struct Js<T>(T);

impl<T: 'static> Object for Js<T> {
    type Super = Any;
    type Threads = Local;

    fn super_ref(&self) -> Option<&Any> {
        Some(Any::root())
    }
}

impl<T: 'static> Upcast<Js<T>> for Js<T> {
    const WAY: Ancestor<Js<T>, Js<T>> = Ancestor::same();
}

impl<T: 'static> Upcast<Any> for Js<T> {
    const WAY: Ancestor<Js<T>, Any> = Ancestor::through_super();
}

impl<T: JsCast + 'static> From<T> for ExternRef<Js<T>> {
    fn from(object: T) -> Self {
        ExternRef::new(Js(object))
    }
}

impl<T: JsCast + 'static> ExternRef<Js<T>> {
    /// The object, as wasm-bindgen has it.
    ///
    /// # Errors
    /// See [`ExternRef::get`].
    pub fn to_js(&self) -> Result<T, HandleError> {
        let object = self.get()?;
        let value: &wasm_bindgen::JsValue = object.0.as_ref();
        // It was a `T`, and its clone is one.
        Ok(value.clone().unchecked_into())
    }
}

impl<T: WasmDescribe> WasmDescribe for ExternRef<Js<T>> {
    fn describe() {
        T::describe();
    }
}

impl<T: JsCast + 'static + FromWasmAbi> FromWasmAbi for ExternRef<Js<T>> {
    type Abi = T::Abi;

    unsafe fn from_abi(abi: T::Abi) -> Self {
        // SAFETY: the caller's promise is the same.
        ExternRef::from(unsafe { T::from_abi(abi) })
    }
}

impl<T: JsCast + 'static + OptionFromWasmAbi> OptionFromWasmAbi for ExternRef<Js<T>> {
    fn is_none(abi: &T::Abi) -> bool {
        T::is_none(abi)
    }
}

impl<T: JsCast + 'static + IntoWasmAbi> IntoWasmAbi for ExternRef<Js<T>> {
    type Abi = T::Abi;

    fn into_abi(self) -> T::Abi {
        // Its own object need not be cloned, which takes a slot of wasm-bindgen's table and gives one back.
        let object = self.into_value().map(|Js(object)| object);
        let object = object.or_else(|shared| shared.to_js());
        object
            .expect_throw("a reference that is given to JavaScript has been closed")
            .into_abi()
    }
}

impl<T: JsCast + 'static + OptionIntoWasmAbi> OptionIntoWasmAbi for ExternRef<Js<T>> {
    fn none() -> T::Abi {
        T::none()
    }
}
