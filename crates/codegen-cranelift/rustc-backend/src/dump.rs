//! What `WASMRUST_EMIT` asks to see of each codegen unit.

use rustc_errors::DiagCtxtHandle;
use wasmir::Module;

/// Names the folder that WasmIR is written to, a file for each codegen unit.
const FOLDER: &str = "WASMRUST_EMIT";

/// Has WasmIR's verifier look at every module.
const VERIFY: &str = "WASMRUST_VERIFY";

/// Checks the module's bodies, if it is asked for.
pub fn verify(module: &Module, dcx: DiagCtxtHandle<'_>) {
    if std::env::var_os(VERIFY).is_none() {
        return;
    }
    if let Err(errors) = wasmir::verify::verify(module) {
        dcx.err(format!("{} is not well formed: {errors}", module.name));
    }
}

/// Writes the module's text, if it is asked for.
pub fn write(name: &str, module: &Module, dcx: DiagCtxtHandle<'_>) {
    let Some(folder) = std::env::var_os(FOLDER) else {
        return;
    };
    let path = std::path::Path::new(&folder).join(format!("{name}.wasmir"));
    let written = std::fs::create_dir_all(&folder)
        .and_then(|()| std::fs::write(&path, wasmir::text::print(module)));
    if let Err(error) = written {
        dcx.warn(format!("cannot write {}: {error}", path.display()));
    }
}
