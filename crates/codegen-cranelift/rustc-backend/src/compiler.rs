//! A driver whose rustc was built from sources has no LLVM: what is not for wasm32 goes to the compiler that built it.

use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::Command;

use rustc_driver_impl::args;
use rustc_session::EarlyDiagCtxt;

/// That compiler and its folder, both noted by `build.rs`.
const RUSTC: &str = env!("DRIVER_RUSTC");
const SYSROOT: &str = env!("DRIVER_SYSROOT");

/// Becomes that compiler, unless the arguments ask for wasm32: then it says where std is, if they do not.
pub fn replace_or_complete(early_dcx: &EarlyDiagCtxt, args: &mut Vec<String>) {
    let expanded = args::arg_expand_all(early_dcx, args.get(1..).unwrap_or_default());
    let target = value_of(&expanded, "--target").map(Path::new);
    let name = target.and_then(Path::file_name).unwrap_or_default();
    if !name.to_string_lossy().starts_with("wasm32") {
        let error = Command::new(RUSTC).args(args.iter().skip(1)).exec();
        early_dcx.early_fatal(format!("`{RUSTC}` could not be started: {error}"));
    }
    if value_of(&expanded, "--sysroot").is_none() {
        args.push(format!("--sysroot={SYSROOT}"));
    }
}

/// What an option is given, as `--option value` or as `--option=value`.
fn value_of<'a>(args: &'a [String], option: &str) -> Option<&'a str> {
    let mut args = args.iter();
    while let Some(argument) = args.next() {
        match argument.strip_prefix(option) {
            Some("") => return args.next().map(String::as_str),
            Some(rest) if rest.starts_with('=') => return Some(&rest[1..]),
            _ => {}
        }
    }
    None
}
