//! The heap against a model: contents, alignment, overlap, exhaustion and the heap's own invariants, over random sequences of calls.

use std::cell::{Cell, RefCell};

use proptest::prelude::*;
use wasm_alloc::Census;
use wasm_alloc::heap::{Heap, MIN_ALIGN, PAGE, Source};

/// Memory that grows by pages inside of an arena, up to a limit; somebody else may take pages from it too.
struct Arena {
    #[expect(dead_code, reason = "owns what the addresses below point into")]
    memory: Vec<u128>,
    limit: usize,
    used: Cell<usize>,
    initial: (usize, usize),
    asked: Cell<bool>,
    regions: RefCell<Vec<(usize, usize)>>,
}

impl Arena {
    /// `initial` bytes at the end of the first page, and at most `pages` pages in all.
    fn new(initial: usize, pages: usize) -> Self {
        let memory = vec![0x5555_5555_5555_5555_u128; (pages + 2) * PAGE / 16];
        let base = memory.as_ptr().expose_provenance();
        let end = base.next_multiple_of(MIN_ALIGN) + PAGE;
        let initial = (end - initial.next_multiple_of(MIN_ALIGN), end);
        Arena {
            limit: end + pages * PAGE,
            memory,
            used: Cell::new(end),
            initial,
            asked: Cell::new(false),
            regions: RefCell::default(),
        }
    }

    /// Memory for somebody else, which they write to.
    fn take(&self, pages: usize) -> Option<usize> {
        let start = self.used.get();
        if pages > (self.limit - start) / PAGE {
            return None;
        }
        self.used.set(start + pages * PAGE);
        // SAFETY: inside of the arena, handed out once.
        unsafe {
            std::ptr::with_exposed_provenance_mut::<u8>(start).write_bytes(0xAA, pages * PAGE)
        };
        Some(start)
    }

    /// The regions, as `Heap::check` wants them.
    fn regions(&self) -> Vec<(usize, usize)> {
        let mut all = Vec::new();
        if self.asked.get() && self.initial.1 - self.initial.0 >= 2 * MIN_ALIGN {
            all.push(self.initial);
        }
        for &(start, end) in &*self.regions.borrow() {
            match all.last_mut() {
                Some(last) if last.1 == start => last.1 = end,
                _ => all.push((start, end)),
            }
        }
        all
    }
}

// SAFETY: ranges are in the arena, which lives as long as the source does, and none is handed out twice.
unsafe impl Source for Arena {
    fn initial(&self) -> (usize, usize) {
        self.asked.set(true);
        self.initial
    }

    fn grow(&self, pages: usize) -> Option<usize> {
        let start = self.take(pages)?;
        self.regions
            .borrow_mut()
            .push((start, start + pages * PAGE));
        Some(start)
    }
}

#[derive(Clone, Debug)]
enum Step {
    Alloc(usize),
    Aligned(usize, u32),
    Free(usize),
    Realloc(usize, usize),
    Foreign,
}

fn size() -> impl Strategy<Value = usize> {
    prop_oneof![6 => 0usize..300, 3 => 0usize..5000, 1 => 0usize..100_000, 1 => Just(usize::MAX), 1 => (isize::MAX as usize - 100)..=(isize::MAX as usize + 100)]
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        5 => size().prop_map(Step::Alloc),
        1 => (size(), 0u32..18).prop_map(|(size, log)| Step::Aligned(size, log)),
        4 => any::<usize>().prop_map(Step::Free),
        3 => (any::<usize>(), size()).prop_map(|(which, size)| Step::Realloc(which, size)),
        1 => Just(Step::Foreign),
    ]
}

struct Live {
    at: *mut u8,
    len: usize,
    seed: u8,
}

impl Live {
    fn fill(at: *mut u8, len: usize, seed: u8) -> Self {
        for i in 0..len {
            // SAFETY: the block has at least `len` bytes.
            unsafe { at.add(i).write(seed.wrapping_add(i as u8)) };
        }
        Live { at, len, seed }
    }

    fn intact(&self, len: usize) -> bool {
        // SAFETY: as above.
        (0..len.min(self.len))
            .all(|i| unsafe { self.at.add(i).read() } == self.seed.wrapping_add(i as u8))
    }
}

fn run<const QUICK: usize>(steps: &[Step], initial: usize, pages: usize) {
    let heap = Heap::<Arena, QUICK>::new(Arena::new(initial, pages));
    let mut live: Vec<Live> = Vec::new();
    for (n, step) in steps.iter().enumerate() {
        let seed = n as u8;
        // SAFETY: `heap` stays where it is, and only what is live is freed or moved.
        unsafe {
            match *step {
                Step::Alloc(len) | Step::Aligned(len, _) => {
                    let align = if let Step::Aligned(_, log) = step {
                        1 << log
                    } else {
                        MIN_ALIGN
                    };
                    let at = if align == MIN_ALIGN {
                        heap.alloc(len)
                    } else {
                        heap.alloc_aligned(len, align)
                    };
                    if !at.is_null() {
                        assert_eq!(at.addr() % align.max(MIN_ALIGN), 0);
                        assert!(heap.usable_size(at) >= len);
                        live.push(Live::fill(at, len, seed));
                    } else {
                        assert!(len > 1000, "no memory for {len} bytes");
                    }
                }
                Step::Free(which) if !live.is_empty() => {
                    let block = live.swap_remove(which % live.len());
                    heap.dealloc(block.at);
                }
                Step::Realloc(which, len) if !live.is_empty() => {
                    let which = which % live.len();
                    let at = heap.realloc(live[which].at, len);
                    if !at.is_null() {
                        live[which].at = at;
                        assert!(live[which].intact(len), "content lost in realloc");
                        live[which] = Live::fill(at, len, seed);
                    }
                }
                Step::Foreign => drop(heap.source().take(1)),
                _ => {}
            }
            let census = heap
                .check(&heap.source().regions())
                .unwrap_or_else(|e| panic!("{e} after {step:?}"));
            assert_eq!(census.used, live.len());
        }
        // Each block was filled with its own pattern when it was born: an overlap would show.
        if n % 16 == 0 {
            assert!(
                live.iter().all(|b| b.intact(usize::MAX)),
                "content lost by step {n}"
            );
        }
    }
    assert!(live.iter().all(|b| b.intact(usize::MAX)), "content lost");
    for block in live {
        // SAFETY: as above.
        unsafe { heap.dealloc(block.at) };
    }
    // What no memory can hold makes the heap merge all that waits in quick lists, and fails.
    // SAFETY: as above.
    unsafe {
        assert!(heap.alloc(isize::MAX as usize).is_null());
        let regions = heap.source().regions();
        let census = heap.check(&regions).unwrap();
        let bytes = regions.iter().map(|r| r.1 - r.0 - MIN_ALIGN).sum();
        assert_eq!(
            census,
            Census {
                used: 0,
                free: regions.len(),
                quick: 0,
                free_bytes: bytes
            }
        );
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(40) })]

    #[test]
    fn holds_what_it_is_given(steps in prop::collection::vec(step(), 1..250), initial in 0usize..PAGE) {
        run::<0>(&steps, initial, 400);
        run::<17>(&steps, initial, 400);
    }

    #[test]
    fn survives_the_end_of_memory(steps in prop::collection::vec(step(), 1..400), initial in 0usize..200) {
        // One page more than the small blocks of a whole run can take.
        run::<0>(&steps, initial, 80);
        run::<17>(&steps, initial, 80);
    }
}

/// A request that fails leaves all as it was; what is freed can then be had again, whole.
#[test]
fn fails_and_recovers() {
    let heap = Heap::<Arena, 17>::new(Arena::new(0, 4));
    // SAFETY: `heap` stays where it is, and each block is freed once.
    unsafe {
        let mut all = Vec::new();
        loop {
            let at = heap.alloc(100);
            if at.is_null() {
                break;
            }
            all.push(Live::fill(at, 100, all.len() as u8));
        }
        assert!(all.len() > 1500, "{}", all.len());
        assert!(heap.realloc(all[0].at, 5000).is_null());
        assert!(heap.alloc_aligned(100, 4096).is_null());
        assert!(all.iter().all(|b| b.intact(100)));
        for block in &all {
            heap.dealloc(block.at);
        }
        let one = heap.alloc(3 * PAGE + PAGE / 2);
        assert!(!one.is_null());
        heap.dealloc(one);
        assert_eq!(heap.check(&heap.source().regions()).unwrap().free, 1);
    }
}

/// The last block grows where it is, and what it gives up is merged.
#[test]
fn realloc_stays_in_place() {
    let heap = Heap::<Arena, 0>::new(Arena::new(0, 40));
    // SAFETY: `heap` stays where it is.
    unsafe {
        let at = heap.alloc(100);
        for len in [200, 3000, 50_000, 10, 60_000, 0] {
            assert_eq!(heap.realloc(at, len), at);
        }
        let census = heap.check(&heap.source().regions()).unwrap();
        assert_eq!((census.used, census.free), (1, 1));
    }
}

/// Where blocks are made for speed, a large block at the end takes what memory grows by, and does not move.
#[test]
fn a_large_block_grows_at_the_end_of_memory() {
    let heap = Heap::<Arena, 17>::new(Arena::new(0, 40));
    // SAFETY: `heap` stays where it is.
    unsafe {
        let at = heap.alloc(PAGE);
        for pages in [2, 4, 8, 16, 32] {
            assert_eq!(heap.realloc(at, pages * PAGE), at);
        }
        assert!(heap.realloc(at, 64 * PAGE).is_null(), "more than there is");
        let census = heap.check(&heap.source().regions()).unwrap();
        assert_eq!(census.used, 1);
    }
}

/// Freed memory is used again before more is asked for.
#[test]
fn does_not_creep() {
    let heap = Heap::<Arena, 17>::new(Arena::new(0, 64));
    let mut random = 1u32;
    let mut live = [std::ptr::null_mut::<u8>(); 512];
    // SAFETY: `heap` stays where it is, and slots hold what is live.
    unsafe {
        for _ in 0..200_000 {
            random = random.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            let slot = &mut live[(random >> 23) as usize];
            if !slot.is_null() {
                heap.dealloc(*slot);
            }
            *slot = heap.alloc((random >> 12 & 2047) as usize);
            assert!(!slot.is_null());
        }
        let census = heap.check(&heap.source().regions()).unwrap();
        let total: usize = heap.source().regions().iter().map(|r| r.1 - r.0).sum();
        assert!(
            total < 512 * 1024 * 2,
            "{total} bytes for about {} in use",
            512 * 1024
        );
        assert!(census.used <= 512);
    }
}
