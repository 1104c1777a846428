//! What surrounds every call of a component: room on the stack, a deadline, and words for how it ended.

use std::time::{Duration, Instant};

use wasmtime::Store;
use wasmtime_wasi::runtime::in_tokio;

use super::error::CallError;
use super::grants::Grants;
use super::host::HostState;
use super::runtime::{Runtime, TICK};
use crate::options::{Host, Output};
use crate::trap::{Scene, Trap};

/// Ticks of the epoch that no call lives to see, and that can be added to any epoch.
const NEVER: u64 = u64::MAX / 2;

/// Stack that the host's functions may take on top of a component's own.
const HOST_STACK: usize = 256 << 10;

/// When a call is over.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Deadline {
    at: Instant,
    /// What it was given, which may have been given to a caller of it.
    pub(crate) after: Duration,
}

impl Deadline {
    /// That of a call that begins now; none for one that has all the time there is.
    pub(crate) fn after(time: Option<Duration>) -> Option<Deadline> {
        let after = time?;
        let at = Instant::now().checked_add(after)?;
        Some(Deadline { at, after })
    }

    /// The one that comes first.
    pub(crate) fn earlier(a: Option<Deadline>, b: Option<Deadline>) -> Option<Deadline> {
        match (a, b) {
            (Some(a), Some(b)) => Some(if a.at <= b.at { a } else { b }),
            (a, b) => a.or(b),
        }
    }

    /// Ticks of the epoch from now.
    pub(crate) fn ticks(deadline: Option<Deadline>) -> u64 {
        let Some(deadline) = deadline else {
            return NEVER;
        };
        let left = deadline.at.saturating_duration_since(Instant::now());
        // The present tick is already partly over.
        u64::try_from(left.as_millis() / TICK.as_millis())
            .map_or(NEVER, |ticks| ticks.saturating_add(2).min(NEVER))
    }
}

/// Calls with enough native stack below, however deep components have called each other.
#[inline]
pub(crate) fn roomy<R>(runtime: &Runtime, call: impl FnOnce() -> R) -> R {
    let needed = runtime.max_wasm_stack() + HOST_STACK;
    stacker::maybe_grow(needed, needed + HOST_STACK, call)
}

/// Runs a call on an executor, for so long.
pub(crate) fn in_time<R>(
    time: Option<Duration>,
    call: impl Future<Output = wasmtime::Result<R>>,
) -> wasmtime::Result<R> {
    in_tokio(async {
        match time {
            None => call.await,
            // Epochs stop code; this is for what waits in the host.
            Some(time) => match tokio::time::timeout(time + TICK * 4, call).await {
                Ok(result) => result,
                Err(_) => Err(OutOfTime.into()),
            },
        }
    })
}

/// Its time was over while it waited in the host.
#[derive(Debug, thiserror::Error)]
#[error("it waited in its host for too long")]
struct OutOfTime;

/// A call to another component failed, and takes its callers with it.
#[derive(Debug, thiserror::Error)]
#[error("a call to another component failed")]
pub(crate) struct Nested(std::sync::Mutex<Option<CallError>>);

impl Nested {
    pub(crate) fn new(error: CallError) -> Nested {
        Nested(std::sync::Mutex::new(Some(error)))
    }

    pub(crate) fn take(&self) -> Option<CallError> {
        self.0.lock().ok()?.take()
    }
}

/// A call's error in words.
pub(crate) fn explain(
    error: &wasmtime::Error,
    runtime: &Runtime,
    store: &Store<HostState>,
    grants: &Grants,
) -> Trap {
    let timeout = store.data().deadline.map(|deadline| deadline.after);
    if error.is::<OutOfTime>() {
        return Trap::waiting(timeout.unwrap_or_default());
    }
    // The types of parameters were checked, so it is the component's part that was wrong.
    let from_code = error.is::<wasmtime::Trap>()
        || error.is::<wasmtime::WasmBacktrace>()
        || error.is::<wasmtime::ThrownException>();
    if !from_code {
        return Trap::unreadable(&format!("{error:#}"));
    }
    let scene = Scene {
        host: Host::Wasi,
        refused: store.data().meter.refused,
        timeout,
        max_wasm_stack: runtime.max_wasm_stack(),
        stderr: match &grants.stderr {
            Output::Capture(capture) => Some(capture.bytes()),
            _ => None,
        },
    };
    Trap::explain(error, &scene)
}
