//! Life cycle: functions that run when a program starts and stops, in a defined order and once each.
//!
//! ```
//! mod log {
//!     use std::sync::Mutex;
//!     pub static LINES: Mutex<Vec<&str>> = Mutex::new(Vec::new());
//!     pub fn line(text: &'static str) { LINES.lock().unwrap().push(text); }
//! }
//!
//! mod db {
//!     #[wasm::on_start(order = 10)]
//!     fn connect() -> Result<(), std::num::ParseIntError> {
//!         let _port: u16 = "5432".parse()?;
//!         super::log::line("connect");
//!         Ok(())
//!     }
//!
//!     #[wasm::on_stop(order = 10)]
//!     fn close() { super::log::line("close"); }
//! }
//!
//! #[wasm::on_start]
//! fn banner() { log::line("banner"); }
//!
//! fn main() -> Result<(), wasm::life::Error> {
//!     wasm::life::run(|| log::line("work"))?;
//!     assert_eq!(*log::LINES.lock().unwrap(), ["banner", "connect", "work", "close"]);
//!     Ok(())
//! }
//! ```
//!
//! # Order
//! All hooks, of both kinds and of every linked crate, are in one order: by `order`, then by the path of their module, then by
//! line. Starting goes forward and stopping backward. When a start hook fails, no further one runs, and the stop hooks that
//! stand *before* it do, in reverse: so write an `#[on_stop]` below the `#[on_start]` that it undoes, with the same `order`.
//!
//! # What runs them
//! [`run`], or [`start`] and [`stop`], and nothing else: hooks are not constructors, so that a failure has somewhere to go.
//! Hooks of dependencies run as well. On wasm32 each adds an export, `__wasmrust_hook_…`, without which the linker would leave
//! it out; optimised builds of cargo-wasm remove it. A dependency of which nothing at all is named is not linked: write
//! `use name as _;`.
//!
//! Threads that start at once natively wait for the one that does it and get the same result. Without the feature `std` they
//! cannot wait, and get [`Error::Reentrant`].

use alloc::string::String;
use alloc::sync::Arc;
use alloc::vec::Vec;
use core::error::Error as StdError;
use core::fmt;

/// Why starting or stopping failed.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub enum Error {
    /// A start hook failed. The others are stop hooks that failed after it.
    Start(Arc<Failure>),
    /// A stop hook failed; the others are those that failed after it. All have run.
    Stop(Arc<Failure>),
    /// A hook itself asked to start or stop.
    Reentrant,
    /// It was stopped, and hooks run once.
    Stopped,
}

/// The hook that failed first, and those that failed after it.
#[derive(Debug)]
#[non_exhaustive]
pub struct Failure {
    /// The one that failed first.
    pub first: HookFailure,
    /// Those that failed after it, in that order.
    pub others: Vec<HookFailure>,
}

/// A hook, and what it returned.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct HookFailure {
    /// The hook's path, such as `app::db::connect`.
    pub hook: String,
    /// What it returned.
    pub cause: Arc<dyn StdError + Send + Sync>,
}

impl fmt::Display for HookFailure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` failed: {}", self.hook, self.cause)
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.first.fmt(f)?;
        for other in &self.others {
            write!(f, "; then {other}")?;
        }
        Ok(())
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::Start(failure) => write!(f, "the program could not start: {failure}"),
            Error::Stop(failure) => write!(f, "the program did not stop cleanly: {failure}"),
            Error::Reentrant => f.write_str(
                "starting or stopping is under way: a hook cannot ask for it, and without std nobody can wait",
            ),
            Error::Stopped => f.write_str("the program was stopped, and its hooks run once"),
        }
    }
}

impl StdError for Error {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        match self {
            Error::Start(failure) | Error::Stop(failure) => Some(&*failure.first.cause),
            Error::Reentrant | Error::Stopped => None,
        }
    }
}

#[cfg(not(wasm_loom))]
static MACHINE: crate::__private::life::Machine = crate::__private::life::Machine::new();

#[cfg(not(wasm_loom))]
fn hooks() -> Vec<crate::__private::life::Hook> {
    inventory::iter::<crate::__private::life::Hook>
        .into_iter()
        .copied()
        .collect()
}

/// Runs the start hooks in [order](self#order). Once: later calls give the result of the first.
///
/// # Errors
/// A hook failed; or a hook calls this; or the program was stopped.
///
/// # Panics
/// A hook panicked: the stop hooks before it have run then, and later calls say which it was.
#[cfg(not(wasm_loom))]
pub fn start() -> Result<(), Error> {
    #[cfg(all(
        feature = "component",
        target_arch = "wasm32",
        target_os = "wasi",
        not(any(wasm_host = "wasi", wasm_host = "js", wasm_host = "standalone"))
    ))]
    // Where wit-bindgen is linked, constructors, which collect the hooks, wait for the first call from outside.
    wit_bindgen::rt::run_ctors_once();
    MACHINE.start(hooks)
}

/// Runs the stop hooks in reverse [order](self#order), all of them, whatever fails. Once: later calls give the result of the
/// first. It does nothing in a program that was not started, or whose start failed.
///
/// ```
/// wasm::life::stop()?; // Not started: nothing to do.
/// wasm::life::start()?;
/// wasm::life::stop()?;
/// assert!(matches!(wasm::life::start(), Err(wasm::life::Error::Stopped)));
/// # Ok::<(), wasm::life::Error>(())
/// ```
///
/// # Errors
/// Hooks failed; or a hook calls this.
///
/// # Panics
/// A hook panicked: those before it in the order have not run then.
#[cfg(not(wasm_loom))]
pub fn stop() -> Result<(), Error> {
    MACHINE.stop(hooks)
}

/// Starts, runs `body`, stops, also when `body` returns an error or panics, and gives what `body` returned.
///
/// # Errors
/// Starting failed, and `body` was not run; or stopping failed, and what `body` returned is dropped: a program that needs it
/// calls [`start`] and [`stop`] itself.
///
/// # Panics
/// `body` or a hook panicked.
#[cfg(not(wasm_loom))]
pub fn run<R>(body: impl FnOnce() -> R) -> Result<R, Error> {
    /// Stops while a panic passes by; its own failure would hide the panic.
    struct Guard;
    impl Drop for Guard {
        fn drop(&mut self) {
            let _ = stop();
        }
    }
    start()?;
    let guard = Guard;
    let value = body();
    core::mem::forget(guard);
    stop()?;
    Ok(value)
}
