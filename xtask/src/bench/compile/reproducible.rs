//! The same source gives the same module, whatever the folder and however many threads there are.

use std::fs;

use anyhow::Result;

use super::super::report::{Section, grouped};
use super::super::tools::{Bench, add_rustflag, output};
use super::{Backends, Mode, programs};

/// Builds in folders of different depth, with one job and with several.
///
/// # Errors
/// It does not build.
pub fn measure(bench: &Bench) -> Result<Section> {
    let mut section = Section::new(
        "The same bytes from the Cranelift backend",
        &["folder", "jobs", "bytes", "identical"],
    );
    let backends = Backends::find(bench)?;
    let home = bench.scratch.join("same");
    let mut first: Option<Vec<u8>> = None;
    for (folder, jobs) in [("a", "1"), ("some/where/much/deeper/b", "4"), ("a", "3")] {
        let example = bench.root.join("examples/markdown-report");
        let dir = programs::place(&example, &home.join(folder))?;
        let target = dir.join("target");
        let _ = fs::remove_dir_all(&target);
        let mut command = backends.command(bench, &dir, "", Mode::Cranelift);
        // As `cargo wasm` does; plain cargo leaves the package's folder in the debug information.
        command
            .args(["--jobs", jobs, "--config", "build.incremental=false"])
            .env("CARGO_TARGET_DIR", &target);
        add_rustflag(
            &mut command,
            &format!("--remap-path-prefix={}=.", dir.display()),
        );
        output(&mut command)?;
        let module = fs::read(target.join("wasm32-wasip1/debug/markdown-report.wasm"))?;
        let same = first.as_ref().is_none_or(|it| *it == module);
        section.row([
            format!("`{folder}`"),
            jobs.into(),
            grouped(module.len() as u64),
            if same { "yes" } else { "no" }.into(),
        ]);
        if !same {
            section
                .missed
                .push(format!("`{folder}` with {jobs} jobs gives another module"));
        }
        first.get_or_insert(module);
    }
    section.notes.push(
        "`examples/markdown-report` in development, each time from an empty target folder. The rows after the first are compared \
         with it."
            .into(),
    );
    Ok(section)
}
