//! The host side: run WebAssembly modules and components in wasmtime and explain how they ended.
//!
//! [`run`] takes the bytes of a core module, or of a component that is a program, and [`Options`], gives it a [`Host`], and says how it ended: an
//! [`Outcome`] is an exit code with the results of an invoked export, or a [`Trap`] with what it means for a Rust programmer and a backtrace in Rust's
//! own form. What keeps a module from running at all is an [`Error`], and says whose it is: the user's, something not supported here, or ours.
//!
//! [`component`] is for those who embed components: typed calls, sets that are linked and exchanged while they run, grants, limits, and HTTP.
//!
//! Nothing here knows a compiler, spawns a process, or prints: the only bytes that reach the terminal are those the module writes.
//!
//! ```
//! use wasm_runtime::{Capture, Host, Options, Outcome, Output, run};
//!
//! let wasm = wat::parse_str(r#"(module
//!     (import "env" "log" (func $log (param i32 i32)))
//!     (memory (export "memory") 1)
//!     (data (i32.const 8) "hello")
//!     (func (export "main") (call $log (i32.const 8) (i32.const 5))))"#).unwrap();
//! let stdout = Capture::new();
//! let options = Options { host: Host::Standalone, stdout: Output::Capture(stdout.clone()), ..Options::default() };
//! let outcome = run(&wasm, "hello.wasm", &options).unwrap();
//! assert!(matches!(outcome, Outcome::Exited { code: 0, .. }));
//! assert_eq!(stdout.bytes(), b"hello\n");
//! ```

mod backtrace;
pub mod component;
mod entry;
mod error;
mod imports;
mod inspect;
mod invoke;
mod limits;
mod meaning;
mod names;
mod options;
mod run;
mod standalone;
mod trap;
mod wasi;

pub use backtrace::{Frame, Origin};
pub use component::is_component;
pub use error::{Error, Internal, NotSupported, UserError};
pub use imports::UnmetImport;
pub use options::{Capture, Host, Input, Options, Output, Preopen};
pub use run::{Outcome, run};
pub use trap::{Panic, Report, Trap, TrapKind};
