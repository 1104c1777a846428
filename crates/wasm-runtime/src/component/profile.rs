//! What this host offers to components.

use std::collections::BTreeSet;
use std::net::UdpSocket;

use wasm::host::Capability;

/// What a host offers: versions of WASI, and the capabilities that a component can be granted or was declared to need.
///
/// ```
/// use wasm_runtime::component::{Capability, Profile};
///
/// let profile = Profile::detect();
/// assert!(profile.wasi.contains(&"0.2"));
/// assert!(profile.offers(Capability::Simd));
/// // A component has no memory that two threads can share.
/// assert!(!profile.offers(Capability::Threads));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Profile {
    /// Versions of WASI, as `0.2`.
    pub wasi: Vec<&'static str>,
    /// What components can have here, if it is granted.
    pub capabilities: BTreeSet<Capability>,
    /// How many calls can run at the same time.
    pub parallelism: usize,
}

impl Profile {
    /// Looks at the engine and at this machine.
    pub fn detect() -> Profile {
        let mut capabilities = BTreeSet::from([
            Capability::Simd,
            Capability::RelaxedSimd,
            Capability::BulkMemory,
            Capability::ReferenceTypes,
            Capability::ExceptionHandling,
            Capability::Clock,
            Capability::Random,
            Capability::FileSystem,
            Capability::Environment,
            Capability::Stdio,
        ]);
        if has_sockets() {
            capabilities.insert(Capability::Network);
        }
        Profile {
            wasi: vec!["0.1", "0.2", "0.3"],
            capabilities,
            parallelism: std::thread::available_parallelism().map_or(1, usize::from),
        }
    }

    /// Whether components can have `capability` here.
    pub fn offers(&self, capability: Capability) -> bool {
        self.capabilities.contains(&capability)
    }

    /// The same host without `capability`, to see what happens there.
    pub fn without(mut self, capability: Capability) -> Profile {
        self.capabilities.remove(&capability);
        self
    }
}

/// Whether this process may have sockets. Nothing is sent.
fn has_sockets() -> bool {
    UdpSocket::bind(("127.0.0.1", 0)).is_ok()
}
