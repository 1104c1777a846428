//! Regions: static memory with a declared intent, which its accessors and the module's loader hold it to.

use core::cell::UnsafeCell;
use core::fmt;
use core::marker::PhantomData;
use core::mem::MaybeUninit;
use core::sync::atomic::{AtomicUsize, Ordering};

use crate::__private::region::Turns;
use crate::Pod;
use crate::memory::guard::{Reader, ScratchGuard, Writer};
use crate::memory::{View, align};
use crate::section::regions::Intent;
use crate::shared::{AtomicInt, AtomicSlice};

mod sealed {
    /// What a region of an intent keeps beside its data.
    pub trait State {
        type State: Send + Sync;
        /// Nobody uses the region.
        const START: Self::State;
    }

    /// See [`super::RegionData`].
    pub trait Array {}
}

/// What a region is for, as a type: [`ReadOnly`], [`Shared`], [`Streaming`] or [`Scratch`].
pub trait RegionIntent: sealed::State {
    /// The same as a value, as it is recorded.
    const INTENT: Intent;
}

macro_rules! intents {
    ($($(#[$doc:meta])* $name:ident { $state:ty = $start:expr })*) => {
        $(
            $(#[$doc])*
            #[derive(Debug)]
            pub enum $name {}

            impl sealed::State for $name {
                type State = $state;
                #[allow(clippy::declare_interior_mutable_const)] // The start of a static, not the static.
                const START: Self::State = $start;
            }

            impl RegionIntent for $name {
                const INTENT: Intent = Intent::$name;
            }
        )*
    };
}

intents! {
    /// Intent `read-only`: a table that nobody writes. [`Region::as_view`].
    ReadOnly { () = () }
    /// Intent `shared`: integers that all threads use by atomic operations. [`Region::atomic`].
    Shared { () = () }
    /// Intent `streaming`: one writer fills it and hands it to readers, in turns. [`Region::try_write`], [`Region::try_read`].
    Streaming { (Turns, AtomicUsize) = (Turns::new(), AtomicUsize::new(0)) }
    /// Intent `scratch`: working space that one at a time borrows. [`Region::try_borrow`].
    Scratch { Turns = Turns::new() }
}

/// What a region may hold: an array `[T; N]` of plain data.
#[diagnostic::on_unimplemented(
    message = "a region cannot hold `{Self}`",
    label = "not an array of plain data",
    note = "a region is an array of plain data, `[T; N]`; for one value of a `Pod` type write `[{Self}; 1]`"
)]
pub trait RegionData: Pod + Send + Sync + sealed::Array {}

impl<E: Pod + Send + Sync, const N: usize> sealed::Array for [E; N] {}

#[diagnostic::do_not_recommend]
impl<E: Pod + Send + Sync, const N: usize> RegionData for [E; N] {}

/// Static memory with a declared intent: `#[wasm::region(intent = "…")]` on a static makes one.
///
/// | intent | declared | used by |
/// |---|---|---|
/// | `read-only` | with a value | [`Region::as_view`] |
/// | `shared` | with or without a value | [`Region::atomic`] |
/// | `streaming` | without | [`Region::try_write`], [`Writer::publish`], [`Region::try_read`] |
/// | `scratch` | without | [`Region::try_borrow`] |
///
/// The attribute also takes `align = 64`, in bytes, and `size = 4096`, also in bytes, which is compared with the type's. The
/// region's name, size, alignment and intent are recorded in the custom section `wasmrust.regions`, which
/// [`section::regions`](crate::section::regions) reads and validates. What a region has no value for is zero.
///
/// ```
/// use wasm::memory::View;
///
/// #[wasm::region(intent = "scratch", align = 64)]
/// static FRAME: [f32; 1024];
///
/// #[wasm::region(intent = "read-only")]
/// static KERNEL: [f32; 3] = [0.25, 0.5, 0.25];
///
/// let mut frame = FRAME.try_borrow()?;
/// assert!(FRAME.try_borrow().is_err());
/// frame[1] = KERNEL.as_view()[1] * 2.0;
/// assert_eq!(frame[..2], [0.0, 1.0]);
/// # Ok::<(), wasm::memory::RegionBusy>(())
/// ```
#[repr(C)] // The data is at the region's address, with its alignment.
pub struct Region<T: RegionData, I: RegionIntent, A = align::Natural> {
    align: [A; 0],
    data: UnsafeCell<T>,
    state: I::State,
    intent: PhantomData<fn() -> (I, A)>,
}

// SAFETY: the data is reached by shared reads alone (`ReadOnly`: nothing else is implemented), by atomic operations alone
// (`Shared`), or by guards that `Turns` gives to one writer or to readers, with a happens-before between turns
// (`Streaming`, `Scratch`). `RegionData` is `Send + Sync`, and so is the state.
unsafe impl<T: RegionData, I: RegionIntent, A> Sync for Region<T, I, A> {}

impl<T: RegionData, I: RegionIntent, A> Region<T, I, A> {
    /// A region with a value, for the attribute to use: what is made by hand is not recorded.
    #[doc(hidden)]
    pub const fn new(value: T) -> Self {
        Region {
            align: [],
            data: UnsafeCell::new(value),
            state: I::START,
            intent: PhantomData,
        }
    }

    /// A region of zeros, for the attribute to use: what is made by hand is not recorded.
    #[doc(hidden)]
    pub const fn zeroed() -> Self {
        // SAFETY: `Pod` includes `Zeroable`: zeros are a value.
        Region::new(unsafe { MaybeUninit::zeroed().assume_init() })
    }

    /// Of the data, in bytes.
    #[doc(hidden)]
    pub const SIZE: usize = size_of::<T>();

    /// Of the data, in bytes.
    #[doc(hidden)]
    pub const ALIGN: usize = if align_of::<A>() > align_of::<T>() {
        align_of::<A>()
    } else {
        align_of::<T>()
    };
}

impl<E: Pod + Send + Sync, const N: usize, A> Region<[E; N], ReadOnly, A> {
    /// The data.
    pub const fn as_view(&self) -> View<'_, E> {
        // SAFETY: a read-only region has no accessor that writes.
        View::new(unsafe { &*self.data.get() })
    }
}

impl<E: Pod + Send + Sync, const N: usize, A> Region<[E; N], Shared, A> {
    /// The data, for atomic operations.
    ///
    /// ```
    /// use std::sync::atomic::Ordering::Relaxed;
    ///
    /// #[wasm::region(intent = "shared")]
    /// static BINS: [u32; 256];
    ///
    /// BINS.atomic().fetch_add(7, 1, Relaxed);
    /// assert_eq!(BINS.atomic().load(7, Relaxed), 1);
    /// ```
    pub const fn atomic(&self) -> AtomicSlice<'_, E>
    where
        E: AtomicInt,
    {
        // SAFETY: the cell lets its data be written behind `&self`, lives as long, and a shared region has no accessor
        // but this one.
        unsafe { AtomicSlice::over(self.data.get().cast(), N) }
    }
}

impl<E: Pod + Send + Sync, const N: usize, A> Region<[E; N], Streaming, A> {
    /// Begins the writer's turn. What was published before is gone, whether or not the writer publishes.
    ///
    /// # Errors
    /// Another writes or reads.
    ///
    /// ```
    /// #[wasm::region(intent = "streaming")]
    /// static PACKETS: [u8; 1500];
    ///
    /// let mut writer = PACKETS.try_write()?;
    /// writer[..3].copy_from_slice(&[1, 2, 3]);
    /// let reader = writer.publish(3);
    /// assert_eq!(*reader.as_view(), [1, 2, 3]);
    /// assert!(PACKETS.try_write().is_err(), "the reader's turn is not over");
    /// # Ok::<(), wasm::memory::RegionBusy>(())
    /// ```
    pub fn try_write(&self) -> Result<Writer<'_, E>, RegionBusy> {
        let (turns, filled) = &self.state;
        if !turns.try_write() {
            return Err(RegionBusy);
        }
        filled.store(0, Ordering::Relaxed);
        // SAFETY: it is the writer's turn, which the guard ends.
        Ok(unsafe { Writer::new(self.data.get().cast(), N, turns, filled) })
    }

    /// Begins a reader's turn, in which others may read too: what the last writer published, nothing if it did not.
    ///
    /// # Errors
    /// Another writes.
    pub fn try_read(&self) -> Result<Reader<'_, E>, RegionBusy> {
        let (turns, filled) = &self.state;
        if !turns.try_read() {
            return Err(RegionBusy);
        }
        let len = filled.load(Ordering::Relaxed);
        // SAFETY: it is a reader's turn, which the guard ends; no writer publishes more than there is.
        Ok(unsafe { Reader::new(self.data.get().cast_const().cast(), len, turns) })
    }
}

impl<E: Pod + Send + Sync, const N: usize, A> Region<[E; N], Scratch, A> {
    /// Borrows the region until the guard is dropped. It is as the last borrower left it.
    ///
    /// # Errors
    /// Another has borrowed it.
    pub fn try_borrow(&self) -> Result<ScratchGuard<'_, E>, RegionBusy> {
        if !self.state.try_write() {
            return Err(RegionBusy);
        }
        // SAFETY: it is the borrower's turn, which the guard ends.
        Ok(unsafe { ScratchGuard::new(self.data.get().cast(), N, &self.state) })
    }
}

impl<T: RegionData, I: RegionIntent, A> fmt::Debug for Region<T, I, A> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Region of {} bytes, {}", Self::SIZE, I::INTENT)
    }
}

/// The region is in use, and its intent allows no other use beside that one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RegionBusy;

impl fmt::Display for RegionBusy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the region is in use: another guard of it has not been dropped")
    }
}

impl core::error::Error for RegionBusy {}
