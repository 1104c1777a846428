//! Runs a module: checks it, compiles it, calls it on a thread of its own, and tells how it ended.

use std::num::NonZeroUsize;
use std::path::Path;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::thread;
use std::time::Duration;

use wasmtime::{
    Cache, CacheConfig, Config, Engine, Linker, Module, OptLevel, Store, Val, WasmBacktraceDetails,
    WasmtimeBug,
};
use wasmtime_wasi::I32Exit;
use wasmtime_wasi::p1::WasiP1Ctx;

use crate::backtrace::MAX_FRAMES;
use crate::entry::{self, Plan, Results};
use crate::error::{Error, Internal, NotSupported, UserError, internal};
use crate::limits::{Growth, Refused};
use crate::options::{Host, Options, Output};
use crate::trap::{Scene, Trap};
use crate::{component, imports, inspect, invoke, standalone, wasi};

/// Stack for the program's calls unless told otherwise: what Rust gives a thread.
const WASM_STACK: usize = 2 << 20;

/// Stack for the host's functions on top of that.
const HOST_STACK: usize = 2 << 20;

/// How long a program whose time is over may take to come back from its host.
const GRACE: Duration = Duration::from_millis(200);

/// How a program ended.
#[derive(Clone, Debug)]
pub enum Outcome {
    /// It returned or exited.
    Exited {
        /// Its exit code, 0 when it just returned.
        code: i32,
        /// The results of an invoked export: integers in decimal, floats as `{:?}` prints them.
        values: Vec<String>,
    },
    /// It was stopped.
    Trapped(Trap),
}

/// What the host's functions work with.
pub(crate) struct State {
    /// Under the standalone host nothing links to it.
    pub(crate) wasi: WasiP1Ctx,
    pub(crate) stdout: Output,
    growth: Growth,
}

/// Runs the module or component `wasm`; `name` is what messages call it.
///
/// A component is a program when it exports `wasi:cli/run`. WASI is linked to it as a whole, and holds what the options give: [`component`](mod@crate::component)
/// has what a library needs beyond that.
///
/// The program runs on a thread of its own, with the stack it was promised. When its time is over while it waits in a function of the host, where nothing
/// can interrupt it, this returns and leaves that thread behind; the program cannot run on once the wait is over, but for what it does until its next
/// loop or call.
///
/// # Errors
/// Nothing of the module ran: [`Error::User`] for a file, options or arguments that are wrong, [`Error::NotSupported`] for threads, or another
/// thing that is missing here, [`Error::Internal`] for a bug.
pub fn run(wasm: &[u8], name: &str, options: &Options) -> Result<Outcome, Error> {
    if component::is_component(wasm) {
        return component::command::run(wasm, name, options);
    }
    let facts = inspect::inspect(wasm, name)?;
    options.check()?;
    facts.check(name, options.host, options.max_memory)?;

    let engine = engine(options)?;
    let mut linker = Linker::new(&engine);
    match options.host {
        Host::Wasi => wasi::add_to_linker(&mut linker),
        Host::Standalone => standalone::add_to_linker(&mut linker),
    }
    .map_err(internal)?;
    let mut store = store(&engine, options)?;
    imports::check(&facts.imports, &linker, &mut store, name, options.host)?;

    let module = Module::from_binary(&engine, wasm).map_err(|error| refused(wasm, name, &error))?;
    let plan = entry::plan(&module, name, options)?;

    supervise(&engine, name, options, move || {
        call(store, &linker, &module, &plan)
    })
}

/// Does `work`, which runs the program, on a thread with the stack that was promised, until it is done or its time is over.
pub(crate) fn supervise(
    engine: &Engine,
    name: &str,
    options: &Options,
    work: impl FnOnce() -> Ended + Send + 'static,
) -> Result<Outcome, Error> {
    let (sender, receiver) = mpsc::sync_channel(1);
    let stack = options
        .max_wasm_stack
        .unwrap_or(WASM_STACK)
        .saturating_add(HOST_STACK);
    thread::Builder::new()
        .name("wasm".into())
        .stack_size(stack)
        // Nobody waits any more when time was over: then the result is of no use.
        .spawn(move || drop(sender.send(work())))
        .map_err(|error| UserError::Options {
            what: format!("cannot have a stack of {stack} bytes (`--max-wasm-stack`): {error}"),
        })?;

    match wait(&receiver, engine, options.timeout)? {
        Some(ended) => tell(ended, name, options),
        None => Ok(Outcome::Trapped(Trap::waiting(
            options.timeout.unwrap_or_default(),
        ))),
    }
}

/// The engine for these options: optimised code, a cache where one is wanted, lines from debug information.
pub(crate) fn engine(options: &Options) -> Result<Engine, Error> {
    let stack = options.max_wasm_stack.unwrap_or(WASM_STACK);
    let mut config = base_config(stack, options.cache_dir.as_deref());
    // Every loop pays for looking at the clock, so only when there is one.
    config.epoch_interruption(options.timeout.is_some());
    Engine::new(&config).map_err(internal)
}

/// What all engines have in common.
pub(crate) fn base_config(stack: usize, cache_dir: Option<&Path>) -> Config {
    let mut config = Config::new();
    config
        .cranelift_opt_level(OptLevel::Speed)
        .parallel_compilation(true)
        .wasm_backtrace_details(WasmBacktraceDetails::Enable)
        .wasm_backtrace_max_frames(NonZeroUsize::new(MAX_FRAMES))
        .max_wasm_stack(stack)
        // Not used by calls that block, and still checked against the one above.
        .async_stack_size(stack.saturating_add(HOST_STACK));
    if let Some(directory) = cache_dir {
        config.cache(cache(directory));
    }
    config
}

/// Without a cache the program still runs, so one that cannot be opened is none.
fn cache(directory: &Path) -> Option<Cache> {
    let directory = std::path::absolute(directory).ok()?;
    let mut config = CacheConfig::new();
    config.with_directory(directory);
    Cache::new(config).ok()
}

fn store(engine: &Engine, options: &Options) -> Result<Store<State>, Error> {
    let wasi = match options.host {
        Host::Wasi => wasi::context(options)?,
        Host::Standalone => wasmtime_wasi::WasiCtxBuilder::new().build_p1(),
    };
    let mut store = Store::new(
        engine,
        State {
            wasi,
            stdout: options.stdout.clone(),
            growth: Growth::new(options.max_memory),
        },
    );
    store.limiter(|state| &mut state.growth);
    // The default refuses a single write of more than 128 MiB, which programs may do.
    store.set_hostcall_fuel(usize::MAX);
    store.set_epoch_deadline(1);
    Ok(store)
}

/// The error for a module that the engine will not compile.
pub(crate) fn refused(wasm: &[u8], name: &str, error: &wasmtime::Error) -> Error {
    if error.is::<WasmtimeBug>() {
        return Internal::new(format!("{error:#}")).into();
    }
    let mut validator = wasmparser::Validator::new_with_features(wasmparser::WasmFeatures::all());
    if let Err(error) = validator.validate_all(wasm) {
        return inspect::invalid(name, &error).into();
    }
    // Valid by all that is standardised or proposed: the engine lacks something, unless its own code generator failed.
    let text = format!("{error:#}");
    match text.contains("Compilation error") {
        true => Internal::new(text).into(),
        false => NotSupported::Feature {
            name: name.into(),
            what: text
                .trim_start_matches("WebAssembly translation error: ")
                .into(),
        }
        .into(),
    }
}

/// How a call ended, before it is put in words.
pub(crate) struct Ended {
    /// Its exit code, and the results of an invoked export.
    pub(crate) result: wasmtime::Result<(i32, Vec<String>)>,
    /// It came as far as running the module's code.
    pub(crate) started: bool,
    pub(crate) refused: Option<Refused>,
}

fn call(mut store: Store<State>, linker: &Linker<State>, module: &Module, plan: &Plan) -> Ended {
    let mut started = false;
    let result = (|| {
        let instance = linker.instantiate(&mut store, module)?;
        started = true;
        if plan.initialize {
            instance
                .get_typed_func::<(), ()>(&mut store, "_initialize")?
                .call(&mut store, ())?;
        }
        let Some(func) = instance.get_func(&mut store, &plan.export) else {
            return Err(wasmtime::Error::msg(format!(
                "the export `{}` is gone",
                plan.export
            )));
        };
        let mut results = vec![Val::I32(0); plan.results];
        func.call(&mut store, &plan.args, &mut results)?;
        Ok(match (plan.meaning, results.as_slice()) {
            (Results::ExitCode, [Val::I32(code)]) => (*code, Vec::new()),
            (Results::ExitCode, _) => (0, Vec::new()),
            (Results::Values, values) => (0, values.iter().map(invoke::format).collect()),
        })
    })();
    Ended {
        result,
        started,
        refused: store.data().growth.refused,
    }
}

/// Waits for the program, and when its time is over has the engine stop it; `None` when it cannot be stopped where it is.
fn wait(
    receiver: &Receiver<Ended>,
    engine: &Engine,
    timeout: Option<Duration>,
) -> Result<Option<Ended>, Error> {
    let gone = || Error::from(Internal::new("the thread that ran the program panicked"));
    let Some(timeout) = timeout else {
        return receiver.recv().map(Some).map_err(|_| gone());
    };
    match receiver.recv_timeout(timeout) {
        Ok(ended) => return Ok(Some(ended)),
        Err(RecvTimeoutError::Disconnected) => return Err(gone()),
        Err(RecvTimeoutError::Timeout) => engine.increment_epoch(),
    }
    match receiver.recv_timeout(GRACE) {
        Ok(ended) => Ok(Some(ended)),
        Err(RecvTimeoutError::Disconnected) => Err(gone()),
        Err(RecvTimeoutError::Timeout) => Ok(None),
    }
}

fn tell(ended: Ended, name: &str, options: &Options) -> Result<Outcome, Error> {
    let Ended {
        result,
        started,
        refused,
    } = ended;
    let error = match result {
        Ok((code, values)) => return Ok(Outcome::Exited { code, values }),
        Err(error) => error,
    };
    if let Some(I32Exit(code)) = error.downcast_ref() {
        return Ok(Outcome::Exited {
            code: *code,
            values: Vec::new(),
        });
    }
    if error.is::<WasmtimeBug>() {
        return Err(internal(error));
    }
    // A start function runs during instantiation; what fails there without a trap is the instance itself.
    let from_code = error.is::<wasmtime::Trap>()
        || error.is::<wasmtime::WasmBacktrace>()
        || error.is::<wasmtime::ThrownException>();
    if !started && !from_code {
        return Err(UserError::SetUp {
            name: name.into(),
            message: format!("{error:#}"),
        }
        .into());
    }
    let stderr = match &options.stderr {
        Output::Capture(capture) => Some(capture.bytes()),
        _ => None,
    };
    let max_wasm_stack = options.max_wasm_stack.unwrap_or(WASM_STACK);
    let scene = Scene {
        host: options.host,
        refused,
        timeout: options.timeout,
        max_wasm_stack,
        stderr,
    };
    Ok(Outcome::Trapped(Trap::explain(&error, &scene)))
}
