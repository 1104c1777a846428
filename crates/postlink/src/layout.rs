//! Laying bytes out in data segments: zeros that memory starts with are left out where that saves bytes.

use crate::raw::{write_sleb, write_uleb};

/// More new segments than this slow an instantiation down for a few bytes each, and engines have limits (100,000).
const MAX_PIECES: usize = 10_000;

/// How many bytes a split has to save; the next is tried when the last gives more than [`MAX_PIECES`].
const LEAST_SAVINGS: [u64; 4] = [0, 16, 128, 1024];

/// What occupies a stretch of memory when a module starts, in order of address.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Stretch<'a> {
    /// Bytes at an address that may be cut and joined at will. No other stretch overlaps them.
    Free {
        address: u64,
        bytes: &'a [u8],
        /// The segment they come from.
        source: u32,
    },
    /// Something here is written by a segment that stays, so nothing may be joined across it.
    Barrier,
}

/// A new segment.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Piece {
    pub(crate) address: u64,
    pub(crate) bytes: Vec<u8>,
    /// The segment its first byte comes from.
    pub(crate) source: u32,
}

/// Covers all non-zero bytes of the free stretches with few bytes of segments, in order of address.
///
/// One pass from low to high addresses: each run of non-zero bytes either joins the segment before it, paying for the zeros in
/// between, or starts its own, paying for a header. That is the best choice for each run but not always overall, since a run that
/// joins may push the length into a longer LEB128 later. `None` when there would be too many.
pub(crate) fn lay_out(stretches: &[Stretch<'_>], memory64: bool) -> Option<Vec<Piece>> {
    LEAST_SAVINGS
        .iter()
        .map(|&saving| lay_out_with(stretches, memory64, saving))
        .find(|pieces| pieces.len() <= MAX_PIECES)
}

fn lay_out_with(stretches: &[Stretch<'_>], memory64: bool, least_saving: u64) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut joinable = false;
    for stretch in stretches {
        let Stretch::Free {
            address,
            bytes,
            source,
        } = *stretch
        else {
            joinable = false;
            continue;
        };
        for (start, run) in nonzero_runs(bytes) {
            let at = address + start as u64;
            if joinable && let Some(last) = pieces.last_mut() {
                let length = last.bytes.len() as u64;
                let gap = at - (last.address + length);
                let joined = length + gap + run.len() as u64;
                let cost_of_joining = gap + uleb_len(joined) - uleb_len(length);
                if cost_of_joining <= header_len(at, run.len() as u64, memory64) + least_saving {
                    last.bytes.resize((length + gap) as usize, 0);
                    last.bytes.extend_from_slice(run);
                    continue;
                }
            }
            pieces.push(Piece {
                address: at,
                bytes: run.to_vec(),
                source,
            });
            joinable = true;
        }
    }
    pieces
}

/// The longest stretches without a zero byte, with their offsets.
fn nonzero_runs(bytes: &[u8]) -> impl Iterator<Item = (usize, &[u8])> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at + bytes[at..].iter().position(|&byte| byte != 0)?;
        let len = bytes[start..]
            .iter()
            .position(|&byte| byte == 0)
            .unwrap_or(bytes.len() - start);
        at = start + len;
        Some((start, &bytes[start..at]))
    })
}

/// The part of `bytes` between leading and trailing zeros, and how many zeros lead.
pub(crate) fn trim(bytes: &[u8]) -> (usize, &[u8]) {
    let Some(start) = bytes.iter().position(|&byte| byte != 0) else {
        return (0, &[]);
    };
    let end = bytes
        .iter()
        .rposition(|&byte| byte != 0)
        .map_or(start, |last| last + 1);
    (start, &bytes[start..end])
}

/// Appends an active segment for memory 0: core spec 5.5.14, `0 expr vec(byte)`.
pub(crate) fn write_active(out: &mut Vec<u8>, address: u64, bytes: &[u8], memory64: bool) {
    out.push(0);
    write_address(out, address, memory64);
    write_uleb(out, bytes.len() as u64);
    out.extend_from_slice(bytes);
}

fn write_address(out: &mut Vec<u8>, address: u64, memory64: bool) {
    // Constants are signed LEB128, addresses are not: the upper half reads as negative.
    if memory64 {
        out.push(0x42);
        write_sleb(out, address.cast_signed());
    } else {
        out.push(0x41);
        write_sleb(out, i64::from((address as u32).cast_signed()));
    }
    out.push(0x0b);
}

/// Bytes of a segment that are not its content.
fn header_len(address: u64, length: u64, memory64: bool) -> u64 {
    let mut expr = Vec::with_capacity(12);
    write_address(&mut expr, address, memory64);
    1 + expr.len() as u64 + uleb_len(length)
}

fn uleb_len(value: u64) -> u64 {
    u64::from((64 - value.leading_zeros()).div_ceil(7).max(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn free(address: u64, bytes: &[u8]) -> Stretch<'_> {
        Stretch::Free {
            address,
            bytes,
            source: 0,
        }
    }

    fn shape(stretches: &[Stretch<'_>]) -> Vec<(u64, usize)> {
        lay_out(stretches, false)
            .unwrap()
            .iter()
            .map(|piece| (piece.address, piece.bytes.len()))
            .collect()
    }

    #[test]
    fn short_gaps_join_and_long_ones_split() {
        assert_eq!(shape(&[free(0, &[0, 0, 1, 2, 0, 0])]), [(2, 2)]);
        assert_eq!(shape(&[free(0, &[1, 0, 0, 0, 0, 0, 1])]), [(0, 7)]);
        assert_eq!(
            shape(&[free(0, &[1, 0, 0, 0, 0, 0, 0, 1])]),
            [(0, 1), (7, 1)]
        );
        assert_eq!(shape(&[free(0, &[1]), free(3, &[1])]), [(0, 4)]);
        assert_eq!(shape(&[free(0, &[0; 9]), free(9, &[])]), []);
    }

    #[test]
    fn nothing_joins_across_a_barrier() {
        assert_eq!(
            shape(&[free(0, &[1]), Stretch::Barrier, free(3, &[1])]),
            [(0, 1), (3, 1)]
        );
    }

    #[test]
    fn many_pieces_are_made_fewer() {
        let bytes: Vec<u8> = (0..400_000).map(|at| u8::from(at % 20 == 0)).collect();
        let pieces = lay_out(&[free(0, &bytes)], false).unwrap();
        assert_eq!(pieces.len(), 1);
    }

    #[test]
    fn high_addresses_are_written_as_negative_constants() {
        let mut out = Vec::new();
        write_active(&mut out, 0xffff_ffff, &[7], false);
        assert_eq!(out, [0, 0x41, 0x7f, 0x0b, 1, 7]);
        assert_eq!(header_len(0xffff_ffff, 1, false), 5);
    }
}
