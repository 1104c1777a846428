//! What keeps a module from running, in three kinds that are never mixed.

use std::path::PathBuf;

use crate::imports::{self, UnmetImport};
use crate::limits::bytes;
use crate::options::Host;

/// Why nothing ran.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The module, the options or the arguments are wrong: the text says which and what to change.
    #[error(transparent)]
    User(#[from] UserError),
    /// The module asks for something this host does not have; said before any of it runs.
    #[error(transparent)]
    NotSupported(#[from] NotSupported),
    /// A bug of ours or of a library below.
    #[error(transparent)]
    Internal(#[from] Internal),
}

/// A mistake in what was given.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum UserError {
    /// The file is something else than a WebAssembly module.
    #[error("`{name}` is not a WebAssembly module: {found}")]
    NotWasm {
        /// The file as the caller names it.
        name: String,
        /// What it looks like.
        found: String,
    },
    /// The file begins as a module and then breaks the rules.
    #[error("`{name}` is not valid WebAssembly: {message} (at offset {offset:#x})")]
    Invalid {
        /// The file as the caller names it.
        name: String,
        /// Bytes from the start of the file to the fault.
        offset: u64,
        /// The rule that is broken.
        message: String,
    },
    /// Imports without anyone to provide them, all of them at once.
    #[error("{}", imports::describe(name, *host, unmet))]
    UnmetImports {
        /// The file as the caller names it.
        name: String,
        /// The host that was offered.
        host: Host,
        /// What it does not have, in the module's order.
        unmet: Vec<UnmetImport>,
    },
    /// Interfaces that a component imports without anyone to provide them, all of them at once.
    #[error("`{name}` imports what nobody here provides: {}\n  link it with a component that exports it (`cargo wasm component link`)", missing.join("; "))]
    UnmetInterfaces {
        /// The file as the caller names it.
        name: String,
        /// Each with its functions.
        missing: Vec<String>,
    },
    /// Components that are wrong or do not fit.
    #[error(transparent)]
    Component(#[from] crate::component::ComponentError),
    /// There is nothing to start.
    #[error("`{name}` has no entry to run: {why}\n  {exports}", exports = list(exports))]
    NoEntry {
        /// The file as the caller names it.
        name: String,
        /// What was looked for, and the way out.
        why: String,
        /// The functions that could be invoked.
        exports: Vec<String>,
    },
    /// The export to invoke is not there, or is no function.
    #[error("`{name}` exports no function `{export}`\n  {exports}", exports = list(exports))]
    NoExport {
        /// The file as the caller names it.
        name: String,
        /// What was asked for.
        export: String,
        /// The functions that are there, the nearest name first.
        exports: Vec<String>,
    },
    /// The arguments of an invoked export do not fit its signature.
    #[error("cannot call `{export}`: {problem}\n  its signature is {export}{signature}")]
    Arguments {
        /// What was to be called.
        export: String,
        /// Its type, as `(i32, i32) -> i32`.
        signature: String,
        /// What does not fit.
        problem: String,
    },
    /// The module starts with more memory than the limit lets it have.
    #[error("`{name}` starts with {} of memory, and the limit is {} (`--max-memory`)", bytes(*initial), bytes(*limit))]
    InitialMemory {
        /// The file as the caller names it.
        name: String,
        /// The initial size in bytes.
        initial: u64,
        /// The limit in bytes.
        limit: u64,
    },
    /// What the module records of its memory regions cannot be.
    #[error("`{name}` declares memory regions that cannot be: {problem}")]
    Regions {
        /// The file as the caller names it.
        name: String,
        /// What is wrong with which.
        problem: String,
    },
    /// What the crate `wasm` recorded in the module cannot be read.
    #[error("`{name}` is damaged: {problem}")]
    Section {
        /// The file as the caller names it.
        name: String,
        /// Which section, and what is wrong with it.
        problem: String,
    },
    /// A directory for the program cannot be opened.
    #[error("cannot open the directory `{}` for the program: {why}", path.display())]
    Directory {
        /// The directory here.
        path: PathBuf,
        /// What the system says.
        why: String,
    },
    /// An option that cannot be.
    #[error("{what}")]
    Options {
        /// Which, and why.
        what: String,
    },
    /// The module is valid and could not be set up; none of its code ran.
    #[error("`{name}` could not be set up: {message}")]
    SetUp {
        /// The file as the caller names it.
        name: String,
        /// What the engine says.
        message: String,
    },
}

/// Something that this host does not do.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum NotSupported {
    /// The component has an interface that this host cannot give a program.
    #[error("`{name}` imports `{interface}`, which this host does not have: {why}")]
    Interface {
        /// The file as the caller names it.
        name: String,
        /// The interface with its version.
        interface: String,
        /// What can be done.
        why: String,
    },
    /// The module wants threads.
    #[error("`{name}` needs threads, and the host `{host}` has none here: {because}")]
    Threads {
        /// The file as the caller names it.
        name: String,
        /// The host that was offered.
        host: Host,
        /// What shows that it does.
        because: String,
    },
    /// The module is valid WebAssembly and uses something the engine does not have.
    #[error("`{name}` uses something this host does not support: {what}")]
    Feature {
        /// The file as the caller names it.
        name: String,
        /// What it is.
        what: String,
    },
}

/// A bug, ours or of a library below.
#[derive(Debug, thiserror::Error)]
#[error("internal error: {what}\n  this is a bug; please report it, with the module if you can, at {url}/issues", url = env!("CARGO_PKG_REPOSITORY"))]
pub struct Internal {
    /// What went wrong, for the report.
    pub what: String,
}

impl Internal {
    pub(crate) fn new(what: impl Into<String>) -> Internal {
        Internal { what: what.into() }
    }
}

/// A library below failed where it must not.
pub(crate) fn internal(error: wasmtime::Error) -> Error {
    Internal::new(format!("{error:#}")).into()
}

/// "it exports the functions …", cut where nobody reads on.
fn list(exports: &[String]) -> String {
    const SHOWN: usize = 12;
    if exports.is_empty() {
        return "it exports no functions".into();
    }
    let shown: Vec<String> = exports
        .iter()
        .take(SHOWN)
        .map(|name| format!("`{name}`"))
        .collect();
    let more = match exports.len().saturating_sub(SHOWN) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    format!("it exports the functions {}{more}", shown.join(", "))
}
