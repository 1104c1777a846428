//! Which host a module is built for, and what it may count on there.
//!
//! A wasm module is told at compile time: by `cargo wasm --host …`, which sets `cfg(wasm_host = "…")`, else by its target.
//! What is known while compiling costs nothing when it is asked for: [`has`] is a constant.
//!
//! ```
//! use wasm::host::{self, Capability};
//!
//! fn histogram(pixels: &[u8]) -> usize {
//!     if host::has(Capability::Threads) { parts(pixels, 4) } else { parts(pixels, 1) }
//! }
//! # fn parts(pixels: &[u8], parts: usize) -> usize { pixels.chunks(pixels.len().div_ceil(parts)).map(<[u8]>::len).sum() }
//! assert_eq!(histogram(&[1, 2, 3]), 3);
//! ```
//!
//! # What each host has
//! | | `wasi` | `component` | `js` | `standalone` | native |
//! |---|---|---|---|---|---|
//! | `threads` | with target feature `atomics` | no | with target feature `atomics` | no | yes |
//! | `simd`, `relaxed-simd`, `bulk-memory`, `reference-types` | with the target feature | with it | with it | with it | yes: emulated where the machine has none |
//! | `exception-handling` | when panics unwind | the same | the same | the same | the same |
//! | `clock`, `random` | yes | yes | yes, by calls to JavaScript | no | yes |
//! | `file-system`, `environment`, `stdio` | yes | yes | no | no | yes |
//! | `network` | no | no | yes, by calls to JavaScript | no | yes |

mod lock;
pub(crate) mod sequence;
pub mod table;
pub(crate) mod thread;

use core::fmt;
use core::str::FromStr;

pub(crate) use lock::{Lock, global};

/// What a module runs in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Host {
    /// WASI preview 1, as wasmtime, wasmer and Node's `node:wasi` have it.
    Wasi,
    /// The Component Model.
    Component,
    /// JavaScript: a browser, Node, or what a bundler makes.
    Js,
    /// A bare module: no glue, only the imports that the program declares.
    Standalone,
    /// No WebAssembly at all: the program was compiled for the machine, where this crate emulates what it offers.
    Native,
}

impl Host {
    /// The name, as `cfg(wasm_host = "…")` has it.
    pub const fn name(self) -> &'static str {
        match self {
            Host::Wasi => "wasi",
            Host::Component => "component",
            Host::Js => "js",
            Host::Standalone => "standalone",
            Host::Native => "native",
        }
    }
}

impl fmt::Display for Host {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// The host that this program was compiled for.
///
/// Without cargo-wasm's word, wasm32-unknown-unknown is made for JavaScript and a WASI target for its own version of WASI.
///
/// ```
/// # #[cfg(not(target_family = "wasm"))]
/// assert_eq!(wasm::host::current(), wasm::host::Host::Native);
/// ```
pub const fn current() -> Host {
    if cfg!(not(target_family = "wasm")) {
        Host::Native
    } else if cfg!(wasm_host = "component") {
        Host::Component
    } else if cfg!(wasm_host = "wasi") {
        Host::Wasi
    } else if cfg!(wasm_host = "standalone") {
        Host::Standalone
    } else if cfg!(wasm_host = "js") {
        Host::Js
    } else if cfg!(all(target_os = "wasi", target_env = "p1")) {
        Host::Wasi
    } else if cfg!(target_os = "wasi") {
        Host::Component
    } else {
        Host::Js
    }
}

/// Something that a host may lack.
///
/// Texts have the names with hyphens, `#[wasm::requires(…)]` with underscores:
///
/// ```
/// use wasm::host::Capability;
///
/// assert_eq!(Capability::FileSystem.to_string(), "file-system");
/// assert_eq!("file-system".parse(), Ok(Capability::FileSystem));
/// assert!("filesystem".parse::<Capability>().is_err());
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Capability {
    /// Threads over one shared memory.
    Threads,
    /// 128-bit vectors. The types of this crate, such as `wasm::f32x4`, work without them, only slower.
    Simd,
    /// Vector operations whose last bits differ between machines.
    RelaxedSimd,
    /// `memory.copy` and `memory.fill`.
    BulkMemory,
    /// Tables of references to objects of the host.
    ReferenceTypes,
    /// Panics unwind, so that they can be caught.
    ExceptionHandling,
    /// The time of day, and one that only goes forward.
    Clock,
    /// Random bytes that nobody can foretell.
    Random,
    /// Files and folders.
    FileSystem,
    /// Connections to other machines.
    Network,
    /// Arguments and environment variables.
    Environment,
    /// Standard input, output and error.
    Stdio,
}

impl Capability {
    /// Every capability, in the order of their declaration.
    pub const ALL: [Capability; 12] = [
        Capability::Threads,
        Capability::Simd,
        Capability::RelaxedSimd,
        Capability::BulkMemory,
        Capability::ReferenceTypes,
        Capability::ExceptionHandling,
        Capability::Clock,
        Capability::Random,
        Capability::FileSystem,
        Capability::Network,
        Capability::Environment,
        Capability::Stdio,
    ];

    /// The name with hyphens, as custom sections have it.
    pub const fn name(self) -> &'static str {
        match self {
            Capability::Threads => "threads",
            Capability::Simd => "simd",
            Capability::RelaxedSimd => "relaxed-simd",
            Capability::BulkMemory => "bulk-memory",
            Capability::ReferenceTypes => "reference-types",
            Capability::ExceptionHandling => "exception-handling",
            Capability::Clock => "clock",
            Capability::Random => "random",
            Capability::FileSystem => "file-system",
            Capability::Network => "network",
            Capability::Environment => "environment",
            Capability::Stdio => "stdio",
        }
    }
}

impl fmt::Display for Capability {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// A text is the name of no capability.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownCapability;

impl fmt::Display for UnknownCapability {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("no capability has this name; they are ")?;
        for (i, capability) in Capability::ALL.into_iter().enumerate() {
            let comma = if i == 0 { "" } else { ", " };
            write!(f, "{comma}`{capability}`")?;
        }
        Ok(())
    }
}

impl core::error::Error for UnknownCapability {}

impl FromStr for Capability {
    type Err = UnknownCapability;

    fn from_str(text: &str) -> Result<Self, UnknownCapability> {
        let found = Capability::ALL
            .into_iter()
            .find(|capability| capability.name() == text);
        found.ok_or(UnknownCapability)
    }
}

/// Whether this program may count on `capability`, as the [table](self#what-each-host-has) says.
///
/// It is known while compiling, so a branch on it leaves one side in the module.
///
/// ```
/// use wasm::host::{Capability, has};
///
/// const WORKERS: usize = if has(Capability::Threads) { 4 } else { 1 };
/// # #[cfg(not(target_family = "wasm"))]
/// assert_eq!(WORKERS, 4);
/// ```
pub const fn has(capability: Capability) -> bool {
    crate::__private::capability::offered(capability)
}
