//! What `WASMRUST_EMIT` has the driver write of a program: each kind is there and beside it the source and MIR, and what is built is
//! the same as without it.

use std::path::Path;

use libtest_mimic::{Failed, Trial};

use crate::{compile, driver, out, success};

/// Kinds, and what stands in each before the call in question: in comments of that kind.
const KINDS: [(&str, &str); 3] = [("wasmir", "; "), ("clif", "; "), ("wat", ";; ")];

/// The tests, on a program of `tests/run-pass`.
pub fn trials() -> Vec<Trial> {
    ["0", "1"]
        .into_iter()
        .map(|level| Trial::test(format!("emit: -Copt-level={level}"), move || emits(level)))
        .collect()
}

fn emits(level: &str) -> Result<(), Failed> {
    let program = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/run-pass/frames_panic.rs");
    let folder = out("emit").join(format!("emit{level}"));
    let texts = folder.join("texts");
    if texts.exists() {
        std::fs::remove_dir_all(&texts)?;
    }
    std::fs::create_dir_all(&folder)?;
    let build = |name: &str, emit: bool| -> Result<Vec<u8>, Failed> {
        let module = folder.join(name);
        let mut driver = driver(&module);
        driver.args([&format!("-Copt-level={level}"), "-Ccodegen-units=1"]);
        if emit {
            let kinds: Vec<&str> = KINDS.iter().map(|it| it.0).collect();
            driver
                .env("WASMRUST_EMIT", &texts)
                .env("WASMRUST_EMIT_KINDS", kinds.join(","));
        }
        success("the driver", &compile(driver, &program)?)?;
        Ok(std::fs::read(module)?)
    };
    if build("program.wasm", false)? != build("program.wasm", true)? {
        return Err("another module is built when texts are written".into());
    }
    for (kind, comment) in KINDS {
        let mut found = false;
        for entry in std::fs::read_dir(&texts)? {
            let path = entry?.path();
            if path.extension().is_none_or(|it| it != kind) {
                continue;
            }
            let text = std::fs::read_to_string(&path)?;
            if kind == "wasmir" {
                wasmir::text::parse(&text).map_err(|it| format!("{}: {it}", path.display()))?;
            }
            found |= text.contains("Meter4read") && explains(&text, comment);
        }
        if !found {
            return Err(format!("{kind}: a call has no comments on where it comes from").into());
        }
    }
    Ok(())
}

/// Whether place, line and statement of a call stand before it; between them may stand where it was inlined.
fn explains(text: &str, comment: &str) -> bool {
    let lines: Vec<&str> = text
        .lines()
        .map(|it| it.trim().strip_prefix(comment).unwrap_or_default().trim())
        .filter(|it| !it.starts_with("inlined at "))
        .collect();
    lines.windows(3).any(|three| {
        three[0].contains("frames_panic.rs:23:24 in ")
            && three[1] == "let second = meter.read(at); //~ 1 frames_panic::twice"
            && three[2].contains("= Meter::read(")
    })
}
