//! The memory limit, and a note of what it refused.

use wasmtime::ResourceLimiter;

/// Elements a table may have: what JavaScript engines allow, and far from what would exhaust this process.
pub(crate) const MAX_TABLE_ELEMENTS: u64 = 10_000_000;

/// Decides about growth, and remembers what it refused: a Rust program does not say why its allocation failed.
#[derive(Debug, Default)]
pub(crate) struct Growth {
    limit: Option<u64>,
    pub(crate) refused: Option<Refused>,
}

/// A growth that did not happen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Refused {
    /// By the user's limit.
    Limit {
        /// Bytes the memory would have had.
        desired: u64,
        /// Bytes it may have.
        limit: u64,
    },
    /// By the module's own maximum, or the size of an address.
    Maximum {
        /// Bytes the memory would have had.
        desired: u64,
        /// Bytes it may have.
        maximum: u64,
    },
}

impl Growth {
    pub(crate) fn new(limit: Option<u64>) -> Growth {
        Growth {
            limit,
            refused: None,
        }
    }
}

impl ResourceLimiter for Growth {
    fn memory_growing(
        &mut self,
        _current: usize,
        desired: usize,
        maximum: Option<usize>,
    ) -> wasmtime::Result<bool> {
        let desired = desired as u64;
        if let Some(limit) = self.limit.filter(|&limit| desired > limit) {
            self.refused = Some(Refused::Limit { desired, limit });
            return Ok(false);
        }
        if let Some(maximum) = maximum
            .map(|maximum| maximum as u64)
            .filter(|&maximum| desired > maximum)
        {
            self.refused = Some(Refused::Maximum { desired, maximum });
        }
        Ok(true)
    }

    fn table_growing(
        &mut self,
        _current: usize,
        desired: usize,
        _maximum: Option<usize>,
    ) -> wasmtime::Result<bool> {
        Ok(desired as u64 <= MAX_TABLE_ELEMENTS)
    }
}

/// A size as people say it: `64 KiB`, `1.5 MiB`.
pub(crate) fn bytes(size: u64) -> String {
    const UNITS: [(u64, &str); 3] = [(1 << 30, "GiB"), (1 << 20, "MiB"), (1 << 10, "KiB")];
    for (unit, name) in UNITS {
        if size >= unit && size.is_multiple_of(unit) {
            return format!("{} {name}", size / unit);
        }
        let rounded = format!("{:.1}", size as f64 / unit as f64);
        // "4.0 GiB" would hide by how little a limit of 4 GiB was passed: the next unit shows it.
        if size >= unit && !rounded.ends_with(".0") {
            return format!("{rounded} {name}");
        }
    }
    format!("{size} bytes")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_said_as_people_say_them() {
        assert_eq!(bytes(12), "12 bytes");
        assert_eq!(bytes(64 << 10), "64 KiB");
        assert_eq!(bytes(3 << 19), "1.5 MiB");
        assert_eq!(bytes(4 << 30), "4 GiB");
        assert_eq!(bytes((4 << 30) + (1 << 20)), "4097 MiB");
    }

    #[test]
    fn a_refused_growth_is_remembered() {
        let mut growth = Growth::new(Some(1 << 20));
        assert!(growth.memory_growing(0, 1 << 20, None).unwrap());
        assert_eq!(growth.refused, None);
        assert!(!growth.memory_growing(1 << 20, 2 << 20, None).unwrap());
        assert_eq!(
            growth.refused,
            Some(Refused::Limit {
                desired: 2 << 20,
                limit: 1 << 20
            })
        );
    }
}
