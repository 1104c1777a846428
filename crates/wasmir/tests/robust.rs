//! Any text in: a module or errors with places in it, never a panic. What is read is printed and read again as the same, can be
//! verified and hashed whatever it is, and, if it is valid, passes leave it so.
//!
//! `cargo xtask fuzz wasmir` runs more.

use std::fs;
use std::path::Path;

use damage::Target;
use wasmir::Module;
use wasmir::hash::{Detail, Hashes};
use wasmir::passes::dead::{dead, is_visible};
use wasmir::passes::dedup::dedup;
use wasmir::passes::inline::{Limits, inline};
use wasmir::text::{ParseErrorKind, parse, print};
use wasmir::verify::verify;

/// Every filetest.
fn samples() -> Vec<(&'static str, Vec<u8>)> {
    let mut samples = Vec::new();
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("filetests")];
    while let Some(folder) = folders.pop() {
        let entries = fs::read_dir(folder).expect("the folder can be read");
        let mut paths: Vec<_> = entries
            .map(|entry| entry.expect("the folder can be read").path())
            .collect();
        paths.sort();
        for path in paths {
            if path.is_dir() {
                folders.push(path);
            } else {
                samples.push(("module", fs::read(path).expect("the file can be read")));
            }
        }
    }
    samples
}

fn exercise(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let module = match parse(&text) {
        Ok(module) => module,
        Err(errors) => {
            let lines: Vec<&str> = text.split('\n').collect();
            for error in &errors.0 {
                assert_ne!(error.kind, ParseErrorKind::Bug, "{error}");
                let line = lines
                    .get(error.line - 1)
                    .unwrap_or_else(|| panic!("{error}"));
                assert!(error.column <= line.chars().count() + 1, "{error}");
            }
            return;
        }
    };
    let printed = print(&module);
    let again = parse(&printed).unwrap_or_else(|errors| panic!("{errors}\n{printed}"));
    assert_eq!(print(&again), printed);
    for detail in [Detail::CODE, Detail::PLACES, Detail::SHAPE] {
        assert_eq!(hash(&module, detail), hash(&again, detail));
    }
    if verify(&module).is_err() {
        return;
    }
    let mut less = module.clone();
    dedup(&mut less, false, |_| false);
    verify(&less).unwrap_or_else(|errors| panic!("{errors}\n{printed}"));
    inline(&mut less, Limits::default(), |_, _| true);
    verify(&less).unwrap_or_else(|errors| panic!("{errors}\n{printed}"));
    dead(&mut less, is_visible);
    verify(&less).unwrap_or_else(|errors| panic!("{errors}\n{printed}"));
}

fn hash(module: &Module, detail: Detail) -> String {
    Hashes::new(module, detail).module().to_string()
}

#[test]
fn damaged_texts_are_errors_or_modules() {
    let target = Target {
        regressions: concat!(env!("CARGO_MANIFEST_DIR"), "/tests/regressions"),
        usual: 3000,
    };
    target.run(&samples(), |_, bytes| exercise(bytes));
}
