//! Runs a module in wasmtime, with what was granted to it and nothing else.

use std::path::Path;
use std::time::Duration;

use wasm_runtime::{Host as RuntimeHost, Options, Outcome, Preopen};

use super::component::new::wrap;
use crate::cli::Grants;
use crate::config::Host;
use crate::config::settings::{RunSettings, split_dir};
use crate::error::Failure;
use crate::{cache, shell};

/// The exit code of a program that trapped: what a shell shows for a process ended by SIGABRT.
const TRAPPED: i32 = 134;

/// What a program gets.
pub struct Granted<'a> {
    pub host: Host,
    pub flags: &'a Grants,
    /// The manifest's part; none for a module from elsewhere.
    pub settings: Option<&'a RunSettings>,
    /// Folders besides those, for test harnesses.
    pub extra_dirs: Vec<Preopen>,
}

/// Runs the module at `path` and returns its exit code.
///
/// # Errors
/// It cannot be read or started. A trap is no error here: it is reported, and is exit code 134.
pub fn run(path: &Path, args: &[String], granted: Granted<'_>) -> anyhow::Result<i32> {
    let (mut wasm, name) = read(path)?;
    // A test program comes as cargo linked it.
    if granted.host == Host::Component && wasmparser::Parser::is_core_wasm(&wasm) {
        wasm = wrap(&name, &wasm, &[])?;
    }
    let options = options(&name, args, granted)?;
    let outcome = wasm_runtime::run(&wasm, &name, &options).map_err(failure)?;
    match outcome {
        Outcome::Exited { code, values } => {
            for value in values {
                shell::out(value);
            }
            Ok(code)
        }
        Outcome::Trapped(trap) => {
            shell::passthrough(&format!("{trap}\n"));
            Ok(TRAPPED)
        }
    }
}

/// A module's bytes, and what messages call it.
pub(super) fn read(path: &Path) -> Result<(Vec<u8>, String), Failure> {
    let wasm = std::fs::read(path)
        .map_err(|error| Failure::user(format!("cannot read `{}`: {error}", path.display())))?;
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    Ok((wasm, name.into_owned()))
}

/// The runtime's errors are of the same three kinds.
pub(super) fn failure(error: wasm_runtime::Error) -> Failure {
    match error {
        wasm_runtime::Error::User(error) => Failure::user(error.to_string()),
        wasm_runtime::Error::NotSupported(error) => Failure::unsupported(error.to_string()),
        wasm_runtime::Error::Internal(error) => Failure::bug(error.what),
    }
}

pub(super) fn options(
    name: &str,
    args: &[String],
    granted: Granted<'_>,
) -> anyhow::Result<Options> {
    let Granted {
        host,
        flags,
        settings,
        extra_dirs,
    } = granted;
    let mut env: Vec<(String, String)> = settings.map(|s| s.env.value.clone()).unwrap_or_default();
    for text in &flags.env {
        let pair = match text.split_once('=') {
            Some((name, value)) => (name.to_owned(), value.to_owned()),
            None => {
                let value = std::env::var(text).map_err(|_| {
                    Failure::user(format!("`--env {text}`: this process has no such variable"))
                })?;
                (text.clone(), value)
            }
        };
        env.retain(|(name, _)| *name != pair.0);
        env.push(pair);
    }
    let mut dirs = extra_dirs;
    let configured = settings.map(|s| s.granted_dirs()).unwrap_or_default();
    dirs.extend(
        configured
            .iter()
            .chain(&flags.dir)
            .map(|text| preopen(text)),
    );
    let timeout = flags.timeout.or(settings.and_then(|s| s.timeout.value));
    if let Some(seconds) = timeout.filter(|s| !(s.is_finite() && *s > 0.0 && *s < 1e9)) {
        return Err(Failure::user(format!("`--timeout {seconds}` is no number of seconds")).into());
    }
    let mut argv = vec![name.to_owned()];
    let (invoke, rest) = match &flags.invoke {
        Some(export) => (Some((export.clone(), args.to_vec())), &[][..]),
        None => (None, args),
    };
    argv.extend(rest.iter().cloned());
    Ok(Options {
        host: if host.target() == Host::Wasi.target() {
            RuntimeHost::Wasi
        } else {
            RuntimeHost::Standalone
        },
        args: argv,
        env,
        dirs,
        timeout: timeout.map(Duration::from_secs_f64),
        max_memory: flags
            .max_memory
            .or(settings.and_then(|s| s.max_memory.value)),
        max_wasm_stack: flags
            .max_wasm_stack
            .map(|bytes| usize::try_from(bytes).unwrap_or(usize::MAX)),
        invoke,
        cache_dir: Some(cache::root().join("wasmtime")),
        ..Options::default()
    })
}

fn preopen(text: &str) -> Preopen {
    let (host, guest, read_only) = split_dir(text);
    Preopen {
        host: host.into(),
        guest: guest.to_owned(),
        read_only,
    }
}

#[cfg(test)]
mod tests {
    use super::preopen;

    #[test]
    fn folders() {
        let p = preopen("data::/in:ro");
        assert_eq!(
            (p.host.to_str().unwrap(), p.guest.as_str(), p.read_only),
            ("data", "/in", true)
        );
        let p = preopen(".");
        assert_eq!(
            (p.host.to_str().unwrap(), p.guest.as_str(), p.read_only),
            (".", ".", false)
        );
    }
}
