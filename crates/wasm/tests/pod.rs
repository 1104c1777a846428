//! `#[derive(wasm::Pod)]`: what it makes plain data of.
#![deny(warnings, missing_docs)]
#![forbid(unsafe_code)]

use std::marker::PhantomData;

use wasm::bytemuck::{Zeroable, bytes_of, cast};

fn plain<T: wasm::Pod>() {}

#[derive(Clone, Copy, Debug, PartialEq, wasm::Pod)]
#[repr(C)]
struct Header {
    magic: [u8; 4],
    version: u16,
    flags: u16,
    offsets: [u32; Self::OFFSETS],
    nothing: (),
}

impl Header {
    const OFFSETS: usize = 2;
}

#[derive(Clone, Copy, wasm::Pod)]
#[repr(transparent)]
struct Meters<T>(T);

#[derive(Clone, Copy, wasm::Pod)]
#[repr(transparent)]
struct Tagged<T, Unit, const N: usize>([T; N], PhantomData<Unit>);

#[derive(Clone, Copy, wasm::Pod)]
#[repr(C, packed(1))]
struct Packed {
    tag: u8,
    value: u64,
}

#[derive(Clone, Copy, wasm::Pod)]
#[repr(C, align(16))]
struct Lane([f32; 4]);

#[derive(Clone, Copy, wasm::Pod)]
#[repr(C)]
struct Nothing;

#[derive(Clone, Copy, wasm::Pod)]
#[repr(C)]
struct Nested {
    header: Header,
    meters: Meters<[f32; 4]>,
    count: usize,
    #[cfg(any())]
    absent: bool,
    r#type: usize,
}

#[test]
fn bytes_are_values_and_back() {
    let bytes: [u8; 16] = std::array::from_fn(|i| i as u8);
    let header: Header = cast(bytes);
    assert_eq!(header.magic, [0, 1, 2, 3]);
    assert_eq!(header.offsets[1], u32::from_ne_bytes([12, 13, 14, 15]));
    assert_eq!(bytes_of(&header), bytes);
    assert_eq!(size_of::<Packed>(), 9);
    let packed: Packed = cast([1u8, 2, 0, 0, 0, 0, 0, 0, 0]);
    assert_eq!(
        { packed.value } + u64::from(packed.tag),
        u64::from_ne_bytes([2, 0, 0, 0, 0, 0, 0, 0]) + 1
    );
}

#[test]
fn all_these_are_plain() {
    plain::<Meters<f64>>();
    plain::<Meters<Header>>();
    plain::<Tagged<u16, u8, 3>>();
    plain::<Lane>();
    plain::<Nothing>();
    plain::<Nested>();
    plain::<[Lane; 7]>();
    plain::<std::num::Wrapping<u16>>();
    let nested = Nested::zeroed();
    assert_eq!(
        nested.count + nested.r#type + nested.header.flags as usize,
        0
    );
    assert_eq!(Tagged::<u8, char, 2>::zeroed().0, [0; 2]);
    assert_eq!(
        Lane::zeroed().0[0] + Meters(1.5).0 + nested.meters.0[2],
        1.5
    );
}

#[cfg(not(target_family = "wasm"))] // No panic can be caught there.
#[test]
fn a_layout_of_the_compilers_own_is_refused() {
    use wasm::__private::pod::whole;

    // `u8`, `u32`, `u8` in this order, as `repr(C)` lays them out: the gaps are `no_gap`'s to refuse.
    whole(12, &[(0, 1, 4), (4, 4, 8), (8, 1, 12)], "");
    // The largest first.
    let moved =
        std::panic::catch_unwind(|| whole(8, &[(4, 1, 0), (0, 4, 5), (5, 1, 8)], "another"));
    assert_eq!(*moved.unwrap_err().downcast::<String>().unwrap(), "another");
    // A field more than was derived.
    assert!(std::panic::catch_unwind(|| whole(8, &[(0, 4, 4)], "")).is_err());
}
