//! The same source in two folders gives the same bytes.

use std::fs;
use std::path::Path;

use anyhow::Result;

use super::report::{Section, grouped};
use super::sources::{PLACED, PLACED_PART};
use super::tools::{Bench, output, write_package};

/// Builds in folders of different depth and compares.
///
/// # Errors
/// It does not build.
pub fn measure(bench: &Bench) -> Result<Section> {
    let mut section = Section::new(
        "The same bytes everywhere",
        &["build", "bytes", "identical"],
    );
    let home = bench.scratch.join("places");
    let places = [home.join("a"), home.join("some/where/much/deeper/b")];
    for (flags, profile, host) in [
        (&["--release"][..], "release", "wasi"),
        (&["--release", "--panic", "location"], "release", "wasi"),
        (&[], "debug", "wasi"),
        (&["--host", "standalone"], "debug", "standalone"),
    ] {
        let mut modules = Vec::new();
        for place in &places {
            write(place)?;
            let target = place.join("target");
            output(
                bench
                    .cargo_wasm(place, "")
                    .arg("build")
                    .args(flags)
                    .env("CARGO_TARGET_DIR", &target),
            )?;
            modules.push(fs::read(
                target
                    .join("wasm")
                    .join(host)
                    .join(profile)
                    .join("placed.wasm"),
            )?);
        }
        let same = modules[0] == modules[1];
        let what = format!("`cargo wasm build {}`", flags.join(" ")).replace(" `", "`");
        section.row([
            what.clone(),
            grouped(modules[0].len() as u64),
            if same { "yes" } else { "no" }.into(),
        ]);
        if !same {
            section.missed.push(format!("{what} is not reproducible"));
        }
    }
    section.notes.push(
        "Two packages, built in two folders of different depth, each with its own target folder: `file!()`, panic \
         locations, debug information and symbol hashes could all tell them apart."
            .into(),
    );
    Ok(section)
}

fn write(place: &Path) -> Result<()> {
    write_package(
        place,
        "placed",
        "[dependencies]\npart = { path = \"part\" }\n",
        PLACED,
    )?;
    let part = place.join("part");
    fs::create_dir_all(part.join("src"))?;
    fs::write(
        part.join("Cargo.toml"),
        "[package]\nname = \"part\"\nversion = \"0.0.0\"\nedition = \"2024\"\n",
    )?;
    fs::write(part.join("src/lib.rs"), PLACED_PART)?;
    Ok(())
}
