//! A rustc whose code for wasm32 goes through WasmIR; for other targets it is the ordinary one.
//!
//! It takes rustc's arguments, and can be cargo's `RUSTC` or its `RUSTC_WRAPPER`, which has the compiler in front of them. That
//! compiler is not asked: what the driver loads, such as procedural macros, must be of its own version.
//!
//! With the feature `from-source` rustc's crates are dependencies, without LLVM, instead of the toolchain's library.

#![feature(rustc_private)]

extern crate rustc_abi;
extern crate rustc_ast;
extern crate rustc_codegen_ssa;
extern crate rustc_data_structures;
// The library that all of them are in.
#[cfg(not(feature = "from-source"))]
extern crate rustc_driver;
extern crate rustc_driver_impl;
extern crate rustc_errors;
extern crate rustc_hir;
extern crate rustc_index;
extern crate rustc_interface;
extern crate rustc_middle;
extern crate rustc_session;
extern crate rustc_span;
extern crate rustc_symbol_mangling;
extern crate rustc_target;

mod abi;
mod allocator;
mod asm;
mod backend;
mod builder;
mod checks;
#[cfg(feature = "from-source")]
mod compiler;
mod constant;
mod context;
mod copies;
mod crash;
mod debuginfo;
mod dump;
mod features;
mod image;
mod intrinsic;
mod mono;
mod partition;
mod promote;
mod simd;
mod statics;
mod types;
mod value;
mod write;

use std::path::Path;
use std::process::ExitCode;

use rustc_driver_impl::Callbacks;
use rustc_interface::interface::Config;
use rustc_session::EarlyDiagCtxt;
use rustc_session::config::{CrateType, DebugInfo, MirStripDebugInfo, Options};

/// Takes the place of libc's `malloc` in the whole process, rustc's library included: naming one function links all of them.
#[cfg(unix)]
#[used]
static HEAP: unsafe extern "C" fn(usize) -> *mut std::ffi::c_void = libmimalloc_sys::mi_malloc;

/// Puts the back end into rustc.
struct Driver;

impl Callbacks for Driver {
    fn config(&mut self, config: &mut Config) {
        let target = config.opts.target_triple.tuple();
        if target.starts_with("wasm32") && config.opts.unstable_opts.codegen_backend.is_none() {
            // A library keeps its MIR, and gets code only for what others find by symbol: whoever links the program compiles
            // what it reaches, once.
            let defers = is_library(&config.opts) && std::env::var_os(EAGER).is_none();
            let shows_variables = config.crate_cfg.iter().any(|it| it == VARIABLES);
            if !shows_variables {
                forget_variables(&mut config.opts, defers);
            }
            if dump::wanted() {
                // All is to be seen, not what an edit has changed.
                config.opts.incremental = None;
            }
            if !defers {
                if !shows_variables {
                    inline(&mut config.opts);
                }
                image::configure(config);
            }
            config.make_codegen_backend =
                Some(Box::new(move |_| Box::new(backend::Backend { defers })));
        }
    }
}

/// Has rustc's MIR inliner run in a crate that is linked, unless a flag says otherwise: what calls cost is most of what a
/// development build's output takes longer. It takes little time here, where only the crate's own functions take part, and
/// twice the time of everything else in libraries, which keep MIR of much that nobody reaches.
fn inline(options: &mut Options) {
    let flags = &mut options.unstable_opts;
    if flags.inline_mir.is_none() {
        flags.inline_mir = Some(true);
        // Three times rustc's own, which suit what LLVM inlines afterwards.
        flags.inline_mir_threshold.get_or_insert(150);
        flags.inline_mir_hint_threshold.get_or_insert(300);
    }
}

/// Has rustc not prepare what a debugger says of variables, which no debug information of ours has: it would keep each of them in
/// memory, and libraries would carry them in their MIR.
fn forget_variables(options: &mut Options, defers: bool) {
    if defers {
        options.unstable_opts.mir_strip_debuginfo = MirStripDebugInfo::AllLocals;
    }
    // Of what a library compiles itself, too: arguments count as variables even where MIR says nothing of them.
    if options.debuginfo == DebugInfo::Full {
        options.debuginfo = DebugInfo::Limited;
    }
}

/// The cfg that asks for what a debugger says of variables. Then they stay in memory, where they can be seen and changed, and nothing
/// takes the place of calls, as in LLVM's builds without optimisation.
const VARIABLES: &str = "wasm_variables";

/// Has libraries compiled whole, as the ordinary compiler does.
const EAGER: &str = "WASMRUST_EAGER";

/// Whether nothing is linked here.
fn is_library(options: &Options) -> bool {
    let types = &options.crate_types;
    !types.is_empty() && types.iter().all(|it| *it == CrateType::Rlib)
}

/// Whether an argument is the path of a compiler, as cargo gives it to a wrapper.
fn names_rustc(argument: &str) -> bool {
    let stem = Path::new(argument).file_stem();
    stem.is_some_and(|it| it == "rustc") && !argument.ends_with(".rs")
}

fn main() -> ExitCode {
    let early_dcx = EarlyDiagCtxt::new(rustc_session::config::ErrorOutputType::default());
    rustc_driver_impl::init_rustc_env_logger(&early_dcx);
    rustc_driver_impl::install_ice_hook(BUG_REPORT, |_| ());
    let mut args = rustc_driver_impl::args::raw_args(&early_dcx);
    if args.get(1).is_some_and(|it| names_rustc(it)) {
        args.remove(1);
    }
    #[cfg(feature = "from-source")]
    compiler::replace_or_complete(&early_dcx, &mut args);
    rustc_driver_impl::catch_with_exit_code(|| rustc_driver_impl::run_compiler(&args, &mut Driver))
}

const BUG_REPORT: &str = "https://github.com/wasmrust/wasmrust/issues/new";
