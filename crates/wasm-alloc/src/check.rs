//! A walk over a whole heap that verifies what it relies on. For tests: nothing else calls it.
#![allow(unsafe_code)]

use std::collections::HashSet;
use std::fmt;
use std::ptr;

use crate::heap::{Block, FLAGS, FREE, Heap, MIN_ALIGN, PAYLOAD, PREV_FREE, Source, at, bin};

/// What is in a heap.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Census {
    /// Blocks in use, without those in quick lists.
    pub used: usize,
    /// Free blocks in bins.
    pub free: usize,
    /// Freed blocks in quick lists.
    pub quick: usize,
    /// Bytes of free blocks, in bins or quick lists.
    pub free_bytes: usize,
}

/// What was found broken, with the address of the block.
#[derive(Debug)]
pub struct Broken(pub &'static str, pub usize);

impl fmt::Display for Broken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} at {:#x}", self.0, self.1)
    }
}

impl std::error::Error for Broken {}

fn ensure(holds: bool, what: &'static str, block: *mut Block) -> Result<(), Broken> {
    if holds {
        Ok(())
    } else {
        Err(Broken(what, block.addr()))
    }
}

impl<S: Source, const QUICK: usize> Heap<S, QUICK> {
    /// Counts the blocks of a heap, and verifies that each region is covered by blocks, that no two free ones are neighbours, and that bins and quick lists hold
    /// what they should and nothing else.
    ///
    /// # Errors
    /// The first thing that does not hold.
    ///
    /// # Safety
    /// `regions` are start and end of what the source has given, with what is contiguous joined.
    pub unsafe fn check(&self, regions: &[(usize, usize)]) -> Result<Census, Broken> {
        let mut census = Census::default();
        let (mut used, mut free) = (HashSet::new(), HashSet::new());
        for &(start, end) in regions {
            let mut block: *mut Block = at(ptr::with_exposed_provenance_mut(start), PAYLOAD);
            let mut free_before = None;
            loop {
                // SAFETY: as the caller promised, there is a block in each region, and each block ends where another or the fence begins.
                let head = unsafe { (*block).head };
                let size = head & !FLAGS;
                ensure(
                    block.addr() % MIN_ALIGN == PAYLOAD,
                    "a block that is not aligned",
                    block,
                )?;
                ensure(
                    head & FLAGS & !FREE & !PREV_FREE == 0,
                    "an unknown flag",
                    block,
                )?;
                ensure(
                    (head & PREV_FREE != 0) == free_before.is_some(),
                    "a wrong mark of the block before",
                    block,
                )?;
                if let Some(before) = free_before {
                    // SAFETY: as above; the word belongs to the free block before.
                    ensure(
                        unsafe { (*block).prev_size } == before,
                        "a wrong foot of the block before",
                        block,
                    )?;
                }
                if size == 0 {
                    ensure(
                        block.addr() + PAYLOAD == end && head & FREE == 0,
                        "a fence at the wrong place",
                        block,
                    )?;
                    break;
                }
                free_before = None;
                if head & FREE != 0 {
                    ensure(head & PREV_FREE == 0, "two free neighbours", block)?;
                    free_before = Some(size);
                    free.insert(block);
                    census.free += 1;
                    census.free_bytes += size;
                } else {
                    used.insert(block);
                }
                block = at(block, size);
            }
        }
        for (i, list) in self.bins.iter().enumerate() {
            let mut link = list.as_ptr();
            // SAFETY: links are bins or fields of blocks that have just been found.
            unsafe {
                ensure(
                    (*link).is_null() || self.map.get() >> i & 1 == 1,
                    "a bin the map does not know",
                    *link,
                )?;
                while !(*link).is_null() {
                    let block = *link;
                    ensure(
                        free.remove(&block),
                        "something in a bin that is not a free block",
                        block,
                    )?;
                    ensure((*block).link == link, "a wrong link", block)?;
                    ensure(
                        bin((*block).head - FREE) == i,
                        "a block in the wrong bin",
                        block,
                    )?;
                    link = &raw mut (*block).next;
                }
            }
        }
        if let Some(&block) = free.iter().next() {
            return Err(Broken("a free block in no bin", block.addr()));
        }
        for (i, list) in self.quick.iter().enumerate() {
            let mut block = list.get();
            while !block.is_null() {
                ensure(
                    used.remove(&block),
                    "something in a quick list that is not a block in use",
                    block,
                )?;
                // SAFETY: it has just been found to be a block.
                unsafe {
                    let size = (*block).head & !FLAGS;
                    ensure(
                        size / MIN_ALIGN == i,
                        "a block in the wrong quick list",
                        block,
                    )?;
                    census.free_bytes += size;
                    block = (*block).next;
                }
                census.quick += 1;
            }
        }
        census.used = used.len();
        Ok(census)
    }
}
