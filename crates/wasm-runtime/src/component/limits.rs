//! How much a component may take, and a note of what it was refused.

use std::time::Duration;

use wasmtime::ResourceLimiter;

use crate::limits::{MAX_TABLE_ELEMENTS, Refused};

/// How much one component may take. The default sets no limit on time and memory beyond those of WebAssembly itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limits {
    /// All its linear memories together, in bytes. Growth beyond it fails as if the host had no memory left.
    pub memory: Option<u64>,
    /// How long one call may run, with all the calls that it makes to other components. What a component waits for in a function of the host counts
    /// and cannot be interrupted, unless the component is asynchronous.
    pub time: Option<Duration>,
    /// Elements of one table.
    pub table_elements: u64,
    /// Core modules that are instantiated inside of it.
    pub instances: usize,
    /// Tables of all these together.
    pub tables: usize,
    /// Memories of all these together.
    pub memories: usize,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits {
            memory: None,
            time: None,
            table_elements: MAX_TABLE_ELEMENTS,
            instances: 1000,
            tables: 1000,
            memories: 100,
        }
    }
}

/// Watches over the limits of one store.
#[derive(Debug)]
pub(crate) struct Meter {
    limits: Limits,
    /// Bytes of all memories.
    used: u64,
    /// What the last growth added, to be taken back when the system has no memory.
    last: u64,
    pub(crate) refused: Option<Refused>,
}

impl Meter {
    pub(crate) fn new(limits: &Limits) -> Meter {
        Meter {
            limits: limits.clone(),
            used: 0,
            last: 0,
            refused: None,
        }
    }
}

impl ResourceLimiter for Meter {
    fn memory_growing(
        &mut self,
        current: usize,
        desired: usize,
        maximum: Option<usize>,
    ) -> wasmtime::Result<bool> {
        let more = desired.saturating_sub(current) as u64;
        let total = self.used.saturating_add(more);
        if let Some(limit) = self.limits.memory.filter(|&limit| total > limit) {
            self.refused = Some(Refused::Limit {
                desired: total,
                limit,
            });
            return Ok(false);
        }
        if let Some(maximum) = maximum.filter(|&maximum| desired > maximum) {
            // The engine refuses it after this, so it is not counted.
            self.refused = Some(Refused::Maximum {
                desired: desired as u64,
                maximum: maximum as u64,
            });
            return Ok(true);
        }
        self.used = total;
        self.last = more;
        Ok(true)
    }

    fn memory_grow_failed(&mut self, _error: wasmtime::Error) -> wasmtime::Result<()> {
        self.used = self.used.saturating_sub(std::mem::take(&mut self.last));
        Ok(())
    }

    fn table_growing(
        &mut self,
        _current: usize,
        desired: usize,
        _maximum: Option<usize>,
    ) -> wasmtime::Result<bool> {
        Ok(desired as u64 <= self.limits.table_elements)
    }

    fn instances(&self) -> usize {
        self.limits.instances
    }

    fn tables(&self) -> usize {
        self.limits.tables
    }

    fn memories(&self) -> usize {
        self.limits.memories
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn memories_count_together() {
        let mut meter = Meter::new(&Limits {
            memory: Some(3 << 16),
            ..Limits::default()
        });
        assert!(meter.memory_growing(0, 1 << 16, None).unwrap());
        assert!(meter.memory_growing(0, 2 << 16, None).unwrap());
        assert!(!meter.memory_growing(1 << 16, 2 << 16, None).unwrap());
        assert_eq!(
            meter.refused,
            Some(Refused::Limit {
                desired: 4 << 16,
                limit: 3 << 16
            })
        );
        meter
            .memory_grow_failed(wasmtime::format_err!("no memory"))
            .unwrap();
        assert!(meter.memory_growing(1 << 16, 2 << 16, None).unwrap());
    }
}
