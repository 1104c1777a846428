//! What each kind of trap means, in plain sentences for a Rust programmer.

use std::time::Duration;

use crate::backtrace::{Frame, Origin};
use crate::limits::{Refused, bytes};
use crate::options::Host;
use crate::trap::{Panic, Scene, TrapKind};

/// The trap in a few words.
pub(crate) fn what(kind: &TrapKind, error: &wasmtime::Error) -> String {
    match kind {
        TrapKind::Unreachable => "unreachable code was reached".into(),
        TrapKind::MemoryOutOfBounds => match fault(error) {
            Some(Fault { address, size }) => format!(
                "memory was accessed out of bounds, at address {address:#x} of {}",
                bytes(size)
            ),
            None => "memory was accessed out of bounds".into(),
        },
        TrapKind::TableOutOfBounds => "a table was accessed out of bounds".into(),
        TrapKind::IndirectCallToNull => "a null function pointer was called".into(),
        TrapKind::IndirectCallMismatch => {
            "a function pointer was called with the wrong signature".into()
        }
        TrapKind::IntegerOverflow => "an integer operation overflowed".into(),
        TrapKind::DivisionByZero => "an integer was divided by zero".into(),
        TrapKind::BadFloatConversion => {
            "a float that is not a number was converted to an integer".into()
        }
        TrapKind::StackOverflow => "the call stack overflowed".into(),
        TrapKind::UnalignedAtomic => "an atomic access was not aligned".into(),
        TrapKind::AtomicWait => "the program waited on memory that is not shared".into(),
        TrapKind::NullReference => "a null reference was used".into(),
        TrapKind::CastFailure => "a reference was cast to a type it does not have".into(),
        TrapKind::ArrayOutOfBounds => "an array was accessed out of bounds".into(),
        TrapKind::AllocationTooLarge => "an allocation was too large".into(),
        TrapKind::UncaughtException => "an exception was not caught".into(),
        TrapKind::Timeout { after } => timeout(*after),
        TrapKind::Host => error.root_cause().to_string(),
        TrapKind::Other => error
            .root_cause()
            .to_string()
            .trim_start_matches("wasm trap: ")
            .into(),
    }
}

pub(crate) fn timeout(after: Duration) -> String {
    format!("it was still running after {after:?}")
}

/// What it means, and what to do.
pub(crate) fn meaning(
    kind: &TrapKind,
    error: &wasmtime::Error,
    frames: &[Frame],
    panic: Option<&Panic>,
    scene: &Scene,
) -> String {
    let mut text = match kind {
        TrapKind::Unreachable => unreachable(frames, panic, scene),
        TrapKind::MemoryOutOfBounds => out_of_bounds(error),
        TrapKind::TableOutOfBounds | TrapKind::IndirectCallToNull => {
            "A function was called through a pointer that is no function's: safe Rust has none of these, so look for `unsafe` code, \
             a `transmute`, or a C library that was not linked."
                .into()
        }
        TrapKind::IndirectCallMismatch => {
            "A function was called through a pointer of another type: look for a `transmute` of a function pointer, \
             or an `extern \"C\"` declaration that differs from the function it declares."
                .into()
        }
        TrapKind::IntegerOverflow => {
            "An integer division overflowed (`MIN / -1`), or a float was too large for the integer it was converted to. \
             Rust checks divisions and `as` never traps, so look for `to_int_unchecked`, `unchecked_*` or C code."
                .into()
        }
        TrapKind::DivisionByZero => {
            "An integer was divided by zero. Rust checks for this and panics, so look for `unsafe` code, an intrinsic, or C code.".into()
        }
        TrapKind::BadFloatConversion => {
            "NaN was converted to an integer. `as` makes it 0 and never traps, so look for `to_int_unchecked` or C code.".into()
        }
        TrapKind::StackOverflow => format!(
            "Calls were nested deeper than the {} of stack they have: look for a recursion that does not end. \
             If it is meant to be that deep, `--max-wasm-stack` allows more.",
            bytes(scene.max_wasm_stack as u64)
        ),
        TrapKind::UnalignedAtomic => "An atomic was used through a pointer that is not aligned for it: look for casts between pointer types.".into(),
        TrapKind::AtomicWait => "The program blocks on a lock that nothing can release, because it has only one thread.".into(),
        TrapKind::NullReference => "A reference of the host was null where one was needed.".into(),
        TrapKind::CastFailure => "A reference was taken for another type than it has.".into(),
        TrapKind::ArrayOutOfBounds => "An index was outside of its array.".into(),
        TrapKind::AllocationTooLarge => "The program asked for an object larger than any can be.".into(),
        TrapKind::UncaughtException => {
            "A panic unwound, or an exception was thrown, out of the function that was called, and nothing caught it.".into()
        }
        TrapKind::Timeout { .. } => "The backtrace shows where it was. If it needs longer, `--timeout` allows it.".into(),
        TrapKind::Host => "The host could not do what the program asked of it.".into(),
        TrapKind::Other => "The engine stopped the program.".into(),
    };
    // A program may live well with a refused growth, and run over time or recurse for other reasons.
    let from_memory = matches!(
        kind,
        TrapKind::Unreachable | TrapKind::MemoryOutOfBounds | TrapKind::UncaughtException
    );
    match scene.refused.filter(|_| from_memory) {
        Some(Refused::Limit { desired, limit }) => text.push_str(&format!(
            " Before that its memory was to grow to {}, and the limit of {} (`--max-memory`) was hit.",
            bytes(desired),
            bytes(limit)
        )),
        Some(Refused::Maximum { desired, maximum }) => text.push_str(&format!(
            " Before that its memory was to grow to {}, and the module or its address size allows at most {}.",
            bytes(desired),
            bytes(maximum)
        )),
        None => {}
    }
    text
}

fn unreachable(frames: &[Frame], panic: Option<&Panic>, scene: &Scene) -> String {
    if let Some(Panic { location, message }) = panic {
        return format!("The program panicked at {location}: {message}");
    }
    // What stands above the user's code led to the end; what stands below only started the program, and has `catch_unwind` in it.
    let led_here = &frames[..frames.iter().position(is_below).unwrap_or(frames.len())];
    let any = |names: &[&str]| {
        led_here
            .iter()
            .any(|frame| names.iter().any(|name| frame.function.contains(name)))
    };
    // Order matters: std reports a failed allocation through its panic machinery, and a printed panic ends in an abort.
    if any(&[
        "handle_alloc_error",
        "__rust_alloc_error_handler",
        "rust_oom",
        "__rg_oom",
        "__rdl_oom",
        "alloc_error_hook",
    ]) {
        return "The program ran out of memory: an allocation failed, and Rust aborts on that."
            .into();
    }
    if any(&["raw_vec::handle_error"]) && scene.refused.is_some() {
        return "The program ran out of memory: a collection could not grow.".into();
    }
    if any(&["std::panicking::", "rust_panic", "__rust_start_panic"]) {
        return match scene.host {
            Host::Wasi => "The program panicked; its message went to stderr, above.".into(),
            Host::Standalone => {
                "The program panicked. The standalone host has no stderr, so the message is lost unless a panic hook passes it to `env.log`.".into()
            }
        };
    }
    if let Some(symbol) = frames
        .first()
        .and_then(|frame| frame.function.strip_prefix("signature_mismatch:"))
    {
        return format!(
            "The program called `{symbol}` by another signature than that of the function that was linked under this name."
        );
    }
    const SHOW: &str = "`--panic message` or a dev build shows the message.";
    if any(&[
        "core::panicking::",
        "rust_begin_unwind",
        "unwrap_failed",
        "expect_failed",
        "slice_index_fail",
        "slice_error_fail",
        "raw_vec::handle_error",
    ]) {
        return format!(
            "The program panicked, and was built to stop without a message (`panic = \"trap\"`). {SHOW}"
        );
    }
    if any(&[
        "std::process::abort",
        "__rust_abort",
        "core::intrinsics::abort",
    ]) || frames
        .first()
        .is_some_and(|frame| frame.function == "abort")
    {
        return "The program called `abort`.".into();
    }
    format!(
        "This is a panic in a program built with `panic = \"trap\"`, an `unreachable_unchecked()`, or an abort. If it is a panic, {SHOW}"
    )
}

/// The user's code, or what calls it.
fn is_below(frame: &Frame) -> bool {
    frame.origin == Origin::User
        || frame.function.contains("__rust_begin_short_backtrace")
        || frame.function.starts_with("std::rt::")
}

fn out_of_bounds(error: &wasmtime::Error) -> String {
    // rustc has the linker put the stack first, so it grows down to address 0, and past that wraps to the top of the address space.
    const TOP: u64 = 1 << 32;
    const BELOW: u64 = 16 << 20;
    if fault(error).is_some_and(|fault| fault.address >= TOP - BELOW && fault.size <= TOP - BELOW) {
        return "The address is just below zero, which is where the module's own stack (1 MiB from the linker unless told otherwise) \
                ends: most likely a deep recursion or a large local. A larger one comes with `-C link-arg=-zstack-size=BYTES`."
            .into();
    }
    "The program read or wrote outside of its memory, which safe Rust cannot: look for `unsafe` code, a wrong pointer or length \
     from outside, or a stack overflow."
        .into()
}

/// Where a memory access failed.
struct Fault {
    address: u64,
    /// Bytes of the memory.
    size: u64,
}

/// The engine keeps the fault's type to itself, so its words are read: "memory fault at wasm address 0x… in linear memory of size 0x…".
fn fault(error: &wasmtime::Error) -> Option<Fault> {
    let hex = |text: &str| {
        let digits = text.strip_prefix("0x")?;
        let end = digits
            .find(|c: char| !c.is_ascii_hexdigit())
            .unwrap_or(digits.len());
        u64::from_str_radix(&digits[..end], 16).ok()
    };
    error.chain().find_map(|cause| {
        let text = cause.to_string();
        let (address, size) = text
            .strip_prefix("memory fault at wasm address ")?
            .split_once(" in linear memory of size ")?;
        Some(Fault {
            address: hex(address)?,
            size: hex(size)?,
        })
    })
}
