//! `SharedSlice`, `SharedSliceMut` and `AtomicSlice`, on one thread and on many.
#![cfg(not(wasm_loom))]

use std::sync::atomic::Ordering::{AcqRel, Acquire, Relaxed, Release, SeqCst};

use proptest::prelude::*;
use wasm::{AtomicSlice, SharedSlice, SharedSliceMut};

const CASES: u32 = if cfg!(target_family = "wasm") {
    64
} else {
    256
};

fn for_threads<T: Copy + Send + Sync>() {}
fn to_a_thread<T: Send>() {}

#[test]
fn threads_may_have_them() {
    for_threads::<SharedSlice<'_, f32>>();
    for_threads::<AtomicSlice<'_, u64>>();
    to_a_thread::<SharedSliceMut<'_, u8>>();
}

#[test]
fn every_operation_on_every_width() {
    macro_rules! check {
        ($($int:ty)*) => {
            $({
                let mut values: [$int; 3] = [1, 2, 3];
                let mut exclusive = SharedSliceMut::from(&mut values);
                let atomic = exclusive.reborrow().atomic();
                assert_eq!(atomic.load(2, Acquire), 3);
                atomic.store(0, 6, Release);
                assert_eq!(atomic.fetch_add(0, <$int>::MAX, Relaxed), 6);
                assert_eq!(atomic.fetch_sub(0, <$int>::MAX, SeqCst), (6 as $int).wrapping_add(<$int>::MAX));
                assert_eq!(atomic.fetch_and(0, 3, AcqRel), 6);
                assert_eq!(atomic.fetch_or(0, 8, Relaxed), 2);
                assert_eq!(atomic.fetch_xor(0, 2, Relaxed), 10);
                assert_eq!(atomic.fetch_max(0, 9, Relaxed), 8);
                assert_eq!(atomic.fetch_min(0, 5, Relaxed), 9);
                assert_eq!(atomic.swap(0, 4, Relaxed), 5);
                assert_eq!(atomic.compare_exchange(0, 1, 7, SeqCst, Relaxed), Err(4));
                assert_eq!(atomic.compare_exchange(0, 4, 7, SeqCst, Relaxed), Ok(4));
                let mut copy = [0; 3];
                atomic.copy_to(&mut copy, Relaxed);
                assert_eq!(copy, [7, 2, 3]);
                assert_eq!(exclusive.get(0), Some(7));
                assert_eq!(values, [7, 2, 3]);
            })*
        };
    }
    check! { u8 i8 u16 i16 u32 i32 u64 i64 usize isize }
}

#[test]
fn atomics_of_the_standard_library() {
    let atomics = [const { std::sync::atomic::AtomicU32::new(5) }; 4];
    let slice = AtomicSlice::<u32>::from_atomics(&atomics);
    let (low, high) = slice.split_at(1);
    low.fetch_add(0, 1, Relaxed);
    high.store(2, 9, Relaxed);
    assert_eq!(slice.as_atomics().len(), 4);
    let sums: Vec<u32> = slice
        .chunks(3)
        .map(|part| (0..part.len()).map(|i| part.load(i, Relaxed)).sum())
        .collect();
    assert_eq!(sums, [16, 9]);
    assert!(slice.subslice(3..5).is_none());
}

#[cfg(not(target_family = "wasm"))] // There are no threads, nor panics that a test could catch.
mod natively {
    use super::*;

    #[test]
    fn a_histogram_that_all_threads_fill() {
        let samples: Vec<u8> = (0..40_000).map(|i| (i % 256) as u8).collect();
        let mut bins = vec![0u32; 256];
        let atomic = SharedSliceMut::from(&mut bins).atomic();
        std::thread::scope(|threads| {
            for part in SharedSlice::from(&samples).chunks(10_000) {
                threads.spawn(move || {
                    for sample in part {
                        atomic.fetch_add(sample.into(), 1, Relaxed);
                    }
                });
            }
        });
        assert!(bins.iter().take(64).all(|&count| count == 157));
        assert_eq!(bins.iter().sum::<u32>(), 40_000);
    }

    #[test]
    fn a_broken_contract_names_the_type() {
        let message = |run: fn()| {
            let panic = std::panic::catch_unwind(run).unwrap_err();
            panic.downcast_ref::<String>().unwrap().clone()
        };
        let texts = [
            message(|| SharedSlice::new(&[1u8, 2]).copy_to(&mut [0; 3])),
            message(|| SharedSliceMut::new(&mut [1u8]).copy_from(&[1; 2])),
            message(|| _ = SharedSlice::new(&[1u8]).split_at(2)),
            message(|| _ = SharedSliceMut::new(&mut [1u8]).split_at_mut(2)),
            message(|| _ = SharedSliceMut::new(&mut [1u8]).atomic().split_at(2)),
            message(|| _ = SharedSlice::new(&[1u8]).chunks(0)),
            message(|| _ = SharedSliceMut::new(&mut [1u8]).atomic().load(1, Relaxed)),
        ];
        for text in texts {
            assert!(text.contains("Slice"), "{text}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: CASES, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn parts_together_are_the_whole(values: Vec<u16>, size in 1usize..9, mid in 0usize..20) {
        let shared = SharedSlice::from(&values);
        let parts: Vec<u16> = shared.chunks(size).flat_map(SharedSlice::iter).collect();
        prop_assert_eq!(&parts, &values);
        prop_assert!(shared.chunks(size).all(|part| (1..=size).contains(&part.len())));
        let mid = mid.min(values.len());
        let (low, high) = shared.split_at(mid);
        prop_assert!(low.iter().chain(high).eq(values.iter().copied()));
        let mut copy = vec![0; values.len()];
        shared.copy_to(&mut copy);
        prop_assert_eq!(&copy, &values);
        prop_assert_eq!(shared.subslice(mid..), Some(high));
        prop_assert_eq!(shared.get(values.len()), None);
    }

    #[test]
    fn parts_are_written_apart(mut values: Vec<i32>, size in 1usize..9) {
        let mut expected = values.clone();
        expected.chunks_mut(size).zip(0..).for_each(|(part, i)| part.fill(i));
        let mut exclusive = SharedSliceMut::from(&mut values);
        for (mut part, i) in exclusive.reborrow().chunks_mut(size).zip(0..) {
            part.fill(i);
        }
        prop_assert_eq!(exclusive.downgrade().as_slice(), &expected[..]);
        let mut again = SharedSliceMut::from(&mut values);
        if let Some(old) = again.set(0, 7) {
            prop_assert_eq!(old, expected[0]);
            prop_assert_eq!(again.get(0), Some(7));
        }
        let len = again.len();
        prop_assert_eq!(again.set(len, 1), None);
    }
}
