//! A heap that counts.

use std::alloc::{GlobalAlloc, Layout, System};
use std::sync::atomic::{AtomicIsize, AtomicUsize, Ordering};

struct Counted {
    calls: AtomicUsize,
    alive: AtomicIsize,
}

#[global_allocator]
static HEAP: Counted = Counted {
    calls: AtomicUsize::new(0),
    alive: AtomicIsize::new(0),
};

unsafe impl GlobalAlloc for Counted {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        self.calls.fetch_add(1, Ordering::Relaxed);
        self.alive.fetch_add(layout.size() as isize, Ordering::Relaxed);
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, at: *mut u8, layout: Layout) {
        self.alive.fetch_sub(layout.size() as isize, Ordering::Relaxed);
        unsafe { System.dealloc(at, layout) }
    }
}

pub fn calls() -> usize {
    HEAP.calls.load(Ordering::Relaxed)
}

pub fn alive() -> isize {
    HEAP.alive.load(Ordering::Relaxed)
}

pub fn zeroed(length: usize) -> Vec<u16> {
    vec![0; length]
}
