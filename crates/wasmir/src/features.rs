//! Target features, as the section `target_features` has them.

use std::collections::BTreeMap;

/// Features by name, as LLVM calls them: `bulk-memory`, `simd128`, `atomics`, …
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Features(pub BTreeMap<String, Policy>);

impl Features {
    /// Whether code may use a feature.
    #[must_use]
    pub fn has(&self, name: &str) -> bool {
        self.0.get(name) == Some(&Policy::Used)
    }

    /// Lets code use a feature.
    pub fn enable(&mut self, name: impl Into<String>) {
        self.0.insert(name.into(), Policy::Used);
    }
}

/// What a module says of a feature (`Linking.md`, "Target features section").
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Policy {
    /// `+`: code uses it.
    Used,
    /// `-`: the linker refuses objects that use it.
    Disallowed,
}
