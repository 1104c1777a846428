//! What goes wrong with components: mistakes in what is loaded and linked, and calls that did not end well.

use std::fmt;

use wasm::host::Capability;

use crate::error::{Error, UserError};
use crate::trap::Trap;

/// A mistake in components, or in how they are put together. Every message names the component, and the interface and function where there is one.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ComponentError {
    /// The bytes are a core module.
    #[error(
        "`{component}` is a core module, and a component is needed: build it with `--host component`"
    )]
    NotComponent {
        /// The component as the caller names it.
        component: String,
    },
    /// It has to be loaded by the runtime that is to run it.
    #[error("`{component}` was loaded by another runtime")]
    OtherRuntime {
        /// The component.
        component: String,
    },
    /// A limit on time needs calls that can be stopped.
    #[error(
        "limits on time, and serving, need a runtime that can stop calls: make it with `RuntimeOptions::time_limits`"
    )]
    NoTimeLimits,
    /// The hook for signatures does not accept the bytes.
    #[error("`{component}` was not accepted: {why}")]
    Unverified {
        /// The component as the caller names it.
        component: String,
        /// What the hook says.
        why: String,
    },
    /// It asks for something that it was not granted.
    #[error(
        "`{component}` asks for {capability}, which it is not granted: {because}\n  grant it, or let the component do without it (`Grants::degrade`)"
    )]
    Denied {
        /// The component.
        component: String,
        /// What it asks for.
        capability: Capability,
        /// The import or the declaration that asks.
        because: String,
    },
    /// It was declared to need something that this host does not have.
    #[error("`{component}` needs {capability}, which this host does not have: {because}")]
    Lacking {
        /// The component.
        component: String,
        /// What it needs.
        capability: Capability,
        /// The declaration that asks.
        because: String,
    },
    /// Nobody exports what it imports.
    #[error("`{component}` imports `{interface}` ({functions}), and nobody provides it{near}", near = Near(near))]
    Unmet {
        /// The component.
        component: String,
        /// The interface with its version.
        interface: String,
        /// Its functions.
        functions: String,
        /// Exports of others that are like it.
        near: Vec<String>,
    },
    /// Who provides an interface has it otherwise than who imports it.
    #[error("`{component}` imports `{interface}` otherwise than `{provider}` has it:\n{differences}", differences = differences.join("\n"))]
    Mismatch {
        /// The component that imports.
        component: String,
        /// The interface as it is imported.
        interface: String,
        /// The component that exports it.
        provider: String,
        /// Two lines for each function, as it is wanted and as it is there.
        differences: Vec<String>,
    },
    /// Two components export the same.
    #[error("`{component}` imports `{interface}`, and more than one component exports it: {providers}\n  say which with `Member::link`", providers = names(providers))]
    Providers {
        /// The component that imports.
        component: String,
        /// The interface as it is imported.
        interface: String,
        /// Who exports it.
        providers: Vec<String>,
    },
    /// Components import from each other in a circle.
    #[error("the components import from each other in a circle: {}", path.join(" → "))]
    Cycle {
        /// Each imports from the next, and the last is the first again.
        path: Vec<String>,
    },
    /// Two components have the same name.
    #[error("two components are named `{component}`")]
    Duplicate {
        /// The name.
        component: String,
    },
    /// There is no component of that name.
    #[error("there is no component `{component}`{near}", near = Near(near))]
    NoComponent {
        /// The name that was asked for.
        component: String,
        /// Names that are there, the nearest first.
        near: Vec<String>,
    },
    /// It exports no such function.
    #[error("`{component}` exports no function `{function}`{near}", near = Near(near))]
    NoFunction {
        /// The component.
        component: String,
        /// The name that was asked for.
        function: String,
        /// Names that are there, the nearest first.
        near: Vec<String>,
    },
    /// A short name can mean several functions.
    #[error("`{function}` can mean several functions of `{component}`: {candidates}", candidates = names(candidates))]
    Ambiguous {
        /// The component.
        component: String,
        /// The name that was asked for.
        function: String,
        /// What it can mean.
        candidates: Vec<String>,
    },
    /// Values or types that do not fit a function.
    #[error("cannot call `{function}` of `{component}`: {problem}\n  its type is {signature}")]
    Signature {
        /// The component.
        component: String,
        /// The function with its interface.
        function: String,
        /// Its type in WIT.
        signature: String,
        /// What does not fit.
        problem: String,
    },
    /// It was stopped by a trap, and is not to be started again by itself.
    #[error("`{component}` was stopped by a trap; start it again with `Instance::start`")]
    Stopped {
        /// The component.
        component: String,
    },
    /// It could not be set up; none of its code ran, or a start function of it failed.
    #[error("`{component}` could not be set up: {problem}")]
    SetUp {
        /// The component.
        component: String,
        /// What the engine says.
        problem: String,
    },
}

impl From<ComponentError> for Error {
    fn from(error: ComponentError) -> Error {
        UserError::Component(error).into()
    }
}

/// "; did you mean …", or nothing.
struct Near<'a>(&'a [String]);

impl fmt::Display for Near<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            [] => Ok(()),
            near => write!(f, "; there is {}", names(near)),
        }
    }
}

/// `a`, `b` and `c`, cut where nobody reads on.
fn names(names: &[String]) -> String {
    const SHOWN: usize = 6;
    let shown: Vec<String> = names
        .iter()
        .take(SHOWN)
        .map(|name| format!("`{name}`"))
        .collect();
    match names.len().saturating_sub(SHOWN) {
        0 => shown.join(", "),
        more => format!("{} and {more} more", shown.join(", ")),
    }
}

/// Why a call has no result.
#[derive(Debug, thiserror::Error)]
pub enum CallError {
    /// A component trapped: the one that was called, or one further on.
    #[error(transparent)]
    Trapped(Box<Trapped>),
    /// A component ended itself, by `wasi:cli/exit`.
    #[error("`{component}` exited with {code} in `{function}`")]
    Exited {
        /// The component.
        component: String,
        /// The function with its interface.
        function: String,
        /// The exit code.
        code: i32,
    },
    /// The call was not made.
    #[error(transparent)]
    Refused(#[from] Error),
}

impl From<ComponentError> for CallError {
    fn from(error: ComponentError) -> CallError {
        CallError::Refused(error.into())
    }
}

/// A trap, and in which component it was.
#[derive(Debug, thiserror::Error)]
pub struct Trapped {
    /// The component that trapped.
    pub component: String,
    /// The function of it that was called, with its interface.
    pub function: String,
    /// Who had called it, the nearest first: component and function.
    pub callers: Vec<(String, String)>,
    /// What happened.
    pub trap: Trap,
}

impl fmt::Display for Trapped {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` trapped in `{}`", self.component, self.function)?;
        for (component, function) in &self.callers {
            write!(f, ", called by `{component}` in `{function}`")?;
        }
        write!(f, "\n{}", self.trap.to_string().trim_end())
    }
}
