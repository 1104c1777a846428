//! Lets the driver find the compiler's library where the toolchain has it, so that it runs without a loader's path.

use std::process::Command;

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-env-changed=RUSTC");
    let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let Ok(output) = Command::new(rustc).args(["--print", "sysroot"]).output() else {
        return;
    };
    if let Ok(sysroot) = String::from_utf8(output.stdout)
        && std::env::var("CARGO_CFG_UNIX").is_ok()
    {
        println!(
            "cargo::rustc-link-arg-bins=-Wl,-rpath,{}/lib",
            sysroot.trim()
        );
    }
}
