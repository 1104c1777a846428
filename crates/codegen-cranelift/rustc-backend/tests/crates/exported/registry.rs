//! A library with code of its own: exported functions, used statics, and what these call.

use std::cell::Cell;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU32, Ordering};

#[unsafe(no_mangle)]
pub static REGISTRY_VERSION: u32 = 41 + 1;

static ENTRIES: Mutex<Vec<(u32, u32)>> = Mutex::new(Vec::new());
static CALLS: AtomicU32 = AtomicU32::new(0);

thread_local! {
    pub static WITH_STATE: Cell<u32> = const { Cell::new(10) };
}

/// Called by what is exported and by what is not.
#[inline]
fn counted(value: u32) -> u32 {
    CALLS.fetch_add(1, Ordering::Relaxed);
    limit(value)
}

#[inline]
fn limit(value: u32) -> u32 {
    clamp(value, 15)
}

fn clamp(value: u32, most: u32) -> u32 {
    if value > most { hidden::most(most) } else { value }
}

mod hidden {
    #[inline(always)]
    pub fn most(it: u32) -> u32 {
        seldom(it)
    }

    #[cold]
    fn seldom(it: u32) -> u32 {
        it.wrapping_mul(1)
    }
}

#[unsafe(no_mangle)]
pub extern "C" fn registry_add(key: u32, value: u32) -> u32 {
    let mut entries = ENTRIES.lock().unwrap();
    let value = counted(value);
    match entries.iter_mut().find(|it| it.0 == key) {
        Some(entry) => entry.1 = entry.1.max(value),
        None => entries.push((key, value)),
    }
    entries.iter().find(|it| it.0 == key).map_or(0, |it| it.1)
}

#[unsafe(no_mangle)]
pub extern "C" fn registry_sum() -> u32 {
    ENTRIES.lock().unwrap().iter().map(|it| counted(it.1)).sum()
}

pub fn checked(value: u32) -> u32 {
    counted(value) + 1
}

pub fn count() -> u32 {
    CALLS.load(Ordering::Relaxed)
}

pub fn find(key: u32) -> Option<u32> {
    let entries = ENTRIES.lock().unwrap();
    entries.iter().find(|it| it.0 == key).map(|it| limit(it.1))
}

#[inline]
fn doubled(it: u32) -> u32 {
    counted(it) * 2
}

#[used]
pub static HOOKS: [fn(u32) -> u32; 3] = [doubled, limit, |it| hidden::most(it) + 1];

pub fn state() -> u32 {
    WITH_STATE.with(Cell::get) + count()
}
