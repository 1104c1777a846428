//! The reference table of hosts that have none of their own (wasi, component, standalone, native): what handles stand for.
//!
//! A slot keeps a value of this module, or an object of the host by its number and a function that closes it. A slot has
//! one owner, an [`ExternRef`] or a [`Handle`](crate::Handle), or none while its handle is out as a number
//! ([`ExternRef::into_raw`]); only then is the number taken up again, so that no number ever has two owners.
//!
//! In release builds a handle is the number of its slot and one; free slots are reused at once. In dev builds handles are
//! drawn from a sequence, and a side table says which slot each stands for, so that an old handle is known to be stale. The
//! handle itself is the same four bytes.
//!
//! The functions in `provider` are all that [`ExternRef`] knows of the table: the provider of another host gives the same.

use crate::host::global;
use crate::host::sequence::Missing;
#[cfg(debug_assertions)]
use crate::host::sequence::Sequence;
use crate::host::thread::Thread;
use crate::reference::erased::{Class, Erased, Foreign};
use crate::{ExternRef, HandleError, Object};
use alloc::sync::Arc;
use alloc::vec::Vec;

/// Which slot a handle stands for.
#[cfg(debug_assertions)]
struct Names(Sequence<u32>);

#[cfg(debug_assertions)]
impl Names {
    const fn new() -> Self {
        Names(Sequence::new(u32::MAX))
    }

    fn draw(&mut self, slot: u32) -> u32 {
        self.0.draw(slot)
    }

    fn slot(&self, handle: u32) -> Result<u32, Missing> {
        self.0.get(handle).copied()
    }

    fn forget(&mut self, handle: u32) -> Result<u32, Missing> {
        self.0.remove(handle)
    }
}

/// Which slot a handle stands for: the one before it in number.
#[cfg(not(debug_assertions))]
struct Names;

#[cfg(not(debug_assertions))]
impl Names {
    const fn new() -> Self {
        Names
    }

    fn draw(&mut self, slot: u32) -> u32 {
        slot + 1
    }

    fn slot(&self, handle: u32) -> Result<u32, Missing> {
        handle.checked_sub(1).ok_or(Missing::Forged)
    }

    fn forget(&mut self, handle: u32) -> Result<u32, Missing> {
        self.slot(handle)
    }
}

impl From<Missing> for HandleError {
    fn from(missing: Missing) -> Self {
        match missing {
            Missing::Stale => HandleError::Stale,
            Missing::Forged => HandleError::Forged,
        }
    }
}

struct Table {
    slots: Vec<Slot>,
    /// The first of the vacant slots.
    vacant: Option<u32>,
    live: usize,
    names: Names,
}

enum Slot {
    Vacant {
        next: Option<u32>,
    },
    Taken {
        value: Arc<dyn Erased>,
        /// The thread that let go of the handle; none while the handle has an owner.
        released: Option<Thread>,
    },
}

// SAFETY: a value that is not `Send` is reached and dropped on its own thread alone. It is reached through the one owner
// of the slot. An `ExternRef` is `Send` only if its value is `Send` and `Sync`, whichever type it really has
// (`Object::Super` says why); a handle without an owner is taken up only on the thread that let go of it, and
// `thread::current` tells threads apart wherever there are several (on wasm by the feature `std`, without which threads do
// not compile).
unsafe impl Send for Slot {}

global! {
    static TABLE: Table = Table { slots: Vec::new(), vacant: None, live: 0, names: Names::new() };
}

impl Table {
    fn insert(&mut self, value: Arc<dyn Erased>) -> u32 {
        let taken = Slot::Taken {
            value,
            released: None,
        };
        let slot = match self.vacant {
            Some(slot) => {
                if let Slot::Vacant { next } =
                    core::mem::replace(&mut self.slots[slot as usize], taken)
                {
                    self.vacant = next;
                }
                slot
            }
            None => {
                let slot = self.slots.len() as u32;
                assert!(
                    slot < u32::MAX,
                    "more references live than a handle has values"
                );
                self.slots.push(taken);
                slot
            }
        };
        self.live += 1;
        self.names.draw(slot)
    }

    fn slot(
        &mut self,
        handle: u32,
    ) -> Result<(&Arc<dyn Erased>, &mut Option<Thread>), HandleError> {
        let slot = self.names.slot(handle)?;
        match self.slots.get_mut(slot as usize) {
            Some(Slot::Taken { value, released }) => Ok((value, released)),
            Some(Slot::Vacant { .. }) => Err(HandleError::Stale),
            None => Err(HandleError::Forged),
        }
    }

    fn remove(&mut self, handle: u32) -> Result<Arc<dyn Erased>, HandleError> {
        self.slot(handle)?;
        let slot = self.names.forget(handle)?;
        let vacant = Slot::Vacant { next: self.vacant };
        match core::mem::replace(&mut self.slots[slot as usize], vacant) {
            Slot::Taken { value, .. } => {
                self.vacant = Some(slot);
                self.live -= 1;
                Ok(value)
            }
            Slot::Vacant { .. } => unreachable!("`slot` found it taken"),
        }
    }
}

/// What a reference asks of the table that it is an entry of. Values are never dropped, nor asked anything, under the lock.
pub(crate) mod provider {
    use super::{Arc, Class, Erased, HandleError, Object, TABLE};
    use crate::host::thread;

    /// A new entry, owned by the caller. Never 0.
    pub(crate) fn insert(value: Arc<dyn Erased>) -> u32 {
        TABLE.with(|table| table.insert(value))
    }

    /// What an entry stands for.
    pub(crate) fn value(handle: u32) -> Result<Arc<dyn Erased>, HandleError> {
        TABLE.with(|table| table.slot(handle).map(|(value, _)| Arc::clone(value)))
    }

    /// A new entry for what this one stands for.
    pub(crate) fn duplicate(handle: u32) -> Result<u32, HandleError> {
        TABLE.with(|table| {
            let value = Arc::clone(table.slot(handle)?.0);
            Ok(table.insert(value))
        })
    }

    /// Ends an entry.
    pub(crate) fn close(handle: u32) -> Result<(), HandleError> {
        let value = TABLE.with(|table| table.remove(handle))?;
        drop(value);
        Ok(())
    }

    /// Ends an entry whose value is a `T` itself and has no other, and gives the value; else leaves all as it is.
    pub(crate) fn take<T: Object>(handle: u32) -> Option<Arc<dyn Erased>> {
        TABLE.with(|table| {
            let (value, _) = table.slot(handle).ok()?;
            let is_whole = value.class().is::<T>() && value.foreign().is_none();
            let is_only = Arc::strong_count(value) == 1;
            (is_whole && is_only).then(|| table.remove(handle).ok())?
        })
    }

    /// The caller owns the entry no longer; nobody does.
    pub(crate) fn release(handle: u32) -> Result<(), HandleError> {
        let thread = thread::current();
        TABLE.with(|table| {
            *table.slot(handle)?.1 = Some(thread);
            Ok(())
        })
    }

    /// The caller owns the entry, if it stands for an object of this class, and nobody owns it.
    pub(crate) fn acquire(handle: u32, expected: &'static Class) -> Result<(), HandleError> {
        if handle == 0 {
            return Err(HandleError::Null);
        }
        let thread = thread::current();
        TABLE.with(|table| {
            let (value, released) = table.slot(handle)?;
            match *released {
                None => return Err(HandleError::Owned),
                Some(by) if by != thread => return Err(HandleError::OtherThread),
                Some(_) => value.class().check(expected)?,
            }
            *released = None;
            Ok(())
        })
    }
}

/// How many references there are: owned ones, and those that are out as numbers.
///
/// ```standalone_crate
/// use wasm::{ExternRef, host::table};
///
/// let text = ExternRef::new(String::from("kept"));
/// let again = text.clone();
/// assert_eq!(table::live(), 2);
/// drop((text, again));
/// assert_eq!(table::live(), 0);
/// ```
pub fn live() -> usize {
    TABLE.with(|table| table.live)
}

/// Registers an object of the host, by the number `id` that the host knows it under. `close` is called with that number,
/// once, when the last of the reference and its clones is dropped.
///
/// `T` names the object's type, often an empty enum. It has no value in this module, so [`ExternRef::get`] is an error.
/// The reference is [`Send`] if `T` is: let `T` hold a `PhantomData<*const ()>`, or derive it with `#[wasm(local)]`, if the
/// host's objects belong to a thread.
///
/// ```
/// use std::sync::atomic::{AtomicU64, Ordering};
/// use wasm::host::table;
///
/// #[derive(wasm::Object)]
/// enum Socket {}
///
/// static CLOSED: AtomicU64 = AtomicU64::new(0);
///
/// let socket = table::insert_foreign::<Socket>(7, |id| CLOSED.store(id, Ordering::Relaxed));
/// assert_eq!(socket.id(), Ok(Some(7)));
/// drop(socket);
/// assert_eq!(CLOSED.load(Ordering::Relaxed), 7);
/// ```
pub fn insert_foreign<T: Object>(id: u64, close: fn(u64)) -> ExternRef<T> {
    ExternRef::from_value(Arc::new(Foreign::<T>::new(id, close)))
}
