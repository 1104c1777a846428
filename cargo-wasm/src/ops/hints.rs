//! What a failed link or a suspicious module means, in the user's terms.

use std::collections::BTreeSet;
use std::path::Path;

use object::read::archive::ArchiveFile;

use super::cargo::Finished;
use crate::config::Host;
use crate::error::{Failure, nearest};
use crate::shell;

/// After a failed build: names each undefined symbol, who wants it, and the likely way out.
pub fn explain_link_errors(finished: &Finished, host: Host) {
    let mut symbols = BTreeSet::new();
    for error in &finished.errors {
        symbols.extend(undefined_symbols(error));
    }
    for symbol in &symbols {
        let wanting = crates_naming(symbol, finished);
        let readable = demangle(symbol);
        let wanted = match wanting.as_slice() {
            [] => "the program itself".to_owned(),
            names => names.join(", "),
        };
        let failure = Failure::user(format!("nothing defines `{readable}`"));
        shell::failure(
            &failure
                .note(format!("it is wanted by {wanted}"))
                .help(fix_for(symbol, host))
                .into(),
        );
    }
}

/// A failed link as rustc prints it, less the linker's command line: it fills the screen, and hides what went wrong.
pub fn shorten_link_error(rendered: &str) -> String {
    let noise = |line: &&str| {
        let line = strip_ansi(line);
        let line = line.trim_start();
        line.starts_with("= note:  \"") || line.starts_with("= note: some arguments are omitted")
    };
    rendered
        .split_inclusive('\n')
        .filter(|line| !noise(line))
        .collect()
}

/// The symbols that a linker's message calls undefined.
fn undefined_symbols(message: &str) -> BTreeSet<String> {
    const MARK: &str = "undefined symbol: ";
    let mut found = BTreeSet::new();
    for line in message.lines() {
        if let Some(at) = line.find(MARK) {
            let rest = line[at + MARK.len()..].trim();
            let name = rest.split_whitespace().next().unwrap_or(rest);
            found.insert(strip_ansi(name));
        }
    }
    found
}

fn strip_ansi(text: &str) -> String {
    anstream::adapter::strip_str(text).to_string()
}

fn demangle(symbol: &str) -> String {
    postlink::symbol::describe(symbol, false).demangled
}

/// Packages whose compiled code mentions the symbol. Names stand in objects and in bitcode as they are.
fn crates_naming(symbol: &str, finished: &Finished) -> Vec<String> {
    let mut names = BTreeSet::new();
    for artifact in &finished.artifacts {
        for file in artifact
            .files
            .iter()
            .filter(|f| f.extension().is_some_and(|ext| ext == "rlib"))
        {
            let Ok(bytes) = std::fs::read(file) else {
                continue;
            };
            let Ok(archive) = ArchiveFile::parse(&*bytes) else {
                continue;
            };
            // Metadata names what a crate declares (all of libc, for one); code names what it calls.
            let code = archive
                .members()
                .flatten()
                .filter(|member| member.name() != b"lib.rmeta");
            if code
                .flat_map(|member| member.data(&*bytes))
                .any(|data| contains(data, symbol.as_bytes()))
            {
                names.insert(format!(
                    "crate `{}` ({})",
                    artifact.target,
                    short_id(&artifact.package_id)
                ));
            }
        }
    }
    names.into_iter().collect()
}

fn contains(haystack: &[u8], needle: &[u8]) -> bool {
    !needle.is_empty()
        && haystack
            .windows(needle.len())
            .any(|window| window == needle)
}

/// `registry+…#name@1.2.3` → `name@1.2.3`.
fn short_id(id: &str) -> &str {
    id.rsplit(['#', '/']).next().unwrap_or(id)
}

fn fix_for(symbol: &str, host: Host) -> String {
    const SOCKETS: [&str; 10] = [
        "accept4",
        "bind",
        "connect",
        "getaddrinfo",
        "getpeername",
        "getsockname",
        "listen",
        "recvfrom",
        "sendto",
        "socket",
    ];
    const PROCESSES: [&str; 8] = [
        "execvp",
        "fork",
        "getpid",
        "kill",
        "pipe",
        "posix_spawn",
        "signal",
        "waitpid",
    ];
    const THREADS: [&str; 5] = [
        "pthread_create",
        "pthread_join",
        "pthread_mutex_lock",
        "pthread_cond_wait",
        "sem_wait",
    ];
    const LIBC: [&str; 8] = [
        "malloc", "free", "memcpy", "strlen", "printf", "fopen", "write", "abort",
    ];
    let is = |list: &[&str]| list.contains(&symbol);
    if is(&SOCKETS) {
        return format!(
            "host {} has no sockets; leave the feature that opens connections out",
            host.name()
        );
    }
    if is(&PROCESSES) {
        return format!(
            "host {} has no processes or signals; leave that feature out for `cfg(target_family = \"wasm\")`",
            host.name()
        );
    }
    if symbol.starts_with("pthread_") || is(&THREADS) {
        return format!(
            "host {} has no threads; build the C code without them",
            host.name()
        );
    }
    if host.target() == Host::Standalone.target() && is(&LIBC) {
        let host = host.name();
        return format!("host {host} has no C library; `--host wasi` has one");
    }
    if symbol.starts_with("_ZN") || symbol.starts_with("_R") {
        return "it is a Rust name: crates compiled by different compilers were mixed; `cargo wasm clean` and build again".to_owned();
    }
    if let Some(near) = nearest(symbol, LIBC.iter().copied())
        .filter(|near| near.len().abs_diff(symbol.len()) <= 1 && symbol.len() > 4)
    {
        return format!(
            "if `{near}` is meant, mend the name; if the host provides it, say which import it is: `#[link(wasm_import_module = \"env\")]` on the `extern` block"
        );
    }
    "if the host provides it, put `#[link(wasm_import_module = \"env\")]` on its `extern` block; if a C library does, link it in `build.rs`".to_owned()
}

/// Warns when a program holds the way to something that its host does not have: std compiles it, and it fails when it runs.
///
/// # Errors
/// The module cannot be read.
pub fn warn_of_what_will_trap(linked: &Path, host: Host) -> anyhow::Result<()> {
    const ABSENT: [(&str, &str, &str); 4] = [
        ("std::thread::", "spawn", "threads"),
        ("std::net::tcp::", "", "sockets"),
        ("std::net::udp::", "", "sockets"),
        ("std::process::Command", "", "processes"),
    ];
    let Ok(report) = postlink::analyze(&std::fs::read(linked)?) else {
        return Ok(());
    };
    let mut warned = BTreeSet::new();
    for function in &report.functions {
        // wasm-ld puts a function of this name, which traps, in the place of each call that does not fit.
        if let Some(symbol) = function.demangled.strip_prefix("signature_mismatch:") {
            shell::warn(format!(
                "`{symbol}` is declared with another signature than that of the function that was linked: calls of it trap"
            ));
            shell::note(format!(
                "Rust's runtime and the C library define functions of their own, such as `log` and `read`; to import \
                 `{symbol}` from the host, put `#[link(wasm_import_module = \"env\")]` on its `extern` block"
            ));
        }
        for (path, word, what) in ABSENT {
            let starts = function.demangled.starts_with(path)
                || function.demangled.starts_with(&format!("<{path}"));
            if starts && function.demangled.contains(word) && warned.insert(what) {
                let name = linked.file_stem().unwrap_or_default().to_string_lossy();
                shell::warn(format!(
                    "`{name}` uses {what}, which host {} does not have",
                    host.name()
                ));
                shell::note(format!(
                    "std's code for {what} is part of the module: it returns an error when the program calls it"
                ));
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn undefined_symbols_are_found_in_what_the_linker_prints() {
        let text = "error: linking failed\n  = note: rust-lld: error: a.o: undefined symbol: frob\n          >>> x\n\
                    wasm-ld: error: undefined symbol: nicate (referenced by y)\n";
        assert_eq!(
            undefined_symbols(text).into_iter().collect::<Vec<_>>(),
            ["frob", "nicate"]
        );
    }

    #[test]
    fn fixes_fit_the_symbol() {
        assert!(fix_for("socket", Host::Wasi).contains("no sockets"));
        assert!(fix_for("pthread_create", Host::Wasi).contains("no threads"));
        assert!(fix_for("malloc", Host::Standalone).contains("--host wasi"));
        assert!(fix_for("frobnicate", Host::Wasi).contains("wasm_import_module"));
    }
}
