//! Packages for JavaScript hosts: one package for pages, bundlers and Node, from a module and the JavaScript beside it.

pub mod bindgen;
mod compact;
mod entries;
mod guard;
pub mod layer;
pub mod linked;
mod manifest;
pub mod pack;
mod package;
mod run;
mod rust_std;
pub mod serve;
mod strings;
pub mod test;
pub mod wit;

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use crate::config::TrapGuard;

pub use package::{Part, publish};
pub use run::{check, run};

/// A module and the JavaScript that goes with it, from which the entries of a package are composed.
#[derive(Debug, Clone)]
pub struct Glue {
    /// The module's name: `NAME.wasm`, `NAME.js`, …
    pub name: String,
    pub facts: Facts,
    pub bound: Option<Bound>,
    pub layers: Vec<Layer>,
    /// What becomes of calls after a trap.
    pub guard: TrapGuard,
    /// Whether the text is for people, too.
    pub readable: bool,
}

/// The linker's function that calls all constructors. It leaves the calls to us, because we have it exported.
pub const CONSTRUCTORS: &str = "__wasm_call_ctors";

/// What the entries have to know of a module.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Facts {
    /// Modules that it imports from, in order.
    pub imports: Vec<String>,
    /// wasm-bindgen's `__wbindgen_start` is to be called: the program's `main`, or what is marked with `start`.
    pub starts: bool,
    /// What it imports of [`rust_std::MODULE`].
    pub std: Vec<String>,
    /// It is a program without wasm-bindgen, whose `main` is to be called.
    pub main: bool,
    /// Constructors are to be called: of crates that register things before `main`.
    pub constructors: bool,
    /// It has line tables, and this is where its code section begins, in bytes.
    pub lines: Option<u64>,
}

/// What wasm-bindgen made.
#[derive(Debug, Clone)]
pub struct Bound {
    /// Folder with `NAME_bg.js`, `NAME.d.ts`, `snippets/`.
    pub dir: PathBuf,
    /// The names that `NAME_bg.js` means for the public, as JavaScript writes them; None where the version at hand has no
    /// list of them, and everything is exported.
    pub names: Option<Vec<String>>,
    /// npm packages that snippets of crates ask for, with their versions.
    pub dependencies: serde_json::Map<String, serde_json::Value>,
}

/// Another glue beside wasm-bindgen's: `NAME_FILE.js`, an ES module that exports `imports` (an object: name of an import
/// module → object of functions), `start(exports)` (called once with the instance's exports, before anything else uses
/// them), and the public `names`.
#[derive(Debug, Clone, Default)]
pub struct Layer {
    /// What `FILE` is in the name.
    pub file: &'static str,
    pub js: String,
    /// What users see: its name in the file, and theirs.
    pub names: Vec<(String, String)>,
    /// Names of `NAME_bg.js` that are not to be exported, because the layer has better ones.
    pub replaces: Vec<String>,
    /// Declarations for `NAME.d.ts`.
    pub types: String,
    /// Import modules that `imports` provides: no JavaScript module of that name is loaded.
    pub provides: Vec<String>,
    /// Files of the user that go along, by their path in the package.
    pub files: Vec<(String, PathBuf)>,
    /// Exports of the module that it uses.
    pub exports: Vec<String>,
}

impl Glue {
    /// The JavaScript for the linked module `wasm`, called `name`, whatever it asks for: wasm-bindgen's, in `binding`, and our layers. `imports` are as
    /// in [`wit::layer`]; with `readable`, the text is for people, and JavaScript checks what it passes.
    ///
    /// # Errors
    /// What the module says of itself is broken, or not for JavaScript hosts.
    pub fn compose(
        wasm: &[u8],
        name: &str,
        binding: bindgen::Binding,
        imports: &BTreeMap<String, String>,
        readable: bool,
    ) -> anyhow::Result<Glue> {
        let declared = match &binding.bound {
            Some(bound) => fs::read_to_string(bound.dir.join(format!("{name}.d.ts")))?,
            None => String::new(),
        };
        let mut layers = Vec::new();
        layers.extend(layer::write(wasm, name, &declared, readable)?);
        layers.extend(wit::layer(name, wasm, imports)?);
        Ok(Glue {
            name: name.to_owned(),
            facts: binding.facts,
            bound: binding.bound,
            layers,
            guard: TrapGuard::None,
            readable,
        })
    }

    /// Whether nobody calls this export of the module: what the crates `wasm` and `wasm-bindgen` offer to JavaScript, and none of
    /// ours asks for.
    pub fn is_unused(&self, export: &str) -> bool {
        let of_layer = export.starts_with("js:");
        let used = self
            .layers
            .iter()
            .any(|layer| layer.exports.iter().any(|used| used == export));
        let idle = export == CONSTRUCTORS && !self.facts.constructors;
        idle || of_layer && !used || self.bound.is_none() && export.starts_with("__wbindgen_")
    }

    /// The file that wasm-bindgen's part of the module imports from, as the module writes it.
    fn bg(&self) -> String {
        format!("./{}_bg.js", self.name)
    }
}
