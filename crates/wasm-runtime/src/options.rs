//! What a run may see and use: the host, arguments, environment, directories, streams and limits.

use std::fmt;
use std::path::PathBuf;
use std::time::Duration;

use wasmtime_wasi::p2::OutputStream;
use wasmtime_wasi::p2::pipe::MemoryOutputPipe;

use crate::error::UserError;

/// Which host is offered to the module.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Host {
    /// WASI preview 1, for `wasm32-wasip1`.
    #[default]
    Wasi,
    /// Nothing but `env.log(ptr: i32, len: i32)`, which prints these UTF-8 bytes and a newline to stdout; for `wasm32-unknown-unknown`.
    Standalone,
}

impl fmt::Display for Host {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Host::Wasi => "wasi",
            Host::Standalone => "standalone",
        })
    }
}

/// How to run a module. The default gives it no arguments, no environment, no directories, no limits, and the streams of this process.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Which imports are there to be used.
    pub host: Host,
    /// The program's arguments, `argv[0]` first. The standalone host has none to give.
    pub args: Vec<String>,
    /// Environment variables of the program. They win over inherited ones of the same name.
    pub env: Vec<(String, String)>,
    /// Also give the program the environment of this process; variables that are not UTF-8 are left out, as WASI cannot hold them.
    pub inherit_env: bool,
    /// Directories the program may open.
    pub dirs: Vec<Preopen>,
    /// Stop the program when it has run for so long. Compilation does not count.
    pub timeout: Option<Duration>,
    /// How large a linear memory may become, in bytes. Growth beyond it fails as if the host had no memory left.
    pub max_memory: Option<u64>,
    /// How much stack the program's calls may take, in bytes; 2 MiB unless told, as Rust gives a thread. The module's own stack of addressable
    /// locals is another one, inside linear memory, and has its size from the linker.
    pub max_wasm_stack: Option<usize>,
    /// Call this export with these arguments instead of the program's entry.
    pub invoke: Option<(String, Vec<String>)>,
    /// Where the program reads.
    pub stdin: Input,
    /// Where the program writes.
    pub stdout: Output,
    /// Where the program writes its complaints.
    pub stderr: Output,
    /// Keep compiled code here between runs. A directory that cannot be used costs time, not the run.
    pub cache_dir: Option<PathBuf>,
}

impl Options {
    /// Looks for what WASI cannot pass on.
    pub(crate) fn check(&self) -> Result<(), UserError> {
        let bad = |what: String| Err(UserError::Options { what });
        for arg in &self.args {
            if arg.contains('\0') {
                return bad(format!(
                    "the argument {arg:?} contains a NUL byte, which ends arguments in WASI"
                ));
            }
        }
        for (name, value) in &self.env {
            if name.is_empty() || name.contains(['=', '\0']) || value.contains('\0') {
                return bad(format!(
                    "the environment variable {name:?} needs a name without `=` and neither part may contain a NUL byte"
                ));
            }
        }
        if self.max_wasm_stack == Some(0) {
            return bad("a stack of no bytes runs nothing (`--max-wasm-stack`)".into());
        }
        Ok(())
    }

    /// The environment as the program sees it, each name once.
    pub(crate) fn environment(&self) -> Vec<(String, String)> {
        let mut all: Vec<(String, String)> = Vec::new();
        if self.inherit_env {
            // `std::env::vars` panics on what is not UTF-8.
            all.extend(
                std::env::vars_os()
                    .filter_map(|(k, v)| Some((k.into_string().ok()?, v.into_string().ok()?))),
            );
        }
        for (name, value) in &self.env {
            all.retain(|(seen, _)| seen != name);
            all.push((name.clone(), value.clone()));
        }
        all
    }
}

/// A directory of the host that the program may open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Preopen {
    /// The directory here.
    pub host: PathBuf,
    /// Its name for the program.
    pub guest: String,
    /// Refuse everything that would change it.
    pub read_only: bool,
}

/// Where standard input comes from.
#[derive(Clone, Debug, Default)]
pub enum Input {
    /// From this process's standard input.
    #[default]
    Inherit,
    /// These bytes, then the end.
    Bytes(Vec<u8>),
    /// At its end from the start.
    Empty,
}

/// Where an output stream goes.
#[derive(Clone, Debug, Default)]
pub enum Output {
    /// To the same stream of this process.
    #[default]
    Inherit,
    /// Into memory.
    Capture(Capture),
    /// Nowhere.
    Discard,
}

/// What a program wrote. Clones share the same bytes: keep one, give the other to [`Options`].
#[derive(Clone, Debug)]
pub struct Capture(MemoryOutputPipe);

impl Capture {
    /// An empty one, without a bound on its size.
    pub fn new() -> Capture {
        Capture(MemoryOutputPipe::new(usize::MAX))
    }

    /// What has been written so far.
    pub fn bytes(&self) -> Vec<u8> {
        self.0.contents().to_vec()
    }

    /// What has been written so far as text, with U+FFFD for what is not UTF-8.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.0.contents()).into_owned()
    }

    /// The stream that fills this capture.
    pub(crate) fn pipe(&self) -> MemoryOutputPipe {
        self.0.clone()
    }

    /// Adds bytes that did not come through WASI.
    pub(crate) fn push(&self, bytes: Vec<u8>) -> std::io::Result<()> {
        self.0
            .clone()
            .write(bytes.into())
            .map_err(std::io::Error::other)
    }
}

impl Default for Capture {
    fn default() -> Capture {
        Capture::new()
    }
}
