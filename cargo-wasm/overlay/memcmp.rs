//! `memcmp`, eight bytes at a time: musl's goes byte by byte, and comparing and sorting strings is mostly that.
//!
//! Compiled for wasm by the sysroot builder in place of the member of `libc.a` that defines it.

#![no_builtins]

use core::ffi::c_int;

/// # Safety
/// Both ranges can be read.
#[unsafe(no_mangle)]
unsafe extern "C" fn memcmp(left: *const u8, right: *const u8, count: usize) -> c_int {
    let byte = |at: usize| unsafe { (*left.add(at), *right.add(at)) };
    let word = |at: usize| unsafe {
        let (left, right) = (left.add(at).cast::<u64>(), right.add(at).cast::<u64>());
        (left.read_unaligned(), right.read_unaligned())
    };
    let mut at = 0;
    while count - at >= 8 {
        let (a, b) = word(at);
        if a != b {
            // Wasm is little-endian: the lowest byte that differs is the first in memory.
            let shift = (a ^ b).trailing_zeros() & !7;
            return (a >> shift) as u8 as c_int - (b >> shift) as u8 as c_int;
        }
        at += 8;
    }
    while at < count {
        let (a, b) = byte(at);
        if a != b {
            return c_int::from(a) - c_int::from(b);
        }
        at += 1;
    }
    0
}
