//! `#[wasm::region]`: turns, alignment, what is recorded, and what a loader says to it.
#![cfg(not(wasm_loom))]
#![deny(warnings, missing_docs)]
#![forbid(unsafe_code)]

use std::sync::atomic::Ordering::Relaxed;

use proptest::prelude::*;
use wasm::memory::RegionBusy;
use wasm::section::SectionError;
use wasm::section::regions::{
    Intent, RegionError, RegionRecord, problems, read, record, record_size, validate,
};

const CASES: u32 = if cfg!(target_family = "wasm") {
    64
} else {
    256
};

/// Names that the expansion could stumble over.
#[wasm::region(intent = "read-only", align = 4096)]
pub static RECORD: [u16; 3] = [1, 2, 3];

#[wasm::region(size = 32, intent = "shared")]
static NAME: [u64; 4];

#[wasm::region(intent = "shared")]
static STARTED: [i32; 2] = [-1, 1];

#[test]
fn a_table_is_read() {
    assert_eq!(*RECORD.as_view(), [1, 2, 3]);
    assert!(RECORD.as_view().as_ptr().addr().is_multiple_of(4096));
    assert_eq!(format!("{RECORD:?}"), "Region of 6 bytes, read-only");
}

#[test]
fn counters_are_shared() {
    NAME.atomic().fetch_add(3, 5, Relaxed);
    assert_eq!(NAME.atomic().load(3, Relaxed), 5);
    assert_eq!(STARTED.atomic().fetch_max(0, 7, Relaxed), -1);
    assert_eq!(size_of_val(&STARTED), 8, "nothing but the data");
}

#[test]
fn scratch_is_borrowed_once_at_a_time() {
    #[wasm::region(intent = "scratch", align = 64)]
    static FRAME: [f32; 16];

    let mut frame = FRAME.try_borrow().unwrap();
    assert!(frame.as_ptr().addr().is_multiple_of(64));
    assert_eq!(*frame, [0.0; 16]);
    frame[3] = 1.5;
    frame.as_view_mut()[4] = 2.5;
    assert_eq!(FRAME.try_borrow().unwrap_err(), RegionBusy);
    drop(frame);
    assert_eq!(FRAME.try_borrow().unwrap()[3..5], [1.5, 2.5]);
}

#[test]
fn a_stream_goes_in_turns() {
    #[wasm::region(intent = "streaming")]
    static PACKETS: [u8; 8];

    assert_eq!(PACKETS.try_read().unwrap().len(), 0);
    let mut writer = PACKETS.try_write().unwrap();
    assert!(PACKETS.try_write().is_err() && PACKETS.try_read().is_err());
    writer.as_view_mut()[..2].copy_from_slice(&[4, 5]);
    let first = writer.publish(2);
    let second = PACKETS.try_read().unwrap();
    assert_eq!((&*first, &*second.as_view()), (&[4, 5][..], &[4, 5][..]));
    drop(first);
    assert!(PACKETS.try_write().is_err(), "one still reads");
    drop(second);
    drop(PACKETS.try_write().unwrap());
    assert_eq!(
        PACKETS.try_read().unwrap().len(),
        0,
        "nothing was published"
    );
}

#[cfg(not(target_family = "wasm"))] // There are no threads, nor panics that a test could catch.
#[test]
fn threads_take_turns() {
    #[wasm::region(intent = "scratch")]
    static COUNTS: [u64; 2];

    std::thread::scope(|threads| {
        for _ in 0..4 {
            threads.spawn(|| {
                for _ in 0..1000 {
                    let mut counts = loop {
                        if let Ok(counts) = COUNTS.try_borrow() {
                            break counts;
                        }
                        std::thread::yield_now();
                    };
                    counts[0] += 1;
                    counts[1] += 1;
                }
            });
        }
    });
    assert_eq!(*COUNTS.try_borrow().unwrap(), [4000, 4000]);
}

#[cfg(not(target_family = "wasm"))] // As above.
#[test]
fn to_publish_too_much_ends_the_turn() {
    #[wasm::region(intent = "streaming")]
    static SMALL: [u8; 2];

    let panic = std::panic::catch_unwind(|| drop(SMALL.try_write().unwrap().publish(3)));
    assert_eq!(
        panic.unwrap_err().downcast_ref::<String>().unwrap(),
        "a `Region` of 2 elements publishes 3"
    );
    assert_eq!(SMALL.try_read().unwrap().len(), 0);
    assert!(SMALL.try_write().is_ok());
}

fn region(name: &str, size: u64, align: u32, intent: Intent) -> RegionRecord {
    RegionRecord {
        name: name.into(),
        size,
        align,
        intent,
    }
}

#[test]
fn a_loader_refuses_what_cannot_be() {
    let frame = region("a", 100, 64, Intent::Scratch);
    let text = |records: &[RegionRecord], shared| {
        validate(records, 150, shared).map_err(|error| error.to_string())
    };
    assert_eq!(text(std::slice::from_ref(&frame), false), Ok(()));
    assert_eq!(
        text(&[region("a", 151, 1, Intent::Scratch)], false).unwrap_err(),
        "region `a` has 151 bytes, and memory has 150"
    );
    assert_eq!(
        text(
            &[frame.clone(), region("b", 51, 1, Intent::Streaming)],
            false
        )
        .unwrap_err(),
        "the regions have 151 bytes, and memory has 150"
    );
    assert_eq!(
        text(&[region("a", 1, 48, Intent::ReadOnly)], false).unwrap_err(),
        "region `a` is aligned to 48 bytes, which is no power of two"
    );
    let twice = validate(&[region("a", 1, 1, Intent::Scratch), frame], 150, false).unwrap_err();
    assert_eq!(twice.to_string(), "two regions are called `a`");
    assert!(twice.is_warning(), "two functions may each have one");
    let bins = region("bins", 8, 8, Intent::Shared);
    assert_eq!(text(std::slice::from_ref(&bins), true), Ok(()));
    let alone = validate(std::slice::from_ref(&bins), 150, false).unwrap_err();
    assert!(alone.is_warning(), "{alone}");
    // A warning does not hide an error.
    let all = [bins, region("huge", u64::MAX, 1, Intent::Scratch)];
    let error = validate(&all, 150, false).unwrap_err();
    assert!(matches!(error, RegionError::TooLarge { .. }));
    assert_eq!(problems(&all, 150, false).len(), 2);
}

const TWO: [u8; record_size("x::A") + record_size("x::B")] = {
    let a: [u8; record_size("x::A")] = record("x::A", 4, 4, Intent::ReadOnly);
    let b: [u8; record_size("x::B")] = record("x::B", 1 << 20, 4096, Intent::Streaming);
    let mut both = [0; record_size("x::A") + record_size("x::B")];
    let mut i = 0;
    while i < both.len() {
        both[i] = if i < a.len() { a[i] } else { b[i - a.len()] };
        i += 1;
    }
    both
};

#[test]
fn records_are_read_back() {
    assert_eq!(
        read(&TWO).unwrap(),
        [
            region("x::A", 4, 4, Intent::ReadOnly),
            region("x::B", 1 << 20, 4096, Intent::Streaming)
        ]
    );
    let mut unknown = TWO;
    unknown[wasm::section::HEADER] = 9;
    assert_eq!(
        read(&unknown).unwrap_err().to_string(),
        "the intent of a region at byte 5 cannot be 9"
    );
    assert_eq!(
        read(&[7]),
        Err(SectionError::Version {
            found: 7,
            offset: 0
        })
    );
}

proptest! {
    #![proptest_config(ProptestConfig { cases: CASES, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_bytes_make_the_reader_panic(bytes: Vec<u8>) {
        let _ = read(&bytes);
    }

    #[test]
    fn nor_do_bytes_that_are_nearly_right(at in 0..TWO.len(), byte: u8, cut in 0..TWO.len()) {
        let mut bytes = TWO;
        bytes[at] = byte;
        if let Ok(records) = read(&bytes) {
            let _ = validate(&records, 1 << 16, false);
        }
        let whole = cut == 0 || cut == record_size("x::A");
        prop_assert_eq!(read(&TWO[..cut]).is_ok(), whole);
    }

    #[test]
    fn no_sizes_make_validation_panic(sizes: Vec<(u64, u32)>, memory: u64) {
        let records: Vec<_> = sizes.iter().zip(0..).map(|(&(size, align), i)| region(&format!("{i}"), size, align, Intent::Scratch)).collect();
        let fits = sizes.iter().map(|&(size, _)| u128::from(size)).sum::<u128>() <= memory.into();
        let aligned = sizes.iter().all(|&(_, align)| align.is_power_of_two());
        prop_assert_eq!(validate(&records, memory, false).is_ok(), fits && aligned);
    }
}
