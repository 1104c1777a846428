//! Names and paths as programmers know them, and whose code a function is.

use std::path::Path;

use crate::backtrace::Origin;

/// Demangles a Rust name and takes its hash off; any other name stays as it is.
pub(crate) fn demangle(raw: &str) -> String {
    if let Ok(name) = rustc_demangle::try_demangle(raw) {
        return format!("{name:#}");
    }
    // Some tools leave names demangled in the name section, with the legacy hash still on.
    match raw.rsplit_once("::h") {
        Some((path, hash))
            if hash.len() == 16 && hash.bytes().all(|byte| byte.is_ascii_hexdigit()) =>
        {
            path.into()
        }
        _ => raw.into(),
    }
}

/// Functions that stand around the program: they start it, or carry a panic out of it.
const RUNTIME: &[&str] = &[
    "__rustc::",
    "alloc::alloc::handle_alloc_error",
    "alloc::raw_vec::capacity_overflow",
    "alloc::raw_vec::handle_error",
    "core::cell::panic_",
    "core::intrinsics::abort",
    "core::option::expect_failed",
    "core::option::unwrap_failed",
    "core::panicking::",
    "core::result::unwrap_failed",
    "core::slice::index::slice_",
    "core::str::slice_error_fail",
    "panic_abort::",
    "panic_unwind::",
    "std::alloc::default_alloc_error_hook",
    "std::alloc::rust_oom",
    "std::panic::catch_unwind",
    "std::panicking::",
    "std::process::abort",
    "std::rt::",
    "std::sys::backtrace::",
    "std::sys::pal::",
    "std::sys_common::backtrace::",
];

const RUNTIME_EXACT: &[&str] = &[
    "__main_void",
    "__original_main",
    "__rdl_oom",
    "__rg_oom",
    "__rust_abort",
    "__rust_alloc_error_handler",
    "__rust_start_panic",
    "__wasm_call_ctors",
    "_initialize",
    "_start",
    "abort",
    "main",
    "rust_begin_unwind",
    "rust_panic",
    "undefined_stub",
];

const STD: &[&str] = &[
    "core::",
    "alloc::",
    "std::",
    "dlmalloc::",
    "hashbrown::",
    "compiler_builtins::",
    "wasi::",
    "__rust_",
    "__rdl_",
    "__rg_",
];

const C_LIBRARY: &[&str] = &[
    "memcpy", "memmove", "memset", "memcmp", "bcmp", "strlen", "malloc", "free", "calloc",
    "realloc", "dlmalloc", "exit", "_Exit",
];

/// Whose code a function is, from its demangled name and its file.
pub(crate) fn origin(function: &str, file: Option<&str>) -> Origin {
    let bare = function.strip_suffix(".command_export").unwrap_or(function);
    if RUNTIME_EXACT.contains(&bare) || RUNTIME.iter().any(|start| bare.starts_with(start)) {
        return Origin::Runtime;
    }
    if let Some(file) = file {
        // The file is sure: a generic function of std named with the user's types still lives in std's file.
        return if is_std_path(file) {
            Origin::Std
        } else {
            Origin::User
        };
    }
    // `<core::x::Y as Trait>`, `<&T as core::Trait>`, `<[T] as core::Trait>`: the type decides, and where it is no path, the trait.
    let mut path = bare;
    if let Some(inner) = bare.strip_prefix('<') {
        let inner = inner
            .trim_start_matches(['&', '*', '[', '(', '<'])
            .trim_start_matches("mut ")
            .trim_start_matches("dyn ");
        let ty = inner.split(" as ").next().unwrap_or(inner);
        path = match ty.contains("::") {
            true => inner,
            false => inner.split_once(" as ").map_or(inner, |(_, trait_)| trait_),
        };
    }
    match STD.iter().any(|start| path.starts_with(start)) || C_LIBRARY.contains(&path) {
        true => Origin::Std,
        false => Origin::User,
    }
}

fn is_std_path(file: &str) -> bool {
    let file = file.replace('\\', "/");
    file.starts_with("library/")
        || file.starts_with("/rustc/")
        || file.contains("/lib/rustlib/src/rust/library/")
        || file.contains("/rust/deps/")
        || file.contains("/wasi-libc/")
        || file.contains("/libc-top-half/")
        || file.contains("/libc-bottom-half/")
}

/// A path as short as it can be and still be found: std's from `library/`, a dependency's from its directory in the registry, the user's from `cwd`.
pub(crate) fn shorten(file: &str, cwd: Option<&Path>) -> String {
    if is_std_path(file) {
        for root in ["/library/", "\\library\\"] {
            if let Some(at) = file.find(root) {
                return file[at + 1..].replace('\\', "/");
            }
        }
    }
    if let Some(relative) = cwd.and_then(|cwd| Path::new(file).strip_prefix(cwd).ok()) {
        return relative.display().to_string();
    }
    // `…/registry/src/index.crates.io-1949cf8c6b5b557f/serde-1.0.0/src/lib.rs`
    if let Some((_, path)) = file
        .split_once("/registry/src/")
        .and_then(|(_, rest)| rest.split_once('/'))
    {
        return path.into();
    }
    file.strip_prefix("./").unwrap_or(file).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lose_their_hash_and_nothing_else() {
        assert_eq!(
            demangle("_ZN4core9panicking9panic_fmt17h0123456789abcdefE"),
            "core::panicking::panic_fmt"
        );
        assert_eq!(
            demangle("core::panicking::panic_fmt::h0123456789abcdef"),
            "core::panicking::panic_fmt"
        );
        assert_eq!(demangle("_RNvCs1234_3app4main"), "app::main");
        assert_eq!(demangle("_ZN3fooC2Ev"), "_ZN3fooC2Ev", "C++ names stay");
        assert_eq!(demangle("app::handler"), "app::handler");
        assert_eq!(demangle(""), "");
    }

    #[test]
    fn code_is_told_apart_by_its_owner() {
        for (function, file, expected) in [
            ("core::panicking::panic_fmt", None, Origin::Runtime),
            (
                "std::panicking::begin_panic_handler::{{closure}}",
                None,
                Origin::Runtime,
            ),
            ("__rustc::rust_begin_unwind", None, Origin::Runtime),
            ("_start.command_export", None, Origin::Runtime),
            ("abort", None, Origin::Runtime),
            ("core::option::Option<T>::map", None, Origin::Std),
            (
                "<alloc::vec::Vec<T> as core::ops::Drop>::drop",
                None,
                Origin::Std,
            ),
            ("<&T as core::fmt::Debug>::fmt", None, Origin::Std),
            (
                "<&mut app::Player as core::fmt::Debug>::fmt",
                None,
                Origin::User,
            ),
            ("<app::Player as core::fmt::Debug>::fmt", None, Origin::User),
            ("core_utils::run", None, Origin::User),
            ("app::main", Some("src/main.rs"), Origin::User),
            (
                "serde::de::go",
                Some("/rustc/abc/library/core/src/x.rs"),
                Origin::Std,
            ),
            ("memcpy", None, Origin::Std),
        ] {
            assert_eq!(origin(function, file), expected, "{function}");
        }
    }

    #[test]
    fn paths_are_shortened_from_where_the_reader_stands() {
        let cwd = Some(Path::new("/home/u/app"));
        assert_eq!(
            shorten("/rustc/59807616e/library/std/src/rt.rs", cwd),
            "library/std/src/rt.rs"
        );
        assert_eq!(
            shorten("/opt/x/lib/rustlib/src/rust/library/core/src/a.rs", cwd),
            "library/core/src/a.rs"
        );
        assert_eq!(shorten("/home/u/app/src/main.rs", cwd), "src/main.rs");
        assert_eq!(
            shorten("/home/u/app2/src/main.rs", cwd),
            "/home/u/app2/src/main.rs"
        );
        assert_eq!(
            shorten(
                "/home/u/.cargo/registry/src/index.crates.io-1/serde-1.0.0/src/lib.rs",
                cwd
            ),
            "serde-1.0.0/src/lib.rs"
        );
        assert_eq!(shorten("./src/main.rs", None), "src/main.rs");
    }
}
