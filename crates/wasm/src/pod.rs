//! Plain data: types whose every bit pattern is a value and whose every byte is initialised, so that the host may read
//! and write them in place.

/// Plain data that the host may read and write in place: no padding, no pointers, every bit pattern a value.
///
/// Every [`bytemuck::Pod`] type is one, so the ecosystem's types qualify: integers, floats, arrays of them, vectors of
/// `wide`, colours, matrices. Your own become one by [`#[derive(wasm::Pod)]`](derive@crate::Pod).
///
/// ```
/// #[derive(Clone, Copy, wasm::Pod)]
/// #[repr(C)]
/// struct Pixel {
///     rgb: [u8; 3],
///     alpha: u8,
/// }
///
/// let bytes = [255u8, 0, 0, 128];
/// let pixel: Pixel = wasm::bytemuck::cast(bytes);
/// assert_eq!((pixel.rgb, pixel.alpha), ([255, 0, 0], 128));
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not plain data",
    label = "not plain data: the host must not read and write it in place",
    note = "a struct of yours becomes plain data by `#[derive(Clone, Copy, wasm::Pod)]` and `#[repr(C)]` above it",
    note = "in place of `bool` write `u8`, of `char` `u32`, of an enum its number, of a pointer an index, of a `Vec` an array"
)]
pub trait Pod: bytemuck::Pod {}

#[diagnostic::do_not_recommend]
impl<T: bytemuck::Pod> Pod for T {}
