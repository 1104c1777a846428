//! Frames of a trap: names, files and lines where the module has them, and how they are printed.

use std::fmt;
use std::path::Path;

use wasmtime::{FrameInfo, WasmBacktrace};

use crate::names::{demangle, origin, shorten};

/// Frames the engine may collect: enough to see a recursion repeat.
pub(crate) const MAX_FRAMES: usize = 256;

/// Equal frames in a row that are shown before they are counted instead.
const REPEATED: usize = 3;

/// Whose code a frame runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Origin {
    /// The program's, or one of its dependencies'.
    User,
    /// Rust's standard library, or the C library below.
    Std,
    /// What starts the program and what carries a panic out of it.
    Runtime,
}

/// One call that was under way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Frame {
    /// The function, demangled and without its hash; `<wasm function 12>` where the module has no name for it.
    pub function: String,
    /// Whether `function` is a name.
    pub named: bool,
    /// Bytes from the start of the module to the instruction.
    pub offset: Option<u64>,
    /// The source file as the debug information has it.
    pub file: Option<String>,
    /// The line there, from 1.
    pub line: Option<u32>,
    /// The column there, from 1.
    pub column: Option<u32>,
    /// The call was inlined into the frame that follows.
    pub inlined: bool,
    /// Whose code it is.
    pub origin: Origin,
}

/// The frames of `backtrace`, innermost first, with a frame for each inlined call.
pub(crate) fn frames(backtrace: &WasmBacktrace) -> Vec<Frame> {
    backtrace.frames().iter().flat_map(physical).collect()
}

fn physical(info: &FrameInfo) -> Vec<Frame> {
    let offset = info.module_offset().map(|offset| offset as u64);
    let own_name = info.func_name().filter(|name| !name.is_empty());
    let unnamed = || format!("<wasm function {}>", info.func_index());
    let symbols = info.symbols();
    if symbols.is_empty() {
        let function = own_name.map_or_else(unnamed, demangle);
        let origin = origin(&function, None);
        return vec![Frame {
            function,
            named: own_name.is_some(),
            offset,
            file: None,
            line: None,
            column: None,
            inlined: false,
            origin,
        }];
    }
    symbols
        .iter()
        .enumerate()
        .map(|(index, symbol)| {
            let inlined = index + 1 < symbols.len();
            // The name section knows the whole path even where DWARF has line tables only.
            let name = match inlined {
                true => symbol.name(),
                false => own_name.or(symbol.name()),
            };
            let function = match (name, inlined) {
                (Some(name), _) => demangle(name),
                (None, true) => "<inlined function>".into(),
                (None, false) => unnamed(),
            };
            let origin = origin(&function, symbol.file());
            Frame {
                named: name.is_some(),
                function,
                offset,
                file: symbol.file().map(Into::into),
                line: symbol.line().filter(|&line| line > 0),
                column: symbol.column().filter(|&column| column > 0),
                inlined,
                origin,
            }
        })
        .collect()
}

/// The frames worth a reader's first look: from the innermost of the user's to the outermost, everything when none is theirs.
pub(crate) fn visible(frames: &[Frame]) -> &[Frame] {
    let users = |frame: &Frame| frame.origin == Origin::User;
    // Below this are the callers that Rust's own backtraces leave out: of a test, the whole harness.
    let start = frames.iter().position(users).unwrap_or_default();
    let callers = frames[start..]
        .iter()
        .position(|frame| frame.function.contains("__rust_begin_short_backtrace"));
    let frames = &frames[..callers.map_or(frames.len(), |below| start + below)];
    match (
        frames.iter().position(users),
        frames.iter().rposition(users),
    ) {
        (Some(first), Some(last)) => &frames[first..=last],
        _ => frames,
    }
}

/// Prints the frames as Rust prints its own.
pub(crate) fn write(
    f: &mut fmt::Formatter<'_>,
    frames: &[Frame],
    full: bool,
    cwd: Option<&Path>,
) -> fmt::Result {
    let shown = if full { frames } else { visible(frames) };
    if shown.is_empty() {
        return Ok(());
    }
    writeln!(f, "stack backtrace:")?;
    let mut rest = shown;
    let mut number = 0;
    while let Some(frame) = rest.first() {
        let equal = rest.iter().take_while(|next| same(next, frame)).count();
        let printed = if equal > REPEATED + 1 {
            REPEATED
        } else {
            equal
        };
        for frame in &rest[..printed] {
            write_frame(f, number, frame, full, cwd)?;
            number += 1;
        }
        if equal > printed {
            writeln!(f, "      … the same call {} more times", equal - printed)?;
            number += equal - printed;
        }
        rest = &rest[equal..];
    }
    let hidden = frames.len() - shown.len();
    if hidden > 0 {
        let plural = if hidden == 1 { " is" } else { "s are" };
        writeln!(
            f,
            "note: {hidden} frame{plural} hidden, of the standard library and the runtime around the program"
        )?;
    }
    Ok(())
}

/// Whether two frames are the same call for a reader.
fn same(a: &Frame, b: &Frame) -> bool {
    (&a.function, &a.file, a.line, a.inlined) == (&b.function, &b.file, b.line, b.inlined)
}

fn write_frame(
    f: &mut fmt::Formatter<'_>,
    number: usize,
    frame: &Frame,
    full: bool,
    cwd: Option<&Path>,
) -> fmt::Result {
    writeln!(f, "{number:>4}: {}", frame.function)?;
    match (&frame.file, frame.offset) {
        (Some(file), _) => {
            write!(
                f,
                "             at {}",
                if full {
                    file.clone()
                } else {
                    shorten(file, cwd)
                }
            )?;
            if let Some(line) = frame.line {
                write!(f, ":{line}")?;
                if let Some(column) = frame.column {
                    write!(f, ":{column}")?;
                }
            }
            writeln!(f)
        }
        // With nothing else to go by, the offset finds the place in a disassembly.
        (None, Some(offset)) if full || !frame.named => {
            writeln!(f, "             at offset {offset:#x}")
        }
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn frame(function: &str, file: Option<&str>, line: u32) -> Frame {
        Frame {
            function: function.into(),
            named: true,
            offset: Some(0x40),
            file: file.map(Into::into),
            line: Some(line),
            column: Some(5),
            inlined: false,
            origin: origin(function, file),
        }
    }

    struct Printed<'a>(&'a [Frame], bool);
    impl fmt::Display for Printed<'_> {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            write(f, self.0, self.1, Some(Path::new("/w")))
        }
    }

    fn panicked() -> Vec<Frame> {
        vec![
            frame("abort", None, 0),
            frame(
                "core::panicking::panic_fmt",
                Some("/rustc/1/library/core/src/panicking.rs"),
                80,
            ),
            frame(
                "core::option::Option<T>::unwrap",
                Some("/rustc/1/library/core/src/option.rs"),
                9,
            ),
            frame("app::inner", Some("/w/src/inner.rs"), 3),
            frame(
                "core::iter::Map<I,F>::next",
                Some("/rustc/1/library/core/src/iter.rs"),
                4,
            ),
            frame("app::main", Some("/w/src/main.rs"), 7),
            frame(
                "std::rt::lang_start",
                Some("/rustc/1/library/std/src/rt.rs"),
                1,
            ),
            frame("_start", None, 0),
        ]
    }

    #[test]
    fn the_users_frames_come_first_and_last() {
        assert_eq!(
            Printed(&panicked(), false).to_string(),
            "stack backtrace:\n   0: app::inner\n             at src/inner.rs:3:5\n   1: core::iter::Map<I,F>::next\n             \
             at library/core/src/iter.rs:4:5\n   2: app::main\n             at src/main.rs:7:5\n\
             note: 5 frames are hidden, of the standard library and the runtime around the program\n"
        );
    }

    #[test]
    fn a_full_backtrace_hides_nothing() {
        let text = Printed(&panicked(), true).to_string();
        assert!(
            text.contains("   0: abort\n             at offset 0x40\n"),
            "{text}"
        );
        assert!(
            text.contains("at /rustc/1/library/std/src/rt.rs:1:5")
                && text.contains("   7: _start")
                && !text.contains("hidden"),
            "{text}"
        );
    }

    #[test]
    fn recursion_is_counted() {
        let mut frames = vec![frame("app::down", Some("/w/a.rs"), 2); 100];
        frames.push(frame("app::main", Some("/w/a.rs"), 9));
        let text = Printed(&frames, false).to_string();
        assert!(
            text.contains("… the same call 97 more times\n 100: app::main"),
            "{text}"
        );
        assert_eq!(text.matches("app::down").count(), 3, "{text}");
    }

    #[test]
    fn frames_of_std_alone_are_shown() {
        let text = Printed(&panicked()[..2], false).to_string();
        assert!(
            text.contains("0: abort") && text.contains("1: core::panicking::panic_fmt"),
            "{text}"
        );
    }
}
