//! Life cycle: hooks that the macros collect. One test runs them, since a program starts once.
#![deny(warnings, missing_docs)]
#![forbid(unsafe_code)]

use std::sync::Mutex;

static LOG: Mutex<Vec<&str>> = Mutex::new(Vec::new());

fn log(text: &'static str) {
    LOG.lock().unwrap().push(text);
}

mod db {
    #[wasm::on_start(order = 10)]
    fn connect() -> Result<(), std::num::ParseIntError> {
        let _: u16 = "5432".parse()?;
        super::log("connect");
        Ok(())
    }

    #[wasm::on_stop(order = 10)]
    fn close() -> Result<(), String> {
        super::log("close");
        Err("already closed".to_owned())
    }
}

mod early {
    #[wasm::on_start(order = -1)]
    pub(crate) fn first() {
        super::log("first");
    }

    #[wasm::on_stop(order = -1)]
    pub(crate) fn last() -> Result<(), &'static str> {
        super::log("last");
        Err("too late")
    }
}

// Names that the expansion could stumble over.
mod names {
    #[wasm::on_start(order = 20)]
    fn call() {
        super::log("call");
    }

    #[wasm::on_start(order = 21)]
    fn __wasm_hook_calls() {
        super::log("calls");
    }

    #[wasm::on_start(order = 22)]
    #[allow(non_snake_case)]
    fn RECORD() {
        super::log("RECORD");
    }
}

// Hooks that are written once and are there several times: each is one of its own, on wasm32 with a symbol of its own.
macro_rules! module {
    ($($name:ident)*) => {
        $(
            mod $name {
                #[wasm::on_start(order = 30)]
                fn written_once() {
                    super::log(module_path!());
                }
            }
        )*
    };
}

module! { one two }

#[test]
fn hooks_of_functions_are_no_one_elses() {
    macro_rules! hook {
        () => {{
            #[wasm::on_start(order = 31)]
            fn within() {}
        }};
    }
    hook!();
    hook!();
}

#[wasm::on_start(order = 40)]
#[wasm::on_stop(order = 40)]
fn both() {
    log("both");
}

#[wasm::on_start]
fn second() -> Result<(), Box<dyn std::error::Error + Send + Sync>> {
    log("second");
    Ok(())
}

#[test]
fn hooks_run_around_the_body() {
    let error = wasm::life::run(|| log("body")).unwrap_err();
    let lines = LOG.lock().unwrap().clone();
    assert_eq!(
        lines,
        [
            "first",
            "second",
            "connect",
            "call",
            "calls",
            "RECORD",
            "life_hooks::one",
            "life_hooks::two",
            "both",
            "body",
            "both",
            "close",
            "last"
        ]
    );
    assert_eq!(
        error.to_string(),
        "the program did not stop cleanly: `life_hooks::db::close` failed: already closed; then `life_hooks::early::last` failed: too late"
    );
    assert!(matches!(
        wasm::life::start(),
        Err(wasm::life::Error::Stopped)
    ));
}
