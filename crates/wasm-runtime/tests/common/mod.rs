//! What the tests share: text to module, and a run with captured streams.
#![allow(dead_code, reason = "each test binary uses its own part")]

use std::time::Duration;

use wasm_runtime::{Capture, Error, Host, Input, Options, Outcome, Output, Trap, run};

/// Assembles `text`.
pub(crate) fn wat(text: &str) -> Vec<u8> {
    wat::parse_str(text).expect("the test's own text assembles")
}

/// Options that touch nothing of this process, and what is written under them.
pub(crate) fn quiet(host: Host) -> (Options, Capture, Capture) {
    let (stdout, stderr) = (Capture::new(), Capture::new());
    let options = Options {
        host,
        args: vec!["test".into()],
        stdin: Input::Empty,
        stdout: Output::Capture(stdout.clone()),
        stderr: Output::Capture(stderr.clone()),
        // A test that hangs should say so.
        timeout: Some(Duration::from_secs(20)),
        ..Options::default()
    };
    (options, stdout, stderr)
}

/// Runs text on `host`.
pub(crate) fn run_wat(text: &str, host: Host) -> Result<Outcome, Error> {
    run(&wat(text), "test.wasm", &quiet(host).0)
}

/// Calls an export of a standalone module.
pub(crate) fn invoke(text: &str, export: &str, args: &[&str]) -> Result<Outcome, Error> {
    let (mut options, ..) = quiet(Host::Standalone);
    options.invoke = Some((
        export.into(),
        args.iter().map(ToString::to_string).collect(),
    ));
    run(&wat(text), "test.wasm", &options)
}

/// The exit code.
pub(crate) fn code(outcome: Result<Outcome, Error>) -> i32 {
    match outcome {
        Ok(Outcome::Exited { code, .. }) => code,
        other => panic!("expected an exit: {other:?}"),
    }
}

/// The results of an invoked export.
pub(crate) fn values(outcome: Result<Outcome, Error>) -> Vec<String> {
    match outcome {
        Ok(Outcome::Exited { code: 0, values }) => values,
        other => panic!("expected values: {other:?}"),
    }
}

/// The trap.
pub(crate) fn trap(outcome: Result<Outcome, Error>) -> Trap {
    match outcome {
        Ok(Outcome::Trapped(trap)) => trap,
        other => panic!("expected a trap: {other:?}"),
    }
}

/// The text of the user's mistake.
pub(crate) fn mistake(outcome: Result<Outcome, Error>) -> String {
    match outcome {
        Err(error @ Error::User(_)) => error.to_string(),
        other => panic!("expected a user error: {other:?}"),
    }
}

/// The text of what is not supported.
pub(crate) fn unsupported(outcome: Result<Outcome, Error>) -> String {
    match outcome {
        Err(error @ Error::NotSupported(_)) => error.to_string(),
        other => panic!("expected something not supported: {other:?}"),
    }
}

/// A core module for WASI preview 1 as a component: what a linker for `wasm32-wasip2` does.
pub(crate) fn adapted(module: &[u8]) -> Vec<u8> {
    use wasi_preview1_component_adapter_provider as adapter;
    wit_component::ComponentEncoder::default()
        .validate(true)
        .module(module)
        .and_then(|encoder| {
            encoder.adapter(
                adapter::WASI_SNAPSHOT_PREVIEW1_ADAPTER_NAME,
                adapter::WASI_SNAPSHOT_PREVIEW1_COMMAND_ADAPTER,
            )
        })
        .and_then(|encoder| encoder.encode())
        .expect("the test's module becomes a component")
}

/// A core module, in text, as a component of the first world in the WIT text.
pub(crate) fn component(module: &str, wit: &str) -> Vec<u8> {
    let mut module = wat(module);
    let mut resolve = wit_parser::Resolve::default();
    let package = resolve
        .push_str("test.wit", wit)
        .expect("the test's WIT is right");
    let world = resolve
        .select_world(&[package], None)
        .expect("there is one world");
    wit_component::embed_component_metadata(&mut module, &resolve, world, Default::default())
        .expect("the world can be recorded");
    wit_component::ComponentEncoder::default()
        .validate(true)
        .module(&module)
        .and_then(|encoder| encoder.encode())
        .expect("the test's module becomes a component")
}
