//! Capabilities: what is annotated works here, fallbacks agree with what they are for, and the section reads back.
#![deny(warnings)]
#![allow(unreachable_pub)]
#![forbid(unsafe_code)]

use wasm::host::{self, Capability, Host};
use wasm::section::capabilities::{Kind, read};
use wasm::section::{HEADER, Record, SectionError, TEXT};

mod image {
    //! Order does not matter: the fallback may stand first.

    #[wasm::fallback(for = sum)]
    pub fn sum_single(numbers: &[u32]) -> u32 {
        numbers.iter().sum()
    }

    #[wasm::requires(random)]
    pub fn sum(numbers: &[u32]) -> u32 {
        numbers.iter().rev().sum()
    }

    #[wasm::requires(clock, random)]
    pub(crate) fn largest<'a, T: Ord + ?Sized>(items: &[&'a T]) -> Option<&'a T> {
        items.iter().copied().max()
    }

    #[wasm::fallback(for = largest)]
    pub(crate) fn largest_slowly<'a, T: Ord + ?Sized>(items: &[&'a T]) -> Option<&'a T> {
        items.iter().copied().min_by(|a, b| b.cmp(a))
    }

    #[wasm::requires(clock)]
    pub const fn doubled<const N: usize>(x: [u8; N]) -> usize {
        2 * x.len()
    }

    #[wasm::fallback(for = doubled)]
    pub const fn doubled_by_adding<const N: usize>(x: [u8; N]) -> usize {
        x.len() + x.len()
    }

    #[wasm::requires(clock)]
    pub async fn later(text: &str, more: impl Into<String>) -> String {
        more.into() + text
    }

    #[wasm::fallback(for = later)]
    pub async fn at_once(text: &str, more: impl Into<String>) -> String {
        more.into() + text
    }
}

/// Functions that only look like something else.
mod looks {
    /// Neither `no_mangle` nor `export_name`, and no `wasm_bindgen`: a free function, which may have a fallback.
    #[wasm::requires(clock)]
    #[cfg_attr(any(), allow(dead_code))]
    pub(super) fn documented() -> u32 {
        1
    }

    #[wasm::fallback(for = documented)]
    pub(crate) fn documented_plainly() -> u32 {
        2
    }

    /// `Self` is in a block's own `impl`.
    #[wasm::requires(clock)]
    #[allow(clippy::needless_pub_self)]
    pub(self) fn with_an_impl_within() -> u32 {
        if true {
            struct Three;
            impl Three {
                fn new() -> Self {
                    Self
                }
            }
            let _ = Three::new();
        }
        3
    }

    #[wasm::fallback(for = with_an_impl_within)]
    fn a0() -> u32 {
        with_an_impl_within() + documented() + documented_plainly()
    }

    #[wasm::requires(clock)]
    pub(crate) const fn called(n: u32) -> u32 {
        n
    }

    #[wasm::fallback(for = called)]
    pub(crate) const fn signature(n: u32) -> u32 {
        n
    }

    pub(super) fn sum() -> u32 {
        a0() + called(1) + signature(1)
    }
}

mod use_of_them {
    pub(super) use crate::image::{largest, sum as total};
}

struct Pool(u32);

impl Pool {
    #[wasm::requires(clock)]
    fn size(&self) -> u32 {
        self.0
    }

    #[wasm::requires(clock)]
    fn new() -> Self {
        Pool(3)
    }
}

#[wasm::requires(clock)]
impl Pool {
    fn of(size: u32) -> Pool {
        Pool(size)
    }
}

trait Draw {
    #[wasm::requires(clock)]
    fn draw(&self) -> u32 {
        1
    }
}

impl Draw for Pool {}

#[wasm::requires(random, clock)]
mod parallel {
    pub fn answer() -> u32 {
        42
    }
}

#[test]
fn annotated_items_work() {
    assert_eq!(image::sum(&[1, 2, 3]), 6);
    assert_eq!(looks::sum(), 8);
    assert_eq!(image::sum_single(&[1, 2, 3]), 6);
    assert_eq!(use_of_them::total(&[1]), 1);
    assert_eq!(use_of_them::largest::<str>(&["a", "c", "b"]), Some("c"));
    const SIZE: usize = image::doubled([1, 2, 3]);
    assert_eq!((SIZE, image::doubled_by_adding([0; 2])), (6, 4));
    assert_eq!((Pool::new().size(), Pool::of(2).0), (3, 2));
    assert_eq!(Pool(0).draw(), 1);
    assert_eq!(parallel::answer(), 42);
    let _ = (image::later("a", "b"), image::at_once("a", 'c'));
    assert_eq!(image::largest_slowly(&[&1, &3]), Some(&3));
}

#[test]
fn within_a_function() {
    #[wasm::requires(clock)]
    fn inner() -> u32 {
        1
    }
    #[wasm::fallback(for = inner)]
    fn other() -> u32 {
        2
    }
    assert_eq!(inner() + other(), 3);
}

// Each name is known to the attribute and to the crate.
#[cfg(not(target_family = "wasm"))]
#[wasm::requires(
    threads,
    simd,
    relaxed_simd,
    bulk_memory,
    reference_types,
    clock,
    random,
    file_system,
    network,
    environment,
    stdio
)]
mod everything {}

#[test]
fn the_host_is_known() {
    if cfg!(not(target_family = "wasm")) {
        assert_eq!(host::current(), Host::Native);
        let lacks = |c: &Capability| !host::has(*c) && *c != Capability::ExceptionHandling;
        assert!(!Capability::ALL.iter().any(lacks));
    }
    if cfg!(target_os = "wasi") {
        assert_eq!(host::current(), Host::Wasi);
        assert!(host::has(Capability::FileSystem) && host::has(Capability::Clock));
        assert!(!host::has(Capability::Network) && !host::has(Capability::Threads));
    }
    for capability in Capability::ALL {
        assert_eq!(capability.name().parse(), Ok(capability));
        assert!(!capability.name().contains('_'));
    }
    let error = "fire".parse::<Capability>().unwrap_err();
    assert!(error.to_string().contains("`file-system`"));
}

const SIZE: usize = HEADER + 1 + TEXT + 3 + TEXT + 1 + 4 + TEXT + 5 + TEXT + 2;

fn record() -> [u8; SIZE] {
    let record = Record::new().u8(1).text("a::").text("b").u32(2);
    record.text("clock").text("xy").finish()
}

#[test]
fn a_section_reads_back() {
    let two = [record(), record()].concat();
    let read = read(&two).unwrap();
    assert_eq!((read.len(), &read[0]), (2, &read[1]));
    assert_eq!((read[0].kind, &*read[0].item), (Kind::Fallback, "a::"));
    assert_eq!(read[0].target.as_deref(), Some("b"));
    assert_eq!(read[0].capabilities, ["clock", "xy"]);
}

#[test]
fn a_broken_section_says_where() {
    let mut bytes = record();
    bytes[HEADER] = 7;
    let error = read(&bytes).unwrap_err();
    assert_eq!(
        error.to_string(),
        "the kind of a declaration at byte 5 cannot be 7"
    );
    let cut = read(&record()[..SIZE - 1]).unwrap_err();
    assert_eq!(cut, SectionError::Truncated { offset: HEADER });
    // A count that promises more than there is.
    let many = Record::<{ HEADER + 13 }>::new()
        .u8(0)
        .u32(0)
        .u32(0)
        .u32(u32::MAX);
    assert!(matches!(
        read(&many.finish()),
        Err(SectionError::Truncated { .. })
    ));
    let mut newer = record();
    newer[0] = 2;
    assert!(read(&newer).unwrap_err().to_string().contains("version 2"));
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig {
        cases: if cfg!(target_family = "wasm") { 64 } else { 4096 },
        failure_persistence: None,
        ..Default::default()
    })]

    #[test]
    fn no_bytes_make_the_reader_panic(bytes: Vec<u8>, at in 0..SIZE, byte: u8, cut in 0..SIZE) {
        let _ = read(&bytes);
        let mut changed = record();
        changed[at] = byte;
        let _ = read(&changed);
        let _ = read(&changed[..cut]);
    }
}
