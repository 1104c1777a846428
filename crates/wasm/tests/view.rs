//! `View` and `ViewMut`: ranges that a host names, parts, casts, growth of memory meanwhile.

use proptest::prelude::*;
use wasm::memory::{View, ViewError, ViewMut};

const CASES: u32 = if cfg!(target_family = "wasm") {
    64
} else {
    256
};

fn address<T>(slice: &[T]) -> usize {
    slice.as_ptr().expose_provenance()
}

#[test]
fn a_bad_range_is_refused() {
    let values = [1u32, 2, 3, 4];
    let at = address(&values);
    // SAFETY: each is refused, but the last, which is all of `values`.
    let view = |address, len| unsafe { View::<u32>::from_raw(address, len) };
    assert_eq!(view(0, 1), Err(ViewError::Null));
    assert_eq!(
        view(at + 2, 1),
        Err(ViewError::Misaligned {
            address: at + 2,
            align: 4
        })
    );
    for len in [usize::MAX, usize::MAX / 4 + 1, usize::MAX / 8 + 1] {
        assert_eq!(view(at, len), Err(ViewError::Overflow { len, size: 4 }));
    }
    let last = usize::MAX - 3;
    assert_eq!(view(last, 1), Err(ViewError::Overflow { len: 1, size: 4 }));
    assert_eq!(*view(at, 4).unwrap(), values);
}

#[test]
fn no_elements_may_be_nowhere() {
    // SAFETY: without elements nothing is read or written.
    unsafe {
        assert_eq!(View::<u32>::from_raw(0, 0).unwrap().len(), 0);
        assert_eq!(ViewMut::<u32>::from_raw(0, 0).unwrap().len(), 0);
        assert_eq!(
            View::<u32>::from_raw(2, 0),
            Err(ViewError::Misaligned {
                address: 2,
                align: 4
            })
        );
    }
}

#[test]
fn errors_say_what_is_wrong() {
    let texts = [
        ViewError::Null,
        ViewError::Misaligned {
            address: 0x1002,
            align: 4,
        },
        ViewError::Overflow { len: 9, size: 4 },
        ViewError::OutOfBounds {
            end: 0x20000,
            memory: 0x10000,
        },
        ViewError::Remainder { bytes: 9, size: 4 },
    ]
    .map(|error| error.to_string());
    assert_eq!(
        texts,
        [
            "the view is at address 0 and is not empty",
            "address 0x1002 is not aligned to 4 bytes",
            "9 elements of 4 bytes are more than the address space has from there",
            "the view ends at 0x20000, and memory at 0x10000",
            "9 bytes are no whole number of elements of 4 bytes",
        ]
    );
}

#[test]
fn the_host_may_write_in_place() {
    let mut values = vec![1u16, 2, 3];
    let mut view = ViewMut::from(&mut values);
    let (start, len) = view.raw();
    assert_eq!(len, 3);
    // SAFETY: what a host does with what it is given.
    unsafe { start.add(1).write(9) };
    assert_eq!(*view, [1, 9, 3]);
    view.reborrow()[0] = 7;
    assert_eq!(view.as_view().first(), Some(&7));
    let at = address(&values);
    // SAFETY: `values` is not used until the view's last use.
    let mut again = unsafe { ViewMut::<u16>::from_raw(at, 3) }.unwrap();
    again[2] = 4;
    let (low, high) = again.split_at(2).unwrap();
    assert_eq!((&*low, &*high), (&[7, 9][..], &[4][..]));
}

#[test]
fn elements_without_bytes() {
    let view = View::new(&[(), (), ()]);
    assert_eq!(view.as_bytes().len(), 0);
    assert_eq!(view.cast::<u8>().unwrap().len(), 0);
    assert_eq!(
        View::new(&[1u8]).cast::<()>(),
        Err(ViewError::Remainder { bytes: 1, size: 0 })
    );
    assert_eq!(View::<u8>::default().cast::<()>().unwrap().len(), 0);
}

#[cfg(target_arch = "wasm32")]
#[test]
fn memory_grows_during_a_view() {
    use core::arch::wasm32::{memory_grow, memory_size};

    let mut values: Vec<u32> = (0..1000).collect();
    let before = View::from(&values);
    let end = memory_size(0) * 65_536;
    // SAFETY: refused, since memory ends there.
    let beyond = unsafe { View::<u8>::from_raw(end, 1) };
    assert_eq!(
        beyond,
        Err(ViewError::OutOfBounds {
            end: end as u64 + 1,
            memory: end as u64
        })
    );
    assert_ne!(memory_grow(0, 1), usize::MAX);
    assert!(before.iter().copied().eq(0..1000));
    // SAFETY: the new page is this test's alone, which had it from `memory_grow`.
    let mut page = unsafe { ViewMut::<u8>::from_raw(end, 65_536) }.unwrap();
    assert!(page.iter().all(|&byte| byte == 0));
    page[65_535] = 1;

    let mut view = ViewMut::from(&mut values);
    assert_ne!(memory_grow(0, 1), usize::MAX);
    view[0] = 5;
    assert_eq!(values[0], 5);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: CASES, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_view_is_its_slice(values: Vec<u32>) {
        let at = address(&values);
        // SAFETY: `values` lives longer and is not written to.
        let view = unsafe { View::<u32>::from_raw(at, values.len()) }.unwrap();
        prop_assert_eq!(&*view, &values[..]);
        prop_assert_eq!(view.as_bytes().len(), values.len() * 4);
        prop_assert_eq!(view.as_bytes().cast::<u32>().unwrap(), view);
    }

    #[test]
    fn parts_are_those_of_the_slice(values: Vec<u8>, start in 0usize..40, end in 0usize..40) {
        let view = View::from(&values);
        prop_assert_eq!(view.subview(start..end).map(View::as_slice), values.get(start..end));
        prop_assert_eq!(view.subview(start..=end).map(View::as_slice), values.get(start..=end));
        prop_assert_eq!(view.subview(start..).map(View::as_slice), values.get(start..));
        prop_assert_eq!(view.subview(..=usize::MAX), None);
        let parts = view.split_at(start).map(|(a, b)| (a.as_slice(), b.as_slice()));
        prop_assert_eq!(parts, values.split_at_checked(start));
        let mut copy = values.clone();
        let same = ViewMut::from(&mut copy).subview(start..end).map(|part| part.to_vec());
        prop_assert_eq!(same, values.get(start..end).map(<[u8]>::to_vec));
    }

    #[test]
    fn a_cast_is_aligned_and_whole_or_refused(values: Vec<u64>, start in 0usize..9, end in 0usize..99) {
        let view = View::from(&values).as_bytes();
        let Some(part) = view.subview(start..end) else { return Ok(()) };
        let expected = (part.as_ptr() as usize).is_multiple_of(4) && part.len().is_multiple_of(4);
        let cast = part.cast::<u32>();
        prop_assert_eq!(cast.is_ok(), expected);
        if let Ok(words) = cast {
            prop_assert_eq!(words.as_bytes(), part);
        }
    }

    #[test]
    fn too_many_elements_are_refused_anywhere(address: usize, len in isize::MAX as usize / 8 + 1..) {
        // SAFETY: refused.
        let view = unsafe { View::<u64>::from_raw(address, len) };
        prop_assert_eq!(view, Err(ViewError::Overflow { len, size: 8 }));
    }
}
