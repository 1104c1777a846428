//! `Arena`: what is freed and dropped when, limits, drops that panic.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use proptest::prelude::*;
use wasm::memory::{Arena, ArenaFull};

const CASES: u32 = if cfg!(target_family = "wasm") {
    64
} else {
    256
};

/// Notes its name when it is dropped.
struct Noted(u32, Rc<RefCell<Vec<u32>>>);

impl Drop for Noted {
    fn drop(&mut self) {
        self.1.borrow_mut().push(self.0);
    }
}

#[test]
fn what_is_kept_is_dropped_last_first() {
    let notes = Rc::default();
    let noted = |i| Noted(i, Rc::clone(&notes));
    Arena::scope(|arena| {
        let first = arena.keep(noted(1));
        arena.keep(noted(2));
        {
            let boxed = arena.boxed(noted(10));
            assert_eq!(boxed.0, 10);
        }
        assert_eq!(*notes.borrow(), [10]);
        arena.nested(|inner| {
            inner.keep(noted(20));
            inner.keep(noted(21));
            first.0 += 2;
        });
        assert_eq!(*notes.borrow(), [10, 21, 20]);
        arena.keep(noted(4));
        assert_eq!(*arena.keep(9), 9);
    });
    assert_eq!(*notes.borrow(), [10, 21, 20, 4, 2, 3]);
}

#[test]
fn values_may_refer_to_one_another() {
    struct Node<'a> {
        value: u32,
        next: Cell<Option<&'a Node<'a>>>,
    }
    let sum = Arena::scope(|arena| {
        let nodes: Vec<&Node> = (0..100)
            .map(|value| {
                &*arena.alloc(Node {
                    value,
                    next: Cell::new(None),
                })
            })
            .collect();
        for pair in nodes.windows(2) {
            pair[0].next.set(Some(pair[1]));
        }
        nodes[99].next.set(Some(nodes[0]));
        let mut at = nodes[50];
        (0..150).fold(0, |sum, _| {
            at = at.next.get().unwrap();
            sum + at.value
        })
    });
    assert_eq!(sum, 4950 + (51..100).sum::<u32>());
}

#[test]
fn an_iterator_may_allocate_meanwhile() {
    Arena::scope(|arena| {
        let texts = arena.alloc_iter((0..50).map(|i| &*arena.alloc_str(&"x".repeat(i))));
        assert!(texts.iter().enumerate().all(|(i, text)| text.len() == i));
    });
}

#[test]
fn a_limit_counts_values_and_scopes_inside() {
    Arena::scope_with_limit(100, |arena| {
        arena.alloc_slice_copy(&[0u8; 60]);
        assert_eq!(arena.left(), Some(40));
        arena.nested(|inner| {
            assert!(inner.try_alloc([0u8; 30]).is_ok());
            let full = ArenaFull {
                requested: 30,
                left: 10,
            };
            assert_eq!(arena.try_alloc([1u8; 30]), Err(full));
            assert_eq!(
                full.to_string(),
                "30 bytes do not fit: the arena's limit leaves 10"
            );
        });
        assert_eq!(arena.left(), Some(40));
        assert!(arena.try_alloc_str(&"a".repeat(41)).is_err());
        assert!(arena.try_alloc_slice_copy(&[0u64; 6]).is_err());
        assert!(arena.try_boxed([0u8; 41]).is_err());
        assert!(arena.try_keep(vec![0u8; 1]).is_err() || size_of::<Vec<u8>>() + 8 <= 40);
        assert!(arena.try_alloc([0u8; 41]).is_err());
    });
    Arena::scope_with_limit(100, |arena| {
        assert!(arena.try_alloc_iter(std::iter::repeat(1u8)).is_err());
        assert_eq!(arena.left(), Some(0));
    });
    Arena::scope(|arena| assert_eq!(arena.left(), None));
}

#[test]
fn what_does_not_fit_is_dropped() {
    let notes = Rc::default();
    Arena::scope_with_limit(4, |arena| {
        assert!(arena.try_keep(Noted(1, Rc::clone(&notes))).is_err());
        assert!(arena.try_boxed(Noted(2, Rc::clone(&notes))).is_err());
    });
    assert_eq!(*notes.borrow(), [1, 2]);
}

#[test]
fn capacity_is_there_at_once() {
    Arena::scope_with_capacity(10_000, |arena| {
        let before = arena.allocated_bytes();
        assert!(before >= 10_000);
        arena.alloc([0u8; 9_000]);
        assert_eq!(arena.allocated_bytes(), before);
    });
}

#[test]
fn values_are_aligned() {
    #[repr(align(64))]
    struct Line;
    Arena::scope(|arena| {
        for _ in 0..10 {
            arena.alloc(1u8);
            assert!((&raw const *arena.alloc(Line)).addr().is_multiple_of(64));
        }
    });
}

#[cfg(not(target_family = "wasm"))] // Panics abort there, and nothing is dropped.
mod natively {
    use super::*;
    use std::panic::{AssertUnwindSafe, catch_unwind};

    #[test]
    fn a_panic_drops_what_was_kept() {
        let notes = Rc::default();
        let panic = catch_unwind(AssertUnwindSafe(|| {
            Arena::scope(|arena| {
                arena.keep(Noted(1, Rc::clone(&notes)));
                arena.keep(Noted(2, Rc::clone(&notes)));
                panic!("on purpose");
            })
        }));
        assert_eq!(panic.unwrap_err().downcast_ref(), Some(&"on purpose"));
        assert_eq!(*notes.borrow(), [2, 1]);
    }

    #[test]
    fn after_a_drop_that_panics_the_others_are_dropped() {
        struct Panics;
        impl Drop for Panics {
            fn drop(&mut self) {
                panic!("a drop, on purpose");
            }
        }
        let notes = Rc::default();
        let panic = catch_unwind(AssertUnwindSafe(|| {
            Arena::scope(|arena| {
                arena.keep(Noted(1, Rc::clone(&notes)));
                arena.keep(Noted(2, Rc::clone(&notes)));
                arena.keep(Panics);
                arena.keep(Noted(3, Rc::clone(&notes)));
            })
        }));
        assert_eq!(
            panic.unwrap_err().downcast_ref(),
            Some(&"a drop, on purpose")
        );
        assert_eq!(*notes.borrow(), [3, 2, 1]);
    }

    #[test]
    fn a_passed_limit_names_the_arena() {
        let panic = catch_unwind(|| {
            Arena::scope_with_limit(3, |arena| {
                arena.alloc(1u32);
            })
        });
        assert_eq!(
            panic.unwrap_err().downcast_ref::<String>().unwrap(),
            "`Arena`: 4 bytes do not fit: the arena's limit leaves 3"
        );
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: CASES, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn values_stay_what_they_were(texts: Vec<String>, numbers: Vec<u64>) {
        Arena::scope(|arena| {
            let kept: Vec<&mut String> = texts.iter().map(|text| arena.keep(text.clone())).collect();
            let copies: Vec<&mut str> = texts.iter().map(|text| arena.alloc_str(text)).collect();
            let slice = arena.alloc_iter(numbers.iter().map(|n| n ^ 1));
            let same = arena.alloc_slice_copy(&numbers);
            slice.iter_mut().for_each(|n| *n ^= 1);
            prop_assert_eq!(slice, same);
            for ((text, kept), copy) in texts.iter().zip(kept).zip(copies) {
                kept.push('!');
                prop_assert_eq!(&kept[..kept.len() - 1], &*copy);
                prop_assert_eq!(text, &*copy);
            }
            Ok(())
        })?;
    }
}
