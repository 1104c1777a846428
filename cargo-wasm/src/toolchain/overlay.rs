//! The few edits to std's sources that options cannot express: a heap and a panic report made for small modules.
//!
//! Each edit names the text that it replaces. A std in which that text is not found is built without the edit,
//! and the sysroot says so: it stays correct, and grows by what the edit would have saved.

use std::fs;
use std::io;
use std::path::Path;

use super::sysroot::Flavour;
use crate::config::{Opt, Panic};

/// A change to one file below `library/`.
pub struct Edit {
    /// What is gained, for the message when it cannot be made.
    pub gain: &'static str,
    pub file: &'static str,
    /// Text that must stand in the file; for a whole-file replacement, the mark that shows it is the file we know.
    pub find: &'static str,
    pub replace: Replacement,
}

/// What takes the place of the text.
pub enum Replacement {
    Text(&'static str),
    WholeFile(&'static str),
}

/// The report that std gives is built on boxed payloads, thread names, backtraces and the environment, some 10 KB;
/// one formatted write to stderr says the same on a host that has no backtraces.
const DEFAULT_HOOK: &str = "        Hook::Default => {
            default_hook(&PanicHookInfo::new(
                location,
                payload.get(),
                can_unwind,
                force_no_backtrace,
            ));
        }
";

const LOCATION_HOOK: &str = "        Hook::Default => {
            rtprintpanic!(\"panicked at {location}:\\n{payload}\\n\");
        }
";

const MESSAGE_HOOK: &str = "        Hook::Default => {
            rtprintpanic!(\"panicked: {payload}\\n\");
        }
";

/// At exit std makes a standard output only to find nothing in it. A flag that only the real way to it sets lets the
/// optimiser see that a program which never prints has nothing to flush, and drop all of it.
const STDOUT_CLEANUP: &str = "    let mut initialized = false;
    let stdout = STDOUT.get_or_init(|| {
        initialized = true;
        ReentrantLock::new(RefCell::new(LineWriter::with_capacity(0, stdout_raw())))
    });

    if !initialized {
";

const STDOUT_CLEANUP_IF_USED: &str = "    // SAFETY: this std has no threads.
    if !unsafe { STDOUT_USED } {
        return;
    }
    if let Some(stdout) = STDOUT.get() {
";

const STDOUT_NEW: &str = "        inner: STDOUT
            .get_or_init(|| ReentrantLock::new(RefCell::new(LineWriter::new(stdout_raw())))),
";

const STDOUT_NEW_NOTED: &str = "        inner: STDOUT.get_or_init(|| {
            // SAFETY: this std has no threads.
            unsafe { STDOUT_USED = true };
            ReentrantLock::new(RefCell::new(LineWriter::new(stdout_raw())))
        }),
";

const STDOUT_STATIC: &str =
    "static STDOUT: OnceLock<ReentrantLock<RefCell<LineWriter<StdoutRaw>>>> = OnceLock::new();
";

const STDOUT_STATICS: &str =
    "static STDOUT: OnceLock<ReentrantLock<RefCell<LineWriter<StdoutRaw>>>> = OnceLock::new();
static mut STDOUT_USED: bool = false;
";

/// Without threads the main thread is the only one, and its ID a constant; with it go locks' comparisons of owners.
const THREAD_ID: &str = "            pub(crate) fn get() -> Option<ThreadId> {
                ID.get()
            }

            pub(super) fn set(id: ThreadId) {
                ID.set(Some(id))
            }
";

const MAIN_THREAD_ID: &str = "            pub(crate) fn get() -> Option<ThreadId> {
                ThreadId::from_u64(1)
            }

            pub(super) fn set(_: ThreadId) {}
";

/// A call of the host costs as much as some thousand bytes of work; programs that read it all in pieces of 8 KiB make many.
const STDIN_BUFFER: &str = "pub const STDIN_BUF_SIZE: usize = crate::sys::io::DEFAULT_BUF_SIZE;";

const LARGE_STDIN_BUFFER: &str = "pub const STDIN_BUF_SIZE: usize = 64 * 1024;";

/// Byte strings mostly differ early: eight bytes compared in place spare the call of `memcmp`, which is half the time of a
/// sort of lines. Wasm is little-endian, so the lowest byte that differs is the first in memory.
const COMPARE_BYTES: &str =
    "        let mut order = unsafe { compare_bytes(left, right, len) as isize };
";

const COMPARE_BYTES_INLINE: &str = "        if len >= 8 {
            // SAFETY: both have eight bytes or more.
            let (a, b) = unsafe {
                (
                    crate::ptr::read_unaligned(left as *const u64),
                    crate::ptr::read_unaligned(right as *const u64),
                )
            };
            if a != b {
                let shift = (a ^ b).trailing_zeros() & !7;
                return ((a >> shift) as u8).cmp(&((b >> shift) as u8));
            }
        }
        let mut order = unsafe { compare_bytes(left, right, len) as isize };
";

/// Under a JavaScript host std can print, tell the time and exit. What it imports for that, the package provides; in a bare
/// module nobody would, so `standalone` has a std without.
fn js_edits() -> Vec<Edit> {
    let edit = |gain, file, find, replace| Edit {
        gain,
        file,
        find,
        replace,
    };
    let (output, time) = ("output in Node and on the console", "clocks");
    vec![
        edit(
            output,
            "std/src/sys/stdio/unsupported.rs",
            "pub type Stderr = Stdout;",
            Replacement::WholeFile(include_str!("../../overlay/js/stdio.rs")),
        ),
        edit(
            "arguments",
            "std/src/sys/args/unsupported.rs",
            "pub struct Args {}",
            Replacement::WholeFile(include_str!("../../overlay/js/args.rs")),
        ),
        edit(
            time,
            "std/src/sys/time/unsupported.rs",
            "    pub fn now() -> Instant {
        panic!(\"time not implemented on this platform\")
",
            Replacement::Text(
                "    pub fn now() -> Instant {
        #[link(wasm_import_module = \"wasmrust:std\")]
        unsafe extern \"C\" {
            #[link_name = \"instant\"]
            safe fn js_milliseconds() -> f64;
        }
        Instant(Duration::from_secs_f64(js_milliseconds() / 1000.0))
",
            ),
        ),
        edit(
            time,
            "std/src/sys/time/unsupported.rs",
            "    pub fn now() -> SystemTime {
        panic!(\"time not implemented on this platform\")
",
            Replacement::Text(
                "    pub fn now() -> SystemTime {
        #[link(wasm_import_module = \"wasmrust:std\")]
        unsafe extern \"C\" {
            #[link_name = \"time\"]
            safe fn js_milliseconds() -> f64;
        }
        SystemTime(Duration::from_secs_f64(js_milliseconds() / 1000.0))
",
            ),
        ),
        edit(
            "exit codes",
            "std/src/sys/exit.rs",
            "        _ => {
            let _ = code;
            crate::intrinsics::abort()
",
            Replacement::Text(
                "        _ => {
            #[link(wasm_import_module = \"wasmrust:std\")]
            unsafe extern \"C\" {
                #[link_name = \"exit\"]
                safe fn js_exit(code: i32);
            }
            js_exit(code);
            crate::intrinsics::abort()
",
            ),
        ),
    ]
}

/// The edits of a flavour.
pub fn edits(target: &str, flavour: Flavour) -> Vec<Edit> {
    let mut edits = if flavour.js { js_edits() } else { Vec::new() };
    if flavour.opt == Opt::None {
        return edits;
    }
    let text = |gain, file, find, replace| Edit {
        gain,
        file,
        find,
        replace: Replacement::Text(replace),
    };
    let panicking = |gain, find, replace| text(gain, "std/src/panicking.rs", find, replace);
    for (find, replace) in [
        (STDOUT_STATIC, STDOUT_STATICS),
        (STDOUT_NEW, STDOUT_NEW_NOTED),
        (STDOUT_CLEANUP, STDOUT_CLEANUP_IF_USED),
    ] {
        edits.push(text(
            "a short way out",
            "std/src/io/stdio.rs",
            find,
            replace,
        ));
    }
    // Only for std without threads, as every flavour here is.
    edits.push(text(
        "a constant thread ID",
        "std/src/thread/current.rs",
        THREAD_ID,
        MAIN_THREAD_ID,
    ));
    edits.push(text(
        "a constant thread ID",
        "std/src/thread/id.rs",
        "static COUNTER: Atomic<u64> = AtomicU64::new(0);",
        "static COUNTER: Atomic<u64> = AtomicU64::new(1);",
    ));
    if flavour.opt == Opt::Speed {
        edits.push(text(
            "fast comparisons of bytes",
            "core/src/slice/cmp.rs",
            COMPARE_BYTES,
            COMPARE_BYTES_INLINE,
        ));
    }
    if flavour.opt == Opt::Speed && target == "wasm32-wasip1" {
        edits.push(text(
            "a large buffer for standard input",
            "std/src/sys/stdio/unix.rs",
            STDIN_BUFFER,
            LARGE_STDIN_BUFFER,
        ));
    }
    match flavour.panic {
        Panic::Trap => {}
        Panic::Location => edits.push(panicking(
            "a short panic report",
            DEFAULT_HOOK,
            LOCATION_HOOK,
        )),
        Panic::Message => {
            edits.push(panicking(
                "a short panic report",
                DEFAULT_HOOK,
                MESSAGE_HOOK,
            ));
            // While anything reads the location, every caller's file name stays in the module.
            edits.push(panicking(
                "panic reports without file names",
                "\"panicked at {location}:\\n{message}\\nthread panicked while processing panic. aborting.\\n\"",
                "\"{message}\\nthread panicked while processing panic. aborting.\\n\"",
            ));
            edits.push(panicking(
                "panic reports without file names",
                "rtprintpanic!(\"aborting due to panic at {location}:\\n{payload}\\n\");",
                "rtprintpanic!(\"aborting due to panic:\\n{payload}\\n\");",
            ));
        }
    }
    if target == "wasm32-unknown-unknown" {
        let heap = |file, find, source| Edit {
            gain: "the small heap",
            file,
            find,
            replace: Replacement::WholeFile(source),
        };
        edits.push(heap(
            "std/src/sys/alloc/wasm.rs",
            "dlmalloc::Dlmalloc",
            wasm_alloc::STD_SYSTEM_SOURCE,
        ));
        // A new file: there is no text to find.
        edits.push(heap(
            "std/src/sys/alloc/heap.rs",
            "",
            wasm_alloc::HEAP_SOURCE,
        ));
    }
    edits
}

/// Makes the edits in a copy of `library/`; returns the gains that this std does not allow.
///
/// # Errors
/// The copy cannot be read or written.
pub fn apply(library: &Path, edits: &[Edit]) -> io::Result<Vec<&'static str>> {
    // The edits behind one gain only make sense together.
    let missing = |edit: &&Edit| {
        !fs::read_to_string(library.join(edit.file))
            .unwrap_or_default()
            .contains(edit.find)
    };
    let mut missed: Vec<&'static str> =
        edits.iter().filter(missing).map(|edit| edit.gain).collect();
    missed.dedup();
    for edit in edits.iter().filter(|edit| !missed.contains(&edit.gain)) {
        let path = library.join(edit.file);
        let text = fs::read_to_string(&path).unwrap_or_default();
        let new = match &edit.replace {
            Replacement::Text(replacement) => text.replacen(edit.find, replacement, 1),
            Replacement::WholeFile(contents) => (*contents).to_owned(),
        };
        fs::write(&path, new)?;
    }
    Ok(missed)
}

/// The edits as bytes, so that a sysroot built with others is not taken for this one.
pub fn fingerprint(edits: &[Edit]) -> Vec<u8> {
    let mut bytes = Vec::new();
    for edit in edits {
        let (Replacement::Text(replace) | Replacement::WholeFile(replace)) = edit.replace;
        for part in [
            edit.file.as_bytes(),
            edit.find.as_bytes(),
            replace.as_bytes(),
        ] {
            bytes.extend((part.len() as u64).to_le_bytes());
            bytes.extend(part);
        }
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_edit_that_does_not_fit_is_reported_and_the_rest_is_made() {
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join("std/src/panicking.rs");
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(&file, format!("a\n{DEFAULT_HOOK}b\n")).unwrap();
        let flavour = Flavour {
            opt: Opt::Size,
            panic: Panic::Message,
            js: false,
        };
        let missed = apply(dir.path(), &edits("wasm32-unknown-unknown", flavour)).unwrap();
        assert_eq!(
            missed,
            [
                "a short way out",
                "a constant thread ID",
                "panic reports without file names",
                "the small heap"
            ]
        );
        assert_eq!(
            fs::read_to_string(&file).unwrap(),
            format!("a\n{MESSAGE_HOOK}b\n")
        );
    }

    #[test]
    fn development_std_is_the_stock_one() {
        let dev = Flavour {
            opt: Opt::None,
            panic: Panic::Location,
            js: false,
        };
        assert!(edits("wasm32-unknown-unknown", dev).is_empty());
    }
}
