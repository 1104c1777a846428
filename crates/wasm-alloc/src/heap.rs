//! A heap for wasm32 in one file, small enough to be worth putting in place of dlmalloc.
//!
//! Memory is cut into blocks that lie next to each other without gaps. Each starts with one word: its size and two flags. A free block repeats its size in
//! its last word, so that both neighbours of a block that is being freed are found in constant time and merged at once (boundary tags: Knuth, TAOCP vol. 1,
//! section 2.5). Free blocks hang in 64 bins by size, two to each power of two, and a bitmap says which bins hold any: a *good fit* is one count of trailing
//! zeros away (Masmano, Ripoll, Crespo, Real: "TLSF: a new dynamic memory allocator for real-time systems", ECRTS 2004; here in one level, for wasm has 64-bit
//! integers). The bin's number is the exponent of the size *as a float* and one bit of its mantissa: four wasm instructions.
//!
//! The file needs only `core`. It is compiled in these ways:
//! - as a module, behind the [`Source`] a test or `std` gives it;
//! - alone, with `--cfg heap_c_api`: an object with the C entry points, to replace wasi-libc's `dlmalloc.o`;
//! - with `--cfg heap_speed` besides: freed small blocks go to quick lists, unmerged until memory would have to grow.
//!
//! On wasm32 a block costs 4 bytes and payloads are aligned to 16, C's `max_align_t`.

use core::cell::Cell;
use core::ptr::{self, null_mut};

/// The size of a page of memory, the unit of [`Source::grow`].
pub const PAGE: usize = 65536;

/// Where a heap gets its memory.
///
/// # Safety
/// Every range handed out must be readable and writable, for nobody else's use, and valid as long as the heap is.
pub unsafe trait Source {
    /// Start and end of what is there before anything has grown; both are multiples of [`MIN_ALIGN`], and the second not less. May be empty, or too small to use.
    fn initial(&self) -> (usize, usize);

    /// Adds `pages` pages and returns the address of the first, a multiple of [`MIN_ALIGN`], or `None` if there is no memory. If the address is the end of what
    /// came last, the heap joins the two; others may take memory from the same source in between.
    fn grow(&self, pages: usize) -> Option<usize>;
}

/// The start of a block. `prev_size` belongs to the block before, and `next` and `link` are payload unless the block is free.
#[repr(C)]
pub(crate) struct Block {
    /// The size of the block before, if that is free.
    pub(crate) prev_size: usize,
    /// The size of this block, [`FREE`] and [`PREV_FREE`].
    pub(crate) head: usize,
    /// The next block in the same bin.
    pub(crate) next: *mut Block,
    /// What points to this block in its bin: the `next` of another, or the bin.
    pub(crate) link: *mut *mut Block,
}

/// What [`Heap::alloc`] aligns to, and the unit of block sizes: just as much as a free block's words need, 16 on wasm32.
pub const MIN_ALIGN: usize = size_of::<Block>();

const WORD: usize = size_of::<usize>();
/// From a block's address to its payload.
pub(crate) const PAYLOAD: usize = 2 * WORD;
/// The bits of `head` that are not size.
pub(crate) const FLAGS: usize = MIN_ALIGN - 1;
/// This block is free. Then the one before it is not.
pub(crate) const FREE: usize = 1;
/// The block before this one is free, and `prev_size` holds its size.
pub(crate) const PREV_FREE: usize = 2;
/// One bin for each bit of the bitmap.
pub(crate) const BINS: usize = 64;

/// Two bins to each power of two: the float's exponent and the top bit of its mantissa. Not less for a larger size, so all in a higher bin than its own are large
/// enough for a request. On wasm32 the numbers run from 6 to 62 before the mask, which thus costs nothing and drops no order.
#[inline(always)]
pub(crate) fn bin(size: usize) -> usize {
    let size = if WORD > 4 { size.min(1 << 31) } else { size };
    ((size as f32).to_bits() as usize >> 22) & (BINS - 1)
}

/// The block `by` bytes on. Wrapping, for a region may be more than half of the address space, and end where it does.
#[inline(always)]
pub(crate) fn at(block: *mut Block, by: usize) -> *mut Block {
    block.wrapping_byte_add(by)
}

#[inline(always)]
fn block_of(payload: *mut u8) -> *mut Block {
    payload.wrapping_sub(PAYLOAD).cast()
}

#[inline(always)]
fn payload_of(block: *mut Block) -> *mut u8 {
    block.cast::<u8>().wrapping_add(PAYLOAD)
}

/// The size of the block that holds `bytes`; 0 for more than `isize::MAX`, which nothing may have.
#[inline(always)]
fn block_size(bytes: usize) -> usize {
    if bytes > isize::MAX as usize {
        0
    } else {
        (bytes + WORD + FLAGS) & !FLAGS
    }
}

/// A heap over a [`Source`], with quick lists for blocks of less than `QUICK` units.
///
/// Blocks point back into it: from the first allocation on it must stay where it is, which the callers of its `unsafe` methods see to. It is not for use by
/// several threads at a time.
pub struct Heap<S, const QUICK: usize = 0> {
    /// Bit i is set if bin i may hold a block. Cleared late, by the search that finds the bin empty.
    pub(crate) map: Cell<u64>,
    /// The end mark of the region that came last: a block of size 0, never free. Null before the first region.
    pub(crate) fence: Cell<*mut Block>,
    pub(crate) bins: [Cell<*mut Block>; BINS],
    /// Blocks that were freed and are still marked as in use, by their size in units. No block has 0.
    pub(crate) quick: [Cell<*mut Block>; QUICK],
    source: S,
}

impl<S: Source, const QUICK: usize> Heap<S, QUICK> {
    /// An empty heap; takes nothing from `source` yet.
    pub const fn new(source: S) -> Self {
        Heap {
            map: Cell::new(0),
            fence: Cell::new(null_mut()),
            bins: [const { Cell::new(null_mut()) }; BINS],
            quick: [const { Cell::new(null_mut()) }; QUICK],
            source,
        }
    }

    /// What the heap takes its memory from.
    pub const fn source(&self) -> &S {
        &self.source
    }

    /// At least `bytes` bytes, aligned to [`MIN_ALIGN`]; null if there is no memory. For 0 bytes it is a block like any other.
    ///
    /// # Safety
    /// The heap has not moved since its first allocation.
    pub unsafe fn alloc(&self, bytes: usize) -> *mut u8 {
        let size = block_size(bytes);
        if size == 0 {
            return null_mut();
        }
        if size < QUICK * MIN_ALIGN {
            let list = &self.quick[size / MIN_ALIGN];
            let block = list.get();
            if !block.is_null() {
                // SAFETY: a block in a quick list is ours, and its `next` is the list's.
                list.set(unsafe { (*block).next });
                return payload_of(block);
            }
        }
        loop {
            // SAFETY: the heap has not moved, so its lists are whole.
            let block = unsafe { self.find(size) };
            if !block.is_null() {
                // SAFETY: `find` returns a free block of at least that size.
                unsafe {
                    self.claim(block);
                    self.trim(block, size);
                }
                return payload_of(block);
            }
            // SAFETY: as above.
            if !unsafe { self.settle() || self.grow(size) } {
                return null_mut();
            }
        }
    }

    /// Gives a block back.
    ///
    /// # Safety
    /// `payload` came from this heap and was not given back since.
    pub unsafe fn dealloc(&self, payload: *mut u8) {
        let block = block_of(payload);
        // SAFETY: by contract this is a block in use, and its payload is ours from now on.
        unsafe {
            if let Some(list) = self.quick.get((*block).head / MIN_ALIGN) {
                (*block).next = list.get();
                list.set(block);
                return;
            }
            self.release(block)
        }
    }

    /// Makes a block hold `bytes` bytes, in place if what follows it is free and large enough; else its content moves. Null if there is no memory, and then
    /// the block is as it was.
    ///
    /// # Safety
    /// `payload` came from this heap and was not given back since. It is given back if the result is another address and not null.
    pub unsafe fn realloc(&self, payload: *mut u8, bytes: usize) -> *mut u8 {
        let size = block_size(bytes);
        if size == 0 {
            return null_mut();
        }
        let block = block_of(payload);
        // SAFETY: by contract `block` is in use, so it and the block after it have valid heads; what `alloc` returns holds `bytes`, which is more than the old
        // payload has. A free successor is in a bin, and once out of it is ours to append.
        unsafe {
            let old = (*block).head & !FLAGS;
            if old < size {
                let next = at(block, old);
                let free = || (*next).head.wrapping_sub(FREE);
                let lacks = || free() & FREE != 0 || old + free() < size;
                // What is large and last grows where it is: to move it is to copy it, and to touch twice the memory.
                let rest = if free() & FREE == 0 { free() } else { 0 };
                if QUICK != 0 && old >= PAGE && lacks() && at(next, rest) == self.fence.get() {
                    self.grow(size - old - rest);
                }
                if lacks() {
                    let moved = self.alloc(bytes);
                    if !moved.is_null() {
                        ptr::copy_nonoverlapping(payload, moved, old - WORD);
                        self.dealloc(payload);
                    }
                    return moved;
                }
                (*block).head += self.claim(next);
            }
            self.trim(block, size);
        }
        payload
    }

    /// As [`Heap::alloc`], aligned to `align`, a power of two.
    ///
    /// # Safety
    /// The heap has not moved since its first allocation.
    pub unsafe fn alloc_aligned(&self, bytes: usize, align: usize) -> *mut u8 {
        if align <= MIN_ALIGN {
            // SAFETY: as our caller promised.
            return unsafe { self.alloc(bytes) };
        }
        let size = block_size(bytes);
        if size == 0 {
            return null_mut();
        }
        // SAFETY: as our caller promised. What lies before the aligned address is a whole number of units and becomes a block in use, for a moment.
        unsafe {
            let payload = self.alloc(size + (align - 2 * MIN_ALIGN));
            if payload.is_null() {
                return payload;
            }
            let skip = payload.addr().wrapping_neg() & (align - 1);
            let mut block = block_of(payload);
            if skip != 0 {
                let before = block;
                block = at(before, skip);
                (*block).head = ((*before).head & !FLAGS) - skip;
                (*before).head -= (*block).head;
                self.release(before);
            }
            self.trim(block, size);
            payload_of(block)
        }
    }

    /// How many bytes may be used at `payload`: no fewer than asked for.
    ///
    /// # Safety
    /// `payload` came from this heap and was not given back since.
    pub unsafe fn usable_size(&self, payload: *mut u8) -> usize {
        // SAFETY: by contract this is a block in use.
        unsafe { ((*block_of(payload)).head & !FLAGS) - WORD }
    }

    /// A free block of at least `size` bytes, or null.
    #[inline(always)]
    unsafe fn find(&self, size: usize) -> *mut Block {
        let own = bin(size);
        // Its own bin may hold smaller blocks. More of them are looked at for a large block than for a small one, for there is more to lose, but never many.
        let mut tries = size;
        let mut block = self.bins[own].get();
        while !block.is_null() {
            // SAFETY: lists hold free blocks, whose words are the heap's.
            unsafe {
                // Flags need no masking: they are less than a unit.
                if (*block).head >= size {
                    return block;
                }
                block = (*block).next;
            }
            tries >>= 1;
            if tries == 0 {
                break;
            }
        }
        // Any block of any higher bin will do.
        loop {
            let map = self.map.get() & (u64::MAX - 1) << own;
            if map == 0 {
                return null_mut();
            }
            let first = map.trailing_zeros() as usize;
            let block = self.bins[first].get();
            if !block.is_null() {
                return block;
            }
            self.map.set(self.map.get() & !(1 << first));
        }
    }

    /// Takes a free block out of its bin and makes it one in use. Returns its size.
    #[cfg_attr(not(heap_speed), inline(never))]
    unsafe fn claim(&self, block: *mut Block) -> usize {
        // SAFETY: the block is in a bin, so `link` points to what points to it.
        unsafe {
            let (next, link) = ((*block).next, (*block).link);
            *link = next;
            if !next.is_null() {
                (*next).link = link;
            }
            let size = (*block).head - FREE;
            (*block).head = size;
            (*at(block, size)).head &= !PREV_FREE;
            size
        }
    }

    /// Frees a block in use: merges it with its free neighbours and puts it into a bin.
    #[cfg_attr(not(heap_speed), inline(never))]
    unsafe fn release(&self, mut block: *mut Block) {
        // SAFETY: there is a block or a fence after each block, and the flags say whether there is one before.
        unsafe {
            let head = (*block).head;
            let mut size = head & !FLAGS;
            let next = at(block, size);
            if (*next).head & FREE != 0 {
                size += self.claim(next);
            }
            if head & PREV_FREE != 0 {
                block = at(block, (*block).prev_size.wrapping_neg());
                size += self.claim(block);
            }
            (*block).head = size | FREE;
            let next = at(block, size);
            (*next).prev_size = size;
            (*next).head |= PREV_FREE;

            let i = bin(size);
            let list = &self.bins[i];
            let second = list.get();
            (*block).next = second;
            (*block).link = list.as_ptr();
            if !second.is_null() {
                (*second).link = &raw mut (*block).next;
            }
            list.set(block);
            self.map.set(self.map.get() | 1 << i);
        }
    }

    /// Cuts a block in use down to `size` bytes.
    unsafe fn trim(&self, block: *mut Block, size: usize) {
        // SAFETY: the rest lies inside of the block, a whole number of units, and is nobody's.
        unsafe {
            let rest = ((*block).head & !FLAGS) - size;
            if rest != 0 {
                (*block).head -= rest;
                let tail = at(block, size);
                (*tail).head = rest;
                self.release(tail);
            }
        }
    }

    /// Merges all that is in the quick lists; whether there was anything.
    #[inline(always)]
    unsafe fn settle(&self) -> bool {
        let mut any = false;
        let mut i = QUICK;
        while i > 0 {
            i -= 1;
            let list = &self.quick[i];
            let mut block = list.replace(null_mut());
            while !block.is_null() {
                any = true;
                // SAFETY: blocks in quick lists are ours and still marked as in use.
                unsafe {
                    let next = (*block).next;
                    self.release(block);
                    block = next;
                }
            }
        }
        any
    }

    /// Gets more memory, and frees it as one block. There may be too little of it the first time.
    unsafe fn grow(&self, size: usize) -> bool {
        let mut start = self.fence.get();
        let (mut base, mut end) = self.source.initial();
        // The smallest that has room for a block between two that keep its place.
        if !start.is_null() || end - base < 2 * MIN_ALIGN {
            let pages = (size + MIN_ALIGN).div_ceil(PAGE);
            let Some(new) = self.source.grow(pages) else {
                return false;
            };
            base = new;
            end = base.wrapping_add(pages * PAGE);
        }
        // SAFETY: the source gave us this range. If it follows the last region, that one's fence is the head of the new block, and knows about the block before.
        unsafe {
            if base != at(start, PAYLOAD).addr() {
                start = at(ptr::with_exposed_provenance_mut(base), PAYLOAD);
                (*start).head = 0;
            }
            let fence = at(start, end.wrapping_sub(PAYLOAD).wrapping_sub(start.addr()));
            (*start).head += fence.addr() - start.addr();
            (*fence).head = 0;
            self.fence.set(fence);
            self.release(start);
        }
        true
    }
}

/// The linear memory of the module this is linked into: first from `__heap_base` to `__heap_end`, which wasm-ld defines, then by `memory.grow`.
#[cfg(target_family = "wasm")]
pub struct LinearMemory;

// SAFETY: the linker puts nothing between the two symbols, and what `memory.grow` adds belongs to who asked for it.
#[cfg(target_family = "wasm")]
unsafe impl Source for LinearMemory {
    #[inline(always)]
    fn initial(&self) -> (usize, usize) {
        unsafe extern "C" {
            static __heap_base: u8;
            static __heap_end: u8;
        }
        let base = (&raw const __heap_base).addr() + FLAGS & !FLAGS;
        (base, (&raw const __heap_end).addr().max(base))
    }

    #[inline(always)]
    fn grow(&self, pages: usize) -> Option<usize> {
        #[cfg(target_arch = "wasm32")]
        let old = core::arch::wasm32::memory_grow(0, pages);
        #[cfg(target_arch = "wasm64")]
        let old = core::arch::wasm64::memory_grow(0, pages);
        (old != usize::MAX).then(|| old * PAGE)
    }
}

/// In builds for speed, requests up to 1,036 bytes are served from quick lists; in others there are none. A copy of a short array from JavaScript takes 12 ns
/// less by them, and a list costs a word.
#[cfg(target_family = "wasm")]
pub const QUICK: usize = if cfg!(heap_speed) { 66 } else { 0 };

/// The heap of a program: one for all of its threads.
#[cfg(target_family = "wasm")]
pub struct Global(Heap<LinearMemory, QUICK>);

// SAFETY: the heap is only reached through `with`, which locks if there are threads.
#[cfg(target_family = "wasm")]
unsafe impl Sync for Global {}

#[cfg(target_family = "wasm")]
impl Global {
    /// For a `static`, which does not move.
    pub const fn new() -> Self {
        Global(Heap::new(LinearMemory))
    }

    /// Runs `f` on the heap, alone.
    #[inline(always)]
    pub fn with<T>(&self, f: impl FnOnce(&Heap<LinearMemory, QUICK>) -> T) -> T {
        let _lock = lock::lock();
        f(&self.0)
    }
}

/// Stable compilers do not tell programs about the feature `atomics`: those that build for threads pass `--cfg heap_threads`.
#[cfg(all(target_family = "wasm", any(target_feature = "atomics", heap_threads)))]
mod lock {
    use core::sync::atomic::AtomicI32;
    use core::sync::atomic::Ordering::{Acquire, Relaxed, Release};

    static LOCKED: AtomicI32 = AtomicI32::new(0);

    pub(super) struct Guard;

    /// Spins: the main thread of a browser may not wait, and so nobody may wait for it.
    pub(super) fn lock() -> Guard {
        while LOCKED.swap(1, Acquire) != 0 {
            while LOCKED.load(Relaxed) != 0 {}
        }
        Guard
    }

    impl Drop for Guard {
        fn drop(&mut self) {
            LOCKED.store(0, Release);
        }
    }
}

#[cfg(all(
    target_family = "wasm",
    not(any(target_feature = "atomics", heap_threads))
))]
mod lock {
    /// Without threads there is nobody to keep out.
    #[inline(always)]
    pub(super) fn lock() {}
}

/// C's entry points, and the names by which wasi-libc calls them itself.
#[cfg(all(heap_c_api, target_family = "wasm"))]
mod c_api {
    use super::*;

    static HEAP: Global = Global::new();

    // WASI's numbers (`wasi/api.h`).
    const EINVAL: i32 = 28;
    const ENOMEM: i32 = 48;

    // SAFETY (all of these): the heap is in a static, and what C promises about the pointers it passes is what the heap asks for. No other object of a program
    // may define these names.

    #[unsafe(no_mangle)]
    unsafe extern "C" fn malloc(bytes: usize) -> *mut u8 {
        HEAP.with(|heap| unsafe { heap.alloc(bytes) })
    }

    #[unsafe(no_mangle)]
    unsafe extern "C" fn free(payload: *mut u8) {
        if !payload.is_null() {
            HEAP.with(|heap| unsafe { heap.dealloc(payload) });
        }
    }

    #[unsafe(no_mangle)]
    unsafe extern "C" fn calloc(count: usize, each: usize) -> *mut u8 {
        let Some(bytes) = count.checked_mul(each) else {
            return null_mut();
        };
        unsafe {
            let payload = malloc(bytes);
            if !payload.is_null() {
                ptr::write_bytes(payload, 0, bytes);
            }
            payload
        }
    }

    #[unsafe(no_mangle)]
    unsafe extern "C" fn realloc(payload: *mut u8, bytes: usize) -> *mut u8 {
        if payload.is_null() {
            return unsafe { malloc(bytes) };
        }
        HEAP.with(|heap| unsafe { heap.realloc(payload, bytes) })
    }

    #[unsafe(no_mangle)]
    unsafe extern "C" fn memalign(align: usize, bytes: usize) -> *mut u8 {
        HEAP.with(|heap| unsafe { heap.alloc_aligned(bytes, align) })
    }

    #[unsafe(no_mangle)]
    unsafe extern "C" fn aligned_alloc(align: usize, bytes: usize) -> *mut u8 {
        unsafe { memalign(align, bytes) }
    }

    #[unsafe(no_mangle)]
    unsafe extern "C" fn posix_memalign(out: *mut *mut u8, align: usize, bytes: usize) -> i32 {
        if !align.is_power_of_two() || align < WORD {
            return EINVAL;
        }
        unsafe {
            let payload = memalign(align, bytes);
            if payload.is_null() {
                return ENOMEM;
            }
            *out = payload;
        }
        0
    }

    #[unsafe(no_mangle)]
    unsafe extern "C" fn malloc_usable_size(payload: *mut u8) -> usize {
        if payload.is_null() {
            0
        } else {
            HEAP.with(|heap| unsafe { heap.usable_size(payload) })
        }
    }

    #[unsafe(no_mangle)]
    unsafe extern "C" fn __libc_malloc(bytes: usize) -> *mut u8 {
        unsafe { malloc(bytes) }
    }

    #[unsafe(no_mangle)]
    unsafe extern "C" fn __libc_calloc(count: usize, each: usize) -> *mut u8 {
        unsafe { calloc(count, each) }
    }

    #[unsafe(no_mangle)]
    unsafe extern "C" fn __libc_free(payload: *mut u8) {
        unsafe { free(payload) }
    }
}
