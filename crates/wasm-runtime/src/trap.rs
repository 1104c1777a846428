//! How a program ended when it did not end itself: the kind of trap, what it means, and where it was.

use std::fmt;
use std::time::Duration;

use wasmtime::{ThrownException, WasmBacktrace};

use crate::backtrace::{self, Frame, MAX_FRAMES};
use crate::limits::Refused;
use crate::meaning;
use crate::options::Host;

/// What stopped a program. New kinds come with new features of WebAssembly.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum TrapKind {
    /// The `unreachable` instruction: a panic, an abort, or code the compiler knew cannot be reached.
    Unreachable,
    /// An access outside linear memory.
    MemoryOutOfBounds,
    /// An access outside a table: a call through a function pointer that is none.
    TableOutOfBounds,
    /// A call through an empty place of the function table: a null function pointer.
    IndirectCallToNull,
    /// A call through a function pointer of another type.
    IndirectCallMismatch,
    /// An integer operation without a result: `MIN / -1`, or a float too large for the integer it becomes.
    IntegerOverflow,
    /// An integer divided by zero.
    DivisionByZero,
    /// A NaN that was to become an integer.
    BadFloatConversion,
    /// Calls nested deeper than the stack.
    StackOverflow,
    /// An atomic access to an address that is not aligned.
    UnalignedAtomic,
    /// A wait on memory that no other thread can reach.
    AtomicWait,
    /// A use of a null reference.
    NullReference,
    /// A reference cast to a type it does not have.
    CastFailure,
    /// An access outside an array of the garbage-collected heap.
    ArrayOutOfBounds,
    /// An allocation too large for the garbage-collected heap.
    AllocationTooLarge,
    /// An exception (or an unwinding panic) that nothing caught.
    UncaughtException,
    /// It ran for longer than it was given.
    Timeout {
        /// What it was given.
        after: Duration,
    },
    /// A function of the host failed.
    Host,
    /// Anything else the engine stops for.
    Other,
}

/// A panic, as its message says it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Panic {
    /// `file:line:column`, as the program was compiled.
    pub location: String,
    /// What it said.
    pub message: String,
}

/// A program stopped by a trap.
#[derive(Clone, Debug)]
pub struct Trap {
    /// Which.
    pub kind: TrapKind,
    /// In a few words: `unreachable code was reached`.
    pub what: String,
    /// In one or more plain sentences: what it means for a Rust programmer and what to do.
    pub meaning: String,
    /// The calls that were under way, innermost first. Empty when none was, as for a program that waited in its host.
    pub frames: Vec<Frame>,
    /// There were more frames than were collected.
    pub truncated: bool,
    /// The panic that led here, when stderr was captured and shows it.
    pub panic: Option<Panic>,
}

/// What an explanation may lean on.
pub(crate) struct Scene {
    pub(crate) host: Host,
    pub(crate) refused: Option<Refused>,
    pub(crate) timeout: Option<Duration>,
    pub(crate) max_wasm_stack: usize,
    pub(crate) stderr: Option<Vec<u8>>,
}

/// A host function failed, in words for the user.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub(crate) struct HostFailure(pub(crate) String);

impl Trap {
    /// Explains the error that ended a call. It is not an exit and not a bug of the engine.
    pub(crate) fn explain(error: &wasmtime::Error, scene: &Scene) -> Trap {
        let kind = kind(error, scene);
        let collected = error.downcast_ref::<WasmBacktrace>();
        let frames = collected.map(backtrace::frames).unwrap_or_default();
        let truncated = collected.is_some_and(|collected| collected.frames().len() >= MAX_FRAMES);
        let panic = scene.stderr.as_deref().and_then(last_panic);
        let what = meaning::what(&kind, error);
        let meaning = meaning::meaning(&kind, error, &frames, panic.as_ref(), scene);
        Trap {
            kind,
            what,
            meaning,
            frames,
            truncated,
            panic,
        }
    }

    /// A program that was waiting in its host when its time was over, where nothing can interrupt it.
    pub(crate) fn waiting(after: Duration) -> Trap {
        Trap {
            kind: TrapKind::Timeout { after },
            what: meaning::timeout(after),
            meaning: "It was waiting in a call to its host, such as a read from stdin or a sleep."
                .into(),
            frames: Vec::new(),
            truncated: false,
            panic: None,
        }
    }

    /// A component whose results are not what its types say.
    pub(crate) fn unreadable(problem: &str) -> Trap {
        Trap {
            kind: TrapKind::Host,
            what: format!("a value that it gave cannot be read: {problem}"),
            meaning: "Values of components follow the canonical ABI, which bindings see to: look for `unsafe` code in them.".into(),
            frames: Vec::new(),
            truncated: false,
            panic: None,
        }
    }

    /// The text of this trap, for people. With `full` no frame is hidden and no path shortened; `{:#}` of a trap is the same.
    pub fn report(&self, full: bool) -> Report<'_> {
        Report { trap: self, full }
    }
}

/// [`Trap::report`].
#[derive(Clone, Copy, Debug)]
pub struct Report<'a> {
    trap: &'a Trap,
    full: bool,
}

impl fmt::Display for Report<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Trap {
            kind,
            what,
            meaning,
            frames,
            truncated,
            ..
        } = self.trap;
        match kind {
            TrapKind::Timeout { .. } => writeln!(f, "error: the program was stopped: {what}")?,
            _ => writeln!(f, "error: the program trapped: {what}")?,
        }
        writeln!(f, "{meaning}")?;
        let cwd = std::env::current_dir().ok();
        backtrace::write(f, frames, self.full, cwd.as_deref())?;
        if *truncated {
            writeln!(
                f,
                "note: there were more calls than the {} that are collected",
                MAX_FRAMES
            )?;
        }
        // Exports keep their names in any module, so a stripped one has some.
        if frames.iter().any(|frame| !frame.named && !frame.inlined) {
            writeln!(
                f,
                "note: the module has no names for some of its functions; `--keep-names` or a dev build keeps them"
            )?;
        }
        Ok(())
    }
}

impl fmt::Display for Trap {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.report(f.alternate()).fmt(f)
    }
}

fn kind(error: &wasmtime::Error, scene: &Scene) -> TrapKind {
    use wasmtime::Trap as T;
    if error.downcast_ref::<ThrownException>().is_some() {
        return TrapKind::UncaughtException;
    }
    let Some(trap) = error.downcast_ref::<T>() else {
        return TrapKind::Host;
    };
    match trap {
        T::UnreachableCodeReached => TrapKind::Unreachable,
        T::MemoryOutOfBounds => TrapKind::MemoryOutOfBounds,
        T::TableOutOfBounds => TrapKind::TableOutOfBounds,
        T::IndirectCallToNull => TrapKind::IndirectCallToNull,
        T::BadSignature => TrapKind::IndirectCallMismatch,
        T::IntegerOverflow => TrapKind::IntegerOverflow,
        T::IntegerDivisionByZero => TrapKind::DivisionByZero,
        T::BadConversionToInteger => TrapKind::BadFloatConversion,
        T::StackOverflow => TrapKind::StackOverflow,
        T::HeapMisaligned => TrapKind::UnalignedAtomic,
        T::AtomicWaitNonSharedMemory => TrapKind::AtomicWait,
        T::NullReference => TrapKind::NullReference,
        T::CastFailure => TrapKind::CastFailure,
        T::ArrayOutOfBounds => TrapKind::ArrayOutOfBounds,
        T::AllocationTooLarge => TrapKind::AllocationTooLarge,
        // The only thing that moves the epoch is the time limit.
        T::Interrupt => TrapKind::Timeout {
            after: scene.timeout.unwrap_or_default(),
        },
        _ => TrapKind::Other,
    }
}

/// The last panic that `stderr` tells of, as std's default hook writes it.
fn last_panic(stderr: &[u8]) -> Option<Panic> {
    let text = String::from_utf8_lossy(stderr);
    let (_, rest) = text.rsplit_once(" panicked at ")?;
    let (location, rest) = rest.split_once('\n')?;
    let end = ["\nnote: run with `RUST_BACKTRACE", "\nstack backtrace:"]
        .iter()
        .filter_map(|mark| rest.find(mark))
        .min()
        .unwrap_or(rest.len());
    Some(Panic {
        location: location.trim_end_matches(':').into(),
        message: rest[..end].trim_end().into(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_is_read_from_stderr() {
        let text = b"hello\nthread 'main' (1) panicked at src/main.rs:3:5:\nindex out of bounds:\n the len is 0\nnote: run with `RUST_BACKTRACE=1` ...\n";
        let panic = last_panic(text).unwrap();
        assert_eq!(panic.location, "src/main.rs:3:5");
        assert_eq!(panic.message, "index out of bounds:\n the len is 0");
        assert_eq!(last_panic(b"thread 'main' panicked at"), None);
        assert_eq!(last_panic(b"all is well"), None);
    }
}
