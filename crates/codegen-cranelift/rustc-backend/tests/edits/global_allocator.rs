//! The heap is std's, then the program's own, and std's again: code of dependencies calls the one that is there.

use std::alloc::{GlobalAlloc, Layout, System};
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};

struct Counting(AtomicUsize);

unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        self.0.fetch_add(1, Ordering::Relaxed);
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, at: *mut u8, layout: Layout) {
        self.0.fetch_add(1000, Ordering::Relaxed);
        unsafe { System.dealloc(at, layout) }
    }
}

#[cfg_attr(
    not( //+ 3
        any() //- 1
        all() //+ 1
    ) //+ 3
    , global_allocator
)]
static HEAP: Counting = Counting(AtomicUsize::new(0));

fn main() {
    let before = HEAP.0.load(Ordering::Relaxed);
    let words: BTreeMap<u32, Box<str>> = (0..50).map(|it| (it % 7, format!("word {it}").into())).collect();
    let length: usize = words.values().map(|it| it.len()).sum();
    drop(words);
    println!("{length} {}", HEAP.0.load(Ordering::Relaxed) - before > 10_010);
}
