//! Lets the driver find the compiler's library where the toolchain has it, so that it runs without a loader's path; where it has
//! rustc in itself, the compiler and its folder.

use std::process::Command;

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-env-changed=RUSTC");
    let rustc = std::env::var("RUSTC").unwrap_or_else(|_| "rustc".into());
    let Ok(output) = Command::new(&rustc).args(["--print", "sysroot"]).output() else {
        return;
    };
    let Ok(sysroot) = String::from_utf8(output.stdout) else {
        return;
    };
    let sysroot = sysroot.trim();
    if std::env::var_os("CARGO_FEATURE_FROM_SOURCE").is_some() {
        println!("cargo::rustc-env=DRIVER_RUSTC={rustc}");
        println!("cargo::rustc-env=DRIVER_SYSROOT={sysroot}");
    } else if std::env::var_os("CARGO_CFG_UNIX").is_some() {
        println!("cargo::rustc-link-arg-bins=-Wl,-rpath,{sysroot}/lib");
    }
}
