//! What `WASMRUST_EMIT` asks to see of each codegen unit: its code after several steps, with the lines of the source and the
//! statements of MIR that it comes from.

mod statements;
mod wat;

use std::ffi::OsString;
use std::path::Path;

use rustc_errors::DiagCtxtHandle;
use wasmir::Module;
use wasmir::text::{Annotate, Names, Places, print_with};

use crate::write::Unit;

pub use statements::Statements;

/// Names the folder, which gets a file for each codegen unit and kind.
const FOLDER: &str = "WASMRUST_EMIT";

/// Says what is written, by names of [`Kind`] with commas between them; without it, WasmIR.
const KINDS: &str = "WASMRUST_EMIT_KINDS";

/// Has WasmIR's verifier look at every module.
const VERIFY: &str = "WASMRUST_VERIFY";

/// What is written, and how its file ends.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// The module as it is handed to the encoder.
    Wasmir,
    /// The same after Cranelift's e-graph pass, if it runs.
    Clif,
    /// The object.
    Wat,
}

impl Kind {
    const ALL: [(Kind, &str); 3] = [
        (Kind::Wasmir, "wasmir"),
        (Kind::Clif, "clif"),
        (Kind::Wat, "wat"),
    ];

    fn name(self) -> &'static str {
        Self::ALL[self as usize].1
    }
}

/// Whether anything is to be written.
pub fn wanted() -> bool {
    folder().is_some()
}

fn folder() -> Option<OsString> {
    std::env::var_os(FOLDER).filter(|it| !it.is_empty())
}

/// The kinds that are asked for.
fn kinds() -> Result<Vec<Kind>, String> {
    let Ok(names) = std::env::var(KINDS) else {
        return Ok(vec![Kind::Wasmir]);
    };
    let kind = |name: &str| {
        let found = Kind::ALL.iter().find(|it| it.1 == name).map(|it| it.0);
        found.ok_or_else(|| {
            let known = Kind::ALL.map(|it| it.1).join(", ");
            format!("{KINDS} names `{name}`, which is none of {known}")
        })
    };
    names.split(',').map(kind).collect()
}

/// What is wrong with what is asked for.
pub fn mistake() -> Option<String> {
    wanted().then(kinds)?.err()
}

/// Checks the module's bodies, if it is asked for.
///
/// # Errors
/// What is wrong with them.
pub fn verify(module: &Module) -> Result<(), String> {
    if std::env::var_os(VERIFY).is_none() {
        return Ok(());
    }
    wasmir::verify::verify(module)
        .map_err(|errors| format!("{} is not well formed: {errors}", module.name))
}

/// Writes what is asked for of a codegen unit.
pub fn write(
    name: &str,
    unit: &Unit,
    options: &codegen_cranelift::Options,
    dcx: DiagCtxtHandle<'_>,
) {
    let Some(folder) = folder() else {
        return;
    };
    let module = &unit.module;
    let places = Places::new(module, |path| std::fs::read_to_string(path).ok());
    let comments = (Names, (places, &unit.statements));
    for kind in kinds().unwrap_or_default() {
        let path = Path::new(&folder).join(format!("{name}.{}", kind.name()));
        let written = text(kind, module, options, &comments).and_then(|text| {
            std::fs::create_dir_all(&folder)
                .and_then(|()| std::fs::write(&path, text))
                .map_err(|error| error.to_string())
        });
        if let Err(error) = written {
            dcx.warn(format!("cannot write {}: {error}", path.display()));
        }
    }
}

fn text(
    kind: Kind,
    module: &Module,
    options: &codegen_cranelift::Options,
    comments: &dyn Annotate,
) -> Result<String, String> {
    match kind {
        Kind::Wasmir => Ok(print_with(module, comments)),
        Kind::Clif if !options.optimize => Ok(print_with(module, comments)),
        Kind::Clif => {
            let optimized = codegen_cranelift::optimized(module).map_err(|it| it.to_string())?;
            Ok(print_with(&optimized, comments))
        }
        Kind::Wat => wat::text(module, options, comments),
    }
}
