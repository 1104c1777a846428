//! A crate of ten thousand lines: built when its dependencies are there, and built again after an edit.

use std::fs;

use anyhow::{Context, Result, ensure};

use super::super::report::{Section, median};
use super::super::tools::{Bench, clean, output, turns};
use super::programs::{self, Program};
use super::{Backends, Mode, ROUNDS, Spent};

const MODES: [Mode; 3] = [Mode::Check, Mode::Llvm, Mode::Cranelift];

/// A function of the crate that is edited, and what follows it.
const FILE: &str = "members/pulldown-cmark/src/html.rs";
const FUNCTION: &str = "    fn write_newline(&mut self) -> Result<(), W::Error> {\n";

/// Builds, edits, and builds again.
///
/// # Errors
/// It does not build, or the module does not write the same after an edit that changes nothing.
pub fn measure(bench: &Bench) -> Result<Section> {
    let mut section = Section::new(
        "One crate of ten thousand lines",
        &[
            "what",
            "check, s",
            "LLVM, s",
            "Cranelift, s",
            "ours : check",
            "ours : LLVM",
        ],
    );
    let backends = Backends::find(bench)?;
    let program = programs::edited(bench)?;
    let source = program.dir.join(FILE);
    let text = fs::read_to_string(&source).context("the file that is edited")?;
    ensure!(
        text.contains(FUNCTION),
        "the function that is edited is gone"
    );
    let mut clean_builds: [Vec<Spent>; MODES.len()] = Default::default();
    let mut edits: [Vec<Spent>; MODES.len()] = Default::default();
    let expected = build_and_run(bench, &backends, &program)?;
    for round in 0..ROUNDS {
        for which in turns(round, MODES.len()) {
            clean_builds[which].push(without_dependencies(
                bench,
                &backends,
                &program,
                MODES[which],
            )?);
        }
        // Each build sees an edit of its own, by the same text.
        let statement = format!("        let _round = {round};\n");
        let edited = text.replacen(FUNCTION, &format!("{FUNCTION}{statement}"), 1);
        fs::write(&source, edited)?;
        for which in turns(round, MODES.len()) {
            let mut command =
                backends.command(bench, &program.dir, &folder(MODES[which]), MODES[which]);
            edits[which].push(Spent::by(&mut command)?);
        }
    }
    let after = run(bench, &program)?;
    ensure!(
        after == expected,
        "the edited program writes something else"
    );
    for (what, times) in [
        ("a clean build, dependencies built before", &clean_builds),
        ("after an edit of one function", &edits),
    ] {
        let [check, llvm, ours] = times;
        let over = |f: &dyn Fn(usize) -> f64| median(&(0..ROUNDS).map(f).collect::<Vec<_>>());
        let seconds = |mode: &[Spent]| format!("{:.2}", over(&|i| mode[i].wall));
        let to_check = over(&|i| ours[i].wall / check[i].wall);
        let to_llvm = over(&|i| ours[i].wall / llvm[i].wall);
        section.row([
            what.into(),
            seconds(check),
            seconds(llvm),
            seconds(ours),
            format!("{to_check:.2}"),
            format!("{to_llvm:.2}"),
        ]);
    }
    let clock = |times: &[Spent]| median(&times.iter().map(|it| it.wall).collect::<Vec<_>>());
    let built = clock(&clean_builds[2]);
    section.bar("a clean build of 10k lines, s", built, built < 5.0);
    let ratio: Vec<f64> = edits[2]
        .iter()
        .zip(&edits[1])
        .map(|(a, b)| a.wall / b.wall)
        .collect();
    section.bar(
        "after an edit, ours : LLVM",
        median(&ratio),
        median(&ratio) <= 0.5,
    );
    section.notes.extend([
        "Bars: the clean build < 5 s, aim ≤ 1.1 of check; after an edit ≤ 0.5 of LLVM, aim ≤ 1.2 of check.".into(),
        format!(
            "By the clock, {ROUNDS} rounds, who goes first changing; ratios are medians of the rounds'. `{}`, of {}, is a member of the \
             workspace, so that builds of it are incremental, and so is the program of a few lines that uses it.",
            "pulldown-cmark", program.what
        ),
    ]);
    Ok(section)
}

fn folder(mode: Mode) -> String {
    format!("edit-{mode:?}")
}

/// Builds all from nothing with each backend, and says what LLVM's writes.
fn build_and_run(bench: &Bench, backends: &Backends, program: &Program) -> Result<Vec<u8>> {
    for mode in MODES {
        Spent::by(&mut backends.command(bench, &program.dir, &folder(mode), mode))?;
    }
    run(bench, program)
}

/// What both modules write.
fn run(bench: &Bench, program: &Program) -> Result<Vec<u8>> {
    let ended = [Mode::Llvm, Mode::Cranelift].map(|mode| {
        let debug = bench.scratch.join(folder(mode)).join("wasm32-wasip1/debug");
        program.run(bench, &debug.join(format!("{}.wasm", program.name)))
    });
    let [llvm, ours] = ended;
    let (llvm, ours) = (llvm?, ours?);
    ensure!(
        llvm.code == Some(0) && llvm == ours,
        "two backends, two outputs"
    );
    Ok(llvm.stdout)
}

/// Builds what is in the workspace, which was built and is thrown away.
fn without_dependencies(
    bench: &Bench,
    backends: &Backends,
    program: &Program,
    mode: Mode,
) -> Result<Spent> {
    let target = bench.scratch.join(folder(mode));
    output(
        clean("cargo")
            .current_dir(&program.dir)
            .env("CARGO_TARGET_DIR", &target)
            .args([
                "clean",
                "--offline",
                "--target",
                "wasm32-wasip1",
                "-p",
                "pulldown-cmark",
                "-p",
                program.name,
            ]),
    )?;
    let _ = fs::remove_dir_all(target.join("wasm32-wasip1/debug/incremental"));
    Spent::by(&mut backends.command(bench, &program.dir, &folder(mode), mode))
}
