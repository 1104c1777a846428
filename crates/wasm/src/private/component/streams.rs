//! Streams and futures of a module's own types, over the canonical functions that wit-bindgen imports for its own.
//!
//! wit-bindgen's ends work by a table of functions for the type of their values. A table for the module's type is made from
//! that for wit-bindgen's: the same functions, with the conversion behind lifting and before lowering. So values are converted
//! one by one, into and out of the memory that the host reads and writes, and numbers not at all.

use wit_bindgen::rt::async_support::{FutureVtable, StreamVtable, future_new, stream_new};
use wit_bindgen::{FutureReader as RawFuture, StreamReader as RawStream};

use super::{Lift, Lower};
use crate::component::{FutureReader, StreamReader};

/// Bindings in which there are streams of `W`.
///
/// # Safety
/// The table is wit-bindgen's for `W`.
pub unsafe trait Streams<W: 'static>: 'static {
    /// What is done with such streams.
    const TABLE: &'static StreamVtable<W>;
}

/// Bindings in which there are futures of `W`.
///
/// # Safety
/// The table is wit-bindgen's for `W`.
pub unsafe trait Futures<W: 'static>: 'static {
    /// What is done with such futures.
    const TABLE: &'static FutureVtable<W>;
}

/// Where the tables for a module's type `T` are.
struct Tables<Via, T, W>(core::marker::PhantomData<(Via, T, W)>);

impl<Via, T, W> Tables<Via, T, W>
where
    Via: Streams<W>,
    T: Lift<W, Via> + Lower<W, Via> + 'static,
    W: 'static,
{
    const STREAM: &'static StreamVtable<T> = {
        let table = Via::TABLE;
        let as_it_is = T::SAME && table.lift.is_none() && table.lower.is_none();
        &StreamVtable {
            layout: table.layout,
            lower: if as_it_is { None } else { Some(Self::lower) },
            dealloc_lists: table.dealloc_lists,
            lift: if as_it_is { None } else { Some(Self::lift) },
            start_write: table.start_write,
            start_read: table.start_read,
            cancel_write: table.cancel_write,
            cancel_read: table.cancel_read,
            drop_writable: table.drop_writable,
            drop_readable: table.drop_readable,
            new: table.new,
        }
    };

    /// # Safety
    /// `at` is a value of `W` in its canonical form, which is taken out.
    unsafe fn lift(at: *mut u8) -> T {
        T::lift(match Via::TABLE.lift {
            // SAFETY: as promised.
            Some(lift) => unsafe { lift(at) },
            // SAFETY: as promised; without a function Rust's form is the canonical one.
            None => unsafe { at.cast::<W>().read() },
        })
    }

    /// # Safety
    /// `at` has room for a value of `W` in its canonical form.
    unsafe fn lower(value: T, at: *mut u8) {
        let value = value.lower();
        match Via::TABLE.lower {
            // SAFETY: as promised.
            Some(lower) => unsafe { lower(value, at) },
            // SAFETY: as promised; without a function Rust's form is the canonical one.
            None => unsafe { at.cast::<W>().write(value) },
        }
    }
}

impl<Via, T, W> Lift<RawStream<W>, Via> for StreamReader<T>
where
    Via: Streams<W>,
    T: Lift<W, Via> + Lower<W, Via> + 'static,
    W: 'static,
{
    fn lift(it: RawStream<W>) -> Self {
        StreamReader::there(RawStream::new(
            it.take_handle(),
            Tables::<Via, T, W>::STREAM,
        ))
    }
}

impl<Via, T, W> Lower<RawStream<W>, Via> for StreamReader<T>
where
    Via: Streams<W>,
    T: Lift<W, Via> + Lower<W, Via> + 'static,
    W: 'static,
{
    fn lower(self) -> RawStream<W> {
        // SAFETY: the table is made from wit-bindgen's, by the same rules.
        let it = self.into_there(|| unsafe { stream_new(Tables::<Via, T, W>::STREAM) });
        RawStream::new(it.take_handle(), Via::TABLE)
    }
}

/// As [`Tables`], of futures: they have all functions, since there is one value to convert.
struct FutureTables<Via, T, W>(core::marker::PhantomData<(Via, T, W)>);

impl<Via, T, W> FutureTables<Via, T, W>
where
    Via: Futures<W>,
    T: Lift<W, Via> + Lower<W, Via> + 'static,
    W: 'static,
{
    const FUTURE: &'static FutureVtable<T> = {
        let table = Via::TABLE;
        &FutureVtable {
            layout: table.layout,
            lower: Self::lower,
            dealloc_lists: table.dealloc_lists,
            lift: Self::lift,
            start_write: table.start_write,
            start_read: table.start_read,
            cancel_write: table.cancel_write,
            cancel_read: table.cancel_read,
            drop_writable: table.drop_writable,
            drop_readable: table.drop_readable,
            new: table.new,
        }
    };

    /// # Safety
    /// `at` is a value of `W` in its canonical form, which is taken out.
    unsafe fn lift(at: *mut u8) -> T {
        // SAFETY: as promised.
        T::lift(unsafe { (Via::TABLE.lift)(at) })
    }

    /// # Safety
    /// `at` has room for a value of `W` in its canonical form.
    unsafe fn lower(value: T, at: *mut u8) {
        // SAFETY: as promised.
        unsafe { (Via::TABLE.lower)(value.lower(), at) }
    }
}

impl<Via, T, W> Lift<RawFuture<W>, Via> for FutureReader<T>
where
    Via: Futures<W>,
    T: Lift<W, Via> + Lower<W, Via> + 'static,
    W: 'static,
{
    fn lift(it: RawFuture<W>) -> Self {
        let table = FutureTables::<Via, T, W>::FUTURE;
        // SAFETY: the handle is that of a future of such values.
        FutureReader::there(unsafe { RawFuture::new(it.take_handle(), table) })
    }
}

impl<Via, T, W> Lower<RawFuture<W>, Via> for FutureReader<T>
where
    Via: Futures<W>,
    T: Lift<W, Via> + Lower<W, Via> + 'static,
    W: 'static,
{
    fn lower(self) -> RawFuture<W> {
        let table = FutureTables::<Via, T, W>::FUTURE;
        // SAFETY: the table is made from wit-bindgen's, by the same rules.
        let it = self.into_there(|default| unsafe { future_new(default, table) });
        // SAFETY: the handle is that of a future of such values.
        unsafe { RawFuture::new(it.take_handle(), Via::TABLE) }
    }
}
