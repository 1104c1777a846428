//! `System` on wasm targets without a C library: the heap next to this file, over the module's linear memory.
//!
//! This text takes the place of `library/std/src/sys/alloc/wasm.rs`; `heap.rs` goes beside it.

use super::realloc_fallback;
use crate::alloc::{GlobalAlloc, Layout, System};
use crate::ptr;

#[allow(dead_code, missing_docs, unreachable_pub)]
#[path = "heap.rs"]
mod heap;

/// One for all threads; `with` takes a lock where there can be several.
static HEAP: heap::Global = heap::Global::new();

// SAFETY: blocks of the heap are as large and as aligned as asked for, do not overlap, and stay until they are given back. What callers promise here is what it asks for.
#[stable(feature = "alloc_system_type", since = "1.28.0")]
unsafe impl GlobalAlloc for System {
    #[inline]
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        // SAFETY: the heap is in a static, so it does not move.
        HEAP.with(|heap| unsafe { heap.alloc_aligned(layout.size(), layout.align()) })
    }

    #[inline]
    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        // SAFETY: as our caller promised; a block has at least the size asked for.
        unsafe {
            let payload = self.alloc(layout);
            if !payload.is_null() {
                ptr::write_bytes(payload, 0, layout.size());
            }
            payload
        }
    }

    #[inline]
    unsafe fn dealloc(&self, payload: *mut u8, _layout: Layout) {
        // SAFETY: as our caller promised.
        HEAP.with(|heap| unsafe { heap.dealloc(payload) })
    }

    #[inline]
    unsafe fn realloc(&self, payload: *mut u8, layout: Layout, new_size: usize) -> *mut u8 {
        // SAFETY: as our caller promised. What moves is only as aligned as any block is.
        unsafe {
            if layout.align() <= heap::MIN_ALIGN {
                HEAP.with(|heap| heap.realloc(payload, new_size))
            } else {
                realloc_fallback(self, payload, layout, new_size)
            }
        }
    }
}
