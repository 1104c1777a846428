//! `cargo xtask bench`: every figure that the project claims, from scratch.

mod backend;
mod cases;
mod compile;
mod components;
mod generators;
mod hello;
mod js;
mod panics;
mod programs;
mod rebuild;
mod report;
mod reproducible;
mod run;
mod sources;
mod speed;
mod tools;

use std::fs;

use anyhow::{Context, Result, bail};

use report::Section;
use tools::Bench;

pub use tools::write_package;

type Measure = fn(&Bench) -> Result<Section>;

/// Sections in the order in which they are measured and written.
const SECTIONS: [(&str, Measure); 6] = [
    ("hello", hello::measure),
    ("programs", programs::measure),
    ("speed", speed::measure),
    ("panics", panics::measure),
    ("rebuild", rebuild::measure),
    ("reproducible", reproducible::measure),
];

const JS: [(&str, Measure); 8] = [
    ("scalar", js::calls::scalar),
    ("references", js::calls::references),
    ("views", js::calls::views),
    ("lists", js::calls::lists),
    ("texts", js::calls::texts),
    ("hello", js::hello::measure),
    ("dev", js::dev::measure),
    ("reload", js::reload::measure),
];

const COMPONENTS: [(&str, Measure); 2] =
    [("sizes", components::sizes), ("calls", components::calls)];

const COMPILE: [(&str, Measure); 4] = [
    ("clean", compile::clean::measure),
    ("edit", compile::edit::measure),
    ("speed", compile::speed::measure),
    ("reproducible", compile::reproducible::measure),
];

const BACKEND: [(&str, Measure); 1] = [("backend", backend::measure)];

/// `cargo xtask bench time PROGRAM A.wasm B.wasm…`: what a change of flags does to one program.
///
/// # Errors
/// Too few arguments, or what [`speed::compare`] says.
pub fn time(args: &[&str]) -> Result<()> {
    let [program, modules @ ..] = args else {
        bail!("usage: cargo xtask bench time PROGRAM A.wasm B.wasm…");
    };
    speed::compare(&Bench::new(false)?, program, modules)
}

/// `cargo xtask bench size`.
///
/// # Errors
/// What [`run`] says.
pub fn size(args: &[&str]) -> Result<()> {
    let title = "Size, speed, rebuilds";
    run("size", title, Bench::natives, &SECTIONS, args)
}

/// `cargo xtask bench components`.
///
/// # Errors
/// What [`run`] says.
pub fn components(args: &[&str]) -> Result<()> {
    run(
        "components",
        "Components",
        Bench::natives,
        &COMPONENTS,
        args,
    )
}

/// `cargo xtask bench js`.
///
/// # Errors
/// What [`run`] says.
pub fn js(args: &[&str]) -> Result<()> {
    run("js", "JavaScript hosts", js::tools, &JS, args)
}

/// `cargo xtask bench compile`.
///
/// # Errors
/// What [`run`] says.
pub fn compile(args: &[&str]) -> Result<()> {
    let title = "Development builds through Cranelift";
    run("compile", title, compile::tools, &COMPILE, args)
}

/// `cargo xtask bench backend`.
///
/// # Errors
/// What [`run`] says.
pub fn backend(args: &[&str]) -> Result<()> {
    let title = "The Cranelift backend by itself";
    run("backend", title, backend::tools, &BACKEND, args)
}

/// Runs the sections of a part, prints them, and writes them into `benches/RESULTS.md` when none was left out.
///
/// # Errors
/// A tool is missing, a program does not build or does not do what it should, or a bar is missed; the results are
/// written in the last case.
fn run(
    part: &str,
    title: &str,
    tools: fn(&Bench) -> Result<Vec<String>>,
    sections: &[(&str, Measure)],
    args: &[&str],
) -> Result<()> {
    let only: Option<Vec<&str>> = match args {
        [] => None,
        ["--only", names] => Some(names.split(',').collect()),
        _ => bail!(
            "usage: cargo xtask bench {part} [--only {}]",
            sections
                .iter()
                .map(|(name, _)| *name)
                .collect::<Vec<_>>()
                .join(",")
        ),
    };
    if let Some(name) = only
        .iter()
        .flatten()
        .find(|name| sections.iter().all(|(known, _)| known != *name))
    {
        bail!(
            "no section `{name}`; there are {}",
            sections
                .iter()
                .map(|(name, _)| *name)
                .collect::<Vec<_>>()
                .join(", ")
        );
    }
    // wasm-bindgen's program, which it is timed beside, is optimised, too.
    let bench = Bench::new(part == "js")?;
    let mut text = bench.heading(part, title, &tools(&bench)?)?;
    println!("{text}");
    let mut missed = Vec::new();
    for (name, measure) in sections {
        if only.as_ref().is_some_and(|only| !only.contains(name)) {
            continue;
        }
        eprintln!("measuring: {name}");
        let before = tools::load();
        let mut section = measure(&bench).with_context(|| format!("section `{name}`"))?;
        let after = tools::load();
        let busy = before.max(after) > tools::cores() as f64;
        section.notes.push(format!(
            "Load of the machine (1 min): {before:.1} at the start, {after:.1} at the end{}.",
            if busy {
                ": it was busy with other work"
            } else {
                ""
            }
        ));
        missed.append(&mut section.missed);
        let section = section.markdown();
        println!("{section}");
        text.push('\n');
        text.push_str(&section);
    }
    if only.is_none() {
        let path = bench.root.join("benches").join("RESULTS.md");
        let old = fs::read_to_string(&path).unwrap_or_default();
        fs::write(&path, report::splice(&old, &format!("bench {part}"), &text))
            .context("cannot write benches/RESULTS.md")?;
    }
    if !missed.is_empty() {
        bail!("missed: {}", missed.join("; "));
    }
    Ok(())
}
