//! The hooks that `#[wasm::on_start]` and `#[wasm::on_stop]` leave, and the machine that runs them.

use alloc::boxed::Box;
use alloc::string::String;
use alloc::sync::Arc;
use alloc::vec::Vec;
use core::error::Error as StdError;
use core::fmt;

pub use inventory;

use crate::life::{Error, Failure, HookFailure};
pub use crate::section::lifecycle::Phase;

type Cause = Box<dyn StdError + Send + Sync>;

/// What a hook may return.
#[diagnostic::on_unimplemented(
    message = "a hook cannot return `{Self}`",
    label = "a hook returns nothing or a `Result<(), E>`",
    note = "`E` is what `Box<dyn Error + Send + Sync>` can be made from: an error, a `String`, a `&'static str`"
)]
pub trait Outcome {
    /// The same in one form.
    fn into_result(self) -> Result<(), Cause>;
}

impl Outcome for () {
    fn into_result(self) -> Result<(), Cause> {
        Ok(())
    }
}

#[diagnostic::do_not_recommend]
impl<E: Into<Cause>> Outcome for Result<(), E> {
    fn into_result(self) -> Result<(), Cause> {
        self.map_err(Into::into)
    }
}

/// A function to run.
#[derive(Debug, Clone, Copy)]
pub struct Hook {
    pub phase: Phase,
    pub order: i32,
    pub module: &'static str,
    pub line: u32,
    pub function: &'static str,
    pub call: fn() -> Result<(), Cause>,
}

impl Hook {
    fn key(&self) -> (i32, &'static str, u32, &'static str) {
        (self.order, self.module, self.line, self.function)
    }

    fn run(&self) -> Result<(), HookFailure> {
        (self.call)().map_err(|cause| HookFailure {
            hook: self.path(),
            cause: cause.into(),
        })
    }

    fn path(&self) -> String {
        alloc::format!("{}::{}", self.module, self.function)
    }
}

inventory::collect!(Hook);

/// Hands a hook in, and records it in the section `wasmrust.lifecycle`.
#[doc(hidden)]
#[macro_export]
macro_rules! __hook {
    ($phase:ident $order:literal $function:literal $line:block $call:block $anchor:literal) => {
        const _: () = {
            // Within `$call` a name of this block would stand in front of the user's function of that name: so there is but
            // this one here, and the others are in a block of their own.
            fn __wasm_hook_call() -> ::core::result::Result<
                (),
                $crate::__private::Box<dyn ::core::error::Error + ::core::marker::Send + ::core::marker::Sync>,
            > $call
            $crate::__private::life::inventory::submit! {
                $crate::__private::life::Hook {
                    phase: $crate::__private::life::Phase::$phase,
                    order: $order,
                    module: ::core::module_path!(),
                    line: $line,
                    function: $function,
                    call: __wasm_hook_call,
                }
            }
            // Native programs have no custom sections.
            #[cfg(target_family = "wasm")]
            const _: () = {
                use $crate::section::{HEADER, Record, TEXT};
                // Nothing but an exported symbol makes the linker take an object file out of a dependency's archive, and
                // constructors are not symbols that somebody asks for. cargo-wasm removes the export again.
                #[unsafe(export_name = ::core::concat!("__wasmrust_hook_", $anchor, "_", ::core::module_path!()))]
                static ANCHOR: u8 = 0;
                const SIZE: usize =
                    HEADER + 1 + 4 + TEXT + ::core::module_path!().len() + TEXT + $function.len() + 4;
                #[used]
                #[unsafe(link_section = "wasmrust.lifecycle")]
                static RECORD: [u8; SIZE] = Record::<SIZE>::new()
                    .u8($crate::__private::life::Phase::$phase as u8)
                    .i32($order)
                    .text(::core::module_path!())
                    .text($function)
                    .u32($line)
                    .finish();
            };
        };
    };
}

/// A constructor that is `const` but under loom, whose locks have none.
macro_rules! maybe_const {
    ($(#[$doc:meta])* $vis:vis fn $($rest:tt)*) => {
        #[cfg(wasm_loom)]
        $(#[$doc])* $vis fn $($rest)*
        #[cfg(not(wasm_loom))]
        $(#[$doc])* $vis const fn $($rest)*
    };
}

/// Where the machine is.
enum State {
    /// Not started.
    Idle,
    /// A thread runs hooks.
    Busy(ThreadId),
    Running,
    /// A start hook failed.
    Failed(Arc<Failure>),
    /// Stopped, and what that came to.
    Stopped(Option<Arc<Failure>>),
}

/// Runs hooks: each once, whoever asks and how often.
pub struct Machine {
    state: Monitor<State>,
}

impl Default for Machine {
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Debug for Machine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Machine").finish_non_exhaustive()
    }
}

impl Machine {
    maybe_const! {
        /// A machine that was not started.
        pub fn new() -> Self {
            Machine {
                state: Monitor::new(State::Idle),
            }
        }
    }

    /// Runs the start hooks among `hooks`.
    pub fn start(&self, hooks: impl FnOnce() -> Vec<Hook>) -> Result<(), Error> {
        let begin = self.claim(|state| match state {
            State::Running => Ok(false),
            State::Failed(failure) => Err(Error::Start(Arc::clone(failure))),
            State::Stopped(_) => Err(Error::Stopped),
            State::Idle | State::Busy(_) => Ok(true),
        })?;
        if !begin {
            return Ok(());
        }
        let mut hooks = hooks();
        hooks.sort_by_key(Hook::key);
        let mut starting = Starting {
            machine: self,
            hooks: &hooks,
            reached: 0,
            end: State::Idle,
        };
        let mut failure = None;
        for (i, hook) in hooks.iter().enumerate() {
            starting.reached = i;
            if hook.phase == Phase::Start
                && let Err(first) = hook.run()
            {
                failure = Some(first);
                break;
            }
        }
        let Some(first) = failure else {
            starting.end = State::Running;
            return Ok(());
        };
        // First, so that a stop hook that panics leaves a failed start, and none runs again in the drop of `starting`.
        starting.end = State::Failed(Arc::new(Failure {
            first: first.clone(),
            others: Vec::new(),
        }));
        let others = stop_all(&hooks[..starting.reached]);
        let failure = Arc::new(Failure { first, others });
        starting.end = State::Failed(Arc::clone(&failure));
        Err(Error::Start(failure))
    }

    /// Runs the stop hooks among `hooks`, if it was started.
    pub fn stop(&self, hooks: impl FnOnce() -> Vec<Hook>) -> Result<(), Error> {
        let begin = self.claim(|state| match state {
            // What a failed start began, it has ended.
            State::Idle | State::Failed(_) => Ok(false),
            State::Stopped(None) => Ok(false),
            State::Stopped(Some(failure)) => Err(Error::Stop(Arc::clone(failure))),
            State::Running | State::Busy(_) => Ok(true),
        })?;
        if !begin {
            return Ok(());
        }
        let mut hooks = hooks();
        hooks.sort_by_key(Hook::key);
        // A hook that panics leaves the machine stopped.
        let mut stopping = Settle {
            machine: self,
            end: Some(State::Stopped(None)),
        };
        let mut failures = stop_all(&hooks);
        if failures.is_empty() {
            return Ok(());
        }
        let first = failures.remove(0);
        let failure = Arc::new(Failure {
            first,
            others: failures,
        });
        stopping.end = Some(State::Stopped(Some(Arc::clone(&failure))));
        Err(Error::Stop(failure))
    }

    /// Makes this thread the one that runs hooks, if `begin` says so of the state in which no other does.
    fn claim(&self, begin: impl Fn(&State) -> Result<bool, Error>) -> Result<bool, Error> {
        self.state.when(|state| match state {
            State::Busy(thread) if *thread == current_thread() => Some(Err(Error::Reentrant)),
            State::Busy(_) => None,
            settled => {
                let begins = begin(settled);
                if let Ok(true) = begins {
                    *settled = State::Busy(current_thread());
                }
                Some(begins)
            }
        })
    }

    fn settle(&self, end: State) {
        self.state.set(end);
    }
}

/// Every stop hook in reverse, whatever fails.
fn stop_all(hooks: &[Hook]) -> Vec<HookFailure> {
    let stops = hooks.iter().rev().filter(|hook| hook.phase == Phase::Stop);
    stops.filter_map(|hook| hook.run().err()).collect()
}

/// Leaves the machine in a state, also when a hook panics.
struct Settle<'a> {
    machine: &'a Machine,
    end: Option<State>,
}

impl Drop for Settle<'_> {
    fn drop(&mut self) {
        if let Some(end) = self.end.take() {
            self.machine.settle(end);
        }
    }
}

/// A start under way. `Idle` as its end means that a hook panicked: what had started is stopped then.
struct Starting<'a> {
    machine: &'a Machine,
    hooks: &'a [Hook],
    reached: usize,
    end: State,
}

impl Drop for Starting<'_> {
    fn drop(&mut self) {
        let mut end = core::mem::replace(&mut self.end, State::Idle);
        if matches!(end, State::Idle) {
            let first = HookFailure {
                hook: self
                    .hooks
                    .get(self.reached)
                    .map_or_else(String::new, Hook::path),
                cause: Cause::from("it panicked").into(),
            };
            let others = stop_all(&self.hooks[..self.reached]);
            end = State::Failed(Arc::new(Failure { first, others }));
        }
        self.machine.settle(end);
    }
}

use sync::{Monitor, ThreadId, current_thread};

/// A value that threads change in turns, and wait for. No hook runs while it is held.
#[cfg(any(feature = "std", wasm_loom))]
mod sync {
    #[cfg(wasm_loom)]
    use loom::{
        sync::{Condvar, Mutex},
        thread,
    };
    #[cfg(not(wasm_loom))]
    use std::{
        sync::{Condvar, Mutex},
        thread,
    };

    use crate::life::Error;

    pub(super) type ThreadId = thread::ThreadId;

    pub(super) fn current_thread() -> ThreadId {
        thread::current().id()
    }

    pub(super) struct Monitor<T> {
        value: Mutex<T>,
        changed: Condvar,
    }

    impl<T> Monitor<T> {
        maybe_const! {
            pub(super) fn new(value: T) -> Self {
                Monitor { value: Mutex::new(value), changed: Condvar::new() }
            }
        }

        /// What `f` gives, which is asked again after each change as long as it gives nothing.
        pub(super) fn when<R>(
            &self,
            mut f: impl FnMut(&mut T) -> Option<Result<R, Error>>,
        ) -> Result<R, Error> {
            // Nothing can poison the value half-way.
            let mut value = self
                .value
                .lock()
                .unwrap_or_else(|poison| poison.into_inner());
            loop {
                match f(&mut value) {
                    Some(result) => return result,
                    None => {
                        value = self
                            .changed
                            .wait(value)
                            .unwrap_or_else(|poison| poison.into_inner())
                    }
                }
            }
        }

        pub(super) fn set(&self, value: T) {
            *self
                .value
                .lock()
                .unwrap_or_else(|poison| poison.into_inner()) = value;
            self.changed.notify_all();
        }
    }
}

/// Without std nobody can wait: who finds hooks running is told so.
#[cfg(not(any(feature = "std", wasm_loom)))]
mod sync {
    use crate::host::Lock;
    use crate::life::Error;

    #[derive(PartialEq)]
    pub(super) struct ThreadId;

    /// One for all: whoever meets a busy machine is taken for its own hook.
    pub(super) fn current_thread() -> ThreadId {
        ThreadId
    }

    pub(super) struct Monitor<T>(Lock<T>);

    impl<T> Monitor<T> {
        pub(super) const fn new(value: T) -> Self {
            Monitor(Lock::new(value))
        }

        pub(super) fn when<R>(
            &self,
            f: impl FnOnce(&mut T) -> Option<Result<R, Error>>,
        ) -> Result<R, Error> {
            self.0.with(f).unwrap_or(Err(Error::Reentrant))
        }

        pub(super) fn set(&self, value: T) {
            // The old value is dropped outside the lock.
            let _old = self.0.with(|held| core::mem::replace(held, value));
        }
    }
}
