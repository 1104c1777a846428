//! A histogram of stdin's bytes. Threads share the input and the counters, and no data race compiles: the input is a
//! [`SharedSlice`], which nobody can write, and the counters are atomic as long as more than one thread sees them.
//!
//! Where the host has no threads, `#[wasm::fallback]` puts the other body in the place of [`count`].

use std::io::{self, Read, Write};
use std::sync::atomic::Ordering;
use std::thread;

use wasm::shared::{AtomicSlice, SharedSlice, SharedSliceMut};

/// Counts on all cores.
#[wasm::requires(threads)]
fn count(bytes: SharedSlice<'_, u8>, counters: SharedSliceMut<'_, u32>) {
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let counters = counters.atomic();
    thread::scope(|scope| {
        for part in bytes.chunks(bytes.len().div_ceil(cores).max(1)) {
            scope.spawn(move || add(part, counters));
        }
    });
}

/// Counts here.
#[wasm::fallback(for = count)]
fn count_alone(bytes: SharedSlice<'_, u8>, counters: SharedSliceMut<'_, u32>) {
    add(bytes, counters.atomic());
}

fn add(bytes: SharedSlice<'_, u8>, counters: AtomicSlice<'_, u32>) {
    for byte in bytes.iter() {
        counters.fetch_add(usize::from(byte), 1, Ordering::Relaxed);
    }
}

fn print(counters: &[u32]) -> io::Result<()> {
    let most = counters.iter().copied().max().unwrap_or(0).max(1);
    let mut out = io::stdout().lock();
    for (byte, &count) in (0u8..=255).zip(counters).filter(|(_, count)| **count > 0) {
        let bar = "#".repeat((u64::from(count) * 40).div_ceil(u64::from(most)) as usize);
        writeln!(out, "{:>5} {count:>9} {bar}", byte.escape_ascii().to_string())?;
    }
    Ok(())
}

fn main() -> io::Result<()> {
    let mut bytes = Vec::new();
    io::stdin().read_to_end(&mut bytes)?;
    let mut counters = [0; 256];
    count(SharedSlice::new(&bytes), SharedSliceMut::new(&mut counters));
    print(&counters)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_byte_is_counted_once() {
        let bytes: Vec<u8> = (0..100_000u64).map(|i| (i * i % 251) as u8).collect();
        let mut expected = [0; 256];
        bytes.iter().for_each(|&byte| expected[usize::from(byte)] += 1);
        for count in [count, count_alone] {
            let mut counters = [0; 256];
            count(SharedSlice::new(&bytes), SharedSliceMut::new(&mut counters));
            assert_eq!(counters, expected);
        }
    }

    #[test]
    fn nothing_to_count() {
        let mut counters = [0; 256];
        count(SharedSlice::new(&[]), SharedSliceMut::new(&mut counters));
        assert_eq!(counters, [0; 256]);
    }
}
