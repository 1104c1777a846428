//! Life cycle: hooks that the macros collect. One test, since a program starts once.
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
        ["first", "second", "connect", "body", "close", "last"]
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
