//! What `#[wasm::export]` and `#[wasm::import]` call where the host is JavaScript. The words of `wasm::section::js`.

pub use crate::section::js::{Field, record, record_size};
pub use alloc::string::String;

use alloc::string::ToString;
use alloc::vec::Vec;
use core::error::Error;
use core::fmt::Display;
use core::mem::ManuallyDrop;
use core::ops::Deref;

use crate::Pod;
use crate::memory::{View, ViewMut};

/// Plain data that JavaScript has a name for: numbers, and structs with `#[derive(wasm::Pod)]` that are not generic.
/// The name is all that this trait is for: what makes views and lists asks for [`Pod`] itself, and a struct that cannot be it is told so
/// once.
#[diagnostic::on_unimplemented(
    message = "JavaScript has no arrays of `{Self}`",
    label = "no number, and no struct with `#[derive(wasm::Pod)]`",
    note = "elements are `i8` … `u64`, `f32`, `f64`, or a struct that derives `wasm::Pod` and has no type parameters"
)]
pub trait Element {
    /// Of the type, in the section.
    const NAME: &'static str;
}

macro_rules! elements {
    ($($ty:ident)*) => {$(
        impl Element for $ty {
            const NAME: &'static str = stringify!($ty);
        }
    )*};
}
elements!(i8 u8 i16 u16 i32 u32 i64 u64 isize usize f32 f64);

/// What a field's element is called. `Probe::<T>::NAME` is the constant of this impl where `T` is an [`Element`], and else that of
/// [`Unknown`], which is in scope where the macro asks.
#[derive(Debug)]
pub struct Probe<T>(core::marker::PhantomData<T>);

impl<T: Element> Probe<T> {
    /// See [`Element::NAME`].
    pub const NAME: &'static str = T::NAME;
}

/// What has no name in JavaScript.
pub trait Unknown {
    /// No name.
    const NAME: &'static str = "";
}

impl<T> Unknown for Probe<T> {}

/// A borrowed text of the caller's.
///
/// # Safety
/// There is UTF-8 in the range, which nobody writes to for `'a`.
pub unsafe fn text<'a>(address: usize, len: usize) -> &'a str {
    // SAFETY: the caller's promise.
    unsafe { core::str::from_utf8_unchecked(slice(address, len)) }
}

/// Borrowed elements of the caller's.
///
/// # Safety
/// The range is allocated and aligned, and nobody writes to it for `'a`.
pub unsafe fn slice<'a, T: Pod>(address: usize, len: usize) -> &'a [T] {
    if len == 0 {
        return &[];
    }
    // SAFETY: the caller's promise; every bit pattern is a `T`.
    unsafe { core::slice::from_raw_parts(core::ptr::with_exposed_provenance(address), len) }
}

/// Borrowed elements of the caller's, which may be changed.
///
/// # Safety
/// The range is allocated and aligned, and nobody else uses it for `'a`.
pub unsafe fn slice_mut<'a, T: Pod>(address: usize, len: usize) -> &'a mut [T] {
    if len == 0 {
        return &mut [];
    }
    // SAFETY: the caller's promise; every bit pattern is a `T`.
    unsafe { core::slice::from_raw_parts_mut(core::ptr::with_exposed_provenance_mut(address), len) }
}

/// Elements that the caller gives away.
///
/// # Safety
/// If there is room for any, the range is an allocation of [`alloc`] of `capacity` elements, the first `len` of them written.
pub unsafe fn vec<T: Pod>(address: usize, len: usize, capacity: usize) -> Vec<T> {
    if capacity == 0 {
        return Vec::new();
    }
    let start = core::ptr::with_exposed_provenance_mut(address);
    // SAFETY: the caller's promise; every bit pattern is a `T`.
    unsafe { Vec::from_raw_parts(start, len, capacity) }
}

/// A text that the caller gives away.
///
/// # Safety
/// See [`vec`]; and it is UTF-8.
pub unsafe fn string(address: usize, len: usize, capacity: usize) -> String {
    // SAFETY: the caller's promise.
    unsafe { String::from_utf8_unchecked(vec(address, len, capacity)) }
}

/// An array of the caller's.
///
/// # Safety
/// See [`slice`], of `N` elements.
pub unsafe fn array<T: Pod, const N: usize>(address: usize) -> [T; N] {
    // SAFETY: the caller's promise.
    let elements = unsafe { slice(address, N) };
    core::array::from_fn(|i| elements[i])
}

/// JavaScript's text of one character, which may be half of one.
pub fn character(number: u32) -> char {
    char::from_u32(number).unwrap_or(char::REPLACEMENT_CHARACTER)
}

/// Where a result is written that is more than a number: slots of eight bytes.
#[derive(Debug)]
pub struct Slots(*mut u64);

impl Slots {
    /// More than the longest result needs.
    pub const COUNT: usize = 8;

    /// The slots from `start` on.
    ///
    /// # Safety
    /// There are [`COUNT`](Self::COUNT) of them, which nobody else uses while this exists.
    pub unsafe fn new(start: *mut u64) -> Self {
        Slots(start)
    }

    fn put(&mut self, bits: u64) {
        // SAFETY: `new`'s promise; the longest result, a `Result` of an `Option` of a text, has five.
        unsafe {
            self.0.write(bits);
            self.0 = self.0.add(1);
        }
    }

    fn take(&mut self) -> u64 {
        // SAFETY: as in `put`.
        unsafe {
            let bits = self.0.read();
            self.0 = self.0.add(1);
            bits
        }
    }
}

/// A value on its way to JavaScript.
pub trait Lower {
    /// Writes it.
    fn lower(self, slots: &mut Slots);
}

/// A value on its way from JavaScript.
pub trait Lift {
    /// Reads it.
    ///
    /// # Safety
    /// The slots hold what JavaScript's side has written for this very type.
    unsafe fn lift(slots: &mut Slots) -> Self;
}

macro_rules! numbers {
    ($($ty:ty, $this:ident => $to:expr, $bits:ident => $from:expr;)*) => {$(
        impl Lower for $ty {
            fn lower(self, slots: &mut Slots) {
                let $this = self;
                slots.put($to)
            }
        }
        impl Lift for $ty {
            unsafe fn lift(slots: &mut Slots) -> Self {
                let $bits = slots.take();
                $from
            }
        }
    )*};
}
numbers! {
    bool, this => this.into(), bits => bits as u32 != 0;
    char, this => this.into(), bits => character(bits as u32);
    i8, this => this as u64, bits => bits as i8;
    u8, this => this.into(), bits => bits as u8;
    i16, this => this as u64, bits => bits as i16;
    u16, this => this.into(), bits => bits as u16;
    i32, this => this as u64, bits => bits as i32;
    u32, this => this.into(), bits => bits as u32;
    i64, this => this as u64, bits => bits as i64;
    u64, this => this, bits => bits;
    isize, this => this as u64, bits => bits as isize;
    usize, this => this as u64, bits => bits as usize;
    f32, this => this.to_bits().into(), bits => f32::from_bits(bits as u32);
    f64, this => this.to_bits(), bits => f64::from_bits(bits);
}

impl Lower for () {
    fn lower(self, _: &mut Slots) {}
}

impl Lift for () {
    unsafe fn lift(_: &mut Slots) {}
}

fn borrowed<T>(elements: &[T], slots: &mut Slots) {
    slots.put(elements.as_ptr().expose_provenance() as u64);
    slots.put(elements.len() as u64);
}

impl Lower for &str {
    fn lower(self, slots: &mut Slots) {
        borrowed(self.as_bytes(), slots);
    }
}

impl<T: Pod> Lower for &[T] {
    fn lower(self, slots: &mut Slots) {
        borrowed(self, slots);
    }
}

impl<T: Pod> Lower for View<'_, T> {
    fn lower(self, slots: &mut Slots) {
        borrowed(&self, slots);
    }
}

impl<T: Pod> Lower for ViewMut<'_, T> {
    fn lower(self, slots: &mut Slots) {
        borrowed(&self, slots);
    }
}

impl<T: Pod> Lower for Vec<T> {
    fn lower(self, slots: &mut Slots) {
        let this = ManuallyDrop::new(self);
        borrowed(&this, slots);
        slots.put(this.capacity() as u64);
    }
}

impl<T: Pod> Lift for Vec<T> {
    unsafe fn lift(slots: &mut Slots) -> Self {
        let [address, len, capacity] = [slots.take(), slots.take(), slots.take()];
        // SAFETY: the caller's promise.
        unsafe { vec(address as usize, len as usize, capacity as usize) }
    }
}

impl<T: Pod, const N: usize> Lower for [T; N] {
    fn lower(self, slots: &mut Slots) {
        Vec::from(self).lower(slots);
    }
}

impl<T: Pod, const N: usize> Lift for [T; N] {
    unsafe fn lift(slots: &mut Slots) -> Self {
        // SAFETY: the caller's promise.
        let elements = unsafe { Vec::<T>::lift(slots) };
        core::array::from_fn(|i| elements[i])
    }
}

impl Lower for String {
    fn lower(self, slots: &mut Slots) {
        self.into_bytes().lower(slots);
    }
}

impl Lift for String {
    unsafe fn lift(slots: &mut Slots) -> Self {
        // SAFETY: the caller's promise: JavaScript encodes texts as UTF-8.
        unsafe { String::from_utf8_unchecked(Vec::lift(slots)) }
    }
}

impl<T: Lower> Lower for Option<T> {
    fn lower(self, slots: &mut Slots) {
        slots.put(self.is_some().into());
        if let Some(value) = self {
            value.lower(slots);
        }
    }
}

impl<T: Lift> Lift for Option<T> {
    unsafe fn lift(slots: &mut Slots) -> Self {
        // SAFETY: the caller's promise.
        (slots.take() as u32 != 0).then(|| unsafe { T::lift(slots) })
    }
}

impl<T: Lower> Lower for Result<T, String> {
    fn lower(self, slots: &mut Slots) {
        slots.put(self.is_err().into());
        match self {
            Ok(value) => value.lower(slots),
            Err(messages) => messages.lower(slots),
        }
    }
}

impl<T: Lift, E: From<crate::js::Error>> Lift for Result<T, E> {
    unsafe fn lift(slots: &mut Slots) -> Self {
        if slots.take() as u32 == 0 {
            // SAFETY: the caller's promise.
            return Ok(unsafe { T::lift(slots) });
        }
        // SAFETY: the caller's promise.
        let messages = unsafe { String::lift(slots) };
        Err(crate::js::Error::from_chain(&messages).into())
    }
}

/// An error on its way to JavaScript. `(&&&&Thrown(error)).chain()` is its message and those of its sources: the first of the traits
/// below that `error` allows gives it, since rustc looks for a method with the fewest references first.
#[derive(Debug)]
pub struct Thrown<E>(pub E);

/// Where the error is one.
pub trait ErrorChain {
    /// The messages, NUL between them.
    fn chain(&self) -> String;
}

/// Where it is a box of one, as `anyhow::Error` is.
pub trait SendChain {
    /// The messages, NUL between them.
    fn chain(&self) -> String;
}

/// Where it is a box of one that stays on its thread.
pub trait BoxChain {
    /// The messages, NUL between them.
    fn chain(&self) -> String;
}

/// Where it can be shown.
pub trait DisplayChain {
    /// The message.
    fn chain(&self) -> String;
}

impl<E: Error> ErrorChain for &&&Thrown<E> {
    fn chain(&self) -> String {
        messages(&self.0)
    }
}

impl<E: Deref<Target = dyn Error + Send + Sync>> SendChain for &&Thrown<E> {
    fn chain(&self) -> String {
        messages(&*self.0)
    }
}

impl<E: Deref<Target = dyn Error>> BoxChain for &Thrown<E> {
    fn chain(&self) -> String {
        messages(&*self.0)
    }
}

impl<E: Display> DisplayChain for Thrown<E> {
    fn chain(&self) -> String {
        self.0.to_string().replace('\0', "\u{fffd}")
    }
}

fn messages(error: &dyn Error) -> String {
    let mut text = String::new();
    let mut next = Some(error);
    while let Some(error) = next {
        if !text.is_empty() {
            text.push('\0');
        }
        text.push_str(&error.to_string().replace('\0', "\u{fffd}"));
        next = error.source();
    }
    text
}

/// What JavaScript asks for memory with.
#[cfg(all(
    target_family = "wasm",
    not(any(wasm_host = "wasi", wasm_host = "component", wasm_host = "standalone")),
    not(target_os = "wasi")
))]
mod heap {
    use alloc::alloc::{Layout, alloc, dealloc};

    /// Bytes that nobody else has, or 0. `size` is not 0.
    #[unsafe(export_name = "js:alloc")]
    extern "C" fn js_alloc(size: usize, align: usize) -> usize {
        match Layout::from_size_align(size, align) {
            // SAFETY: JavaScript's side asks for no empty range.
            Ok(layout) => unsafe { alloc(layout) }.expose_provenance(),
            Err(_) => 0,
        }
    }

    /// Gives bytes back that `js:alloc`, or a `Vec` or `String` of this module, has had.
    ///
    /// # Safety
    /// They were had with this size and alignment, and nobody uses them.
    #[unsafe(export_name = "js:free")]
    unsafe extern "C" fn js_free(address: usize, size: usize, align: usize) {
        // SAFETY: the caller's promise.
        unsafe {
            let layout = Layout::from_size_align_unchecked(size, align);
            dealloc(core::ptr::with_exposed_provenance_mut(address), layout);
        }
    }
}
