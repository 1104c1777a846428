//! Clean builds of whole programs: what code generation costs, and how large the modules are.

use std::fs;

use anyhow::{Result, ensure};

use super::super::report::{Section, grouped, median};
use super::super::tools::{Bench, bytes, turns};
use super::programs::{self, Program};
use super::{Backends, Mode, ROUNDS, Spent};

const MODES: [Mode; 6] = [
    Mode::Check,
    Mode::LeanCheck,
    Mode::Llvm,
    Mode::Release,
    Mode::Cranelift,
    Mode::NoModule,
];

/// Builds each program in each mode, from nothing, and runs what was built.
///
/// # Errors
/// A program does not build, or two builds of it write different things.
pub fn measure(bench: &Bench) -> Result<Section> {
    let mut section = Section::new(
        "Clean development builds",
        &[
            "program",
            "check, s",
            "lean check, s",
            "LLVM, s",
            "LLVM release, s",
            "Cranelift, s",
            "no module, s",
            "code generation, LLVM : ours",
            "build, LLVM : ours",
            "the same by the clock",
            "LLVM release : ours",
            "bytes, ours : LLVM",
        ],
    );
    let backends = Backends::find(bench)?;
    for program in programs::all(bench)? {
        let mut spent: [Vec<Spent>; MODES.len()] = Default::default();
        for round in 0..ROUNDS {
            for which in turns(round, MODES.len()) {
                spent[which].push(build(bench, &backends, &program, MODES[which])?);
            }
            eprintln!("  {}: round {} of {ROUNDS}", program.name, round + 1);
        }
        let sizes = same_output(bench, &program)?;
        let [check, lean, llvm, release, ours, no_module] = spent;
        let over = |f: &dyn Fn(usize) -> f64| median(&(0..ROUNDS).map(f).collect::<Vec<_>>());
        let cost =
            |build: &[Spent], check: &[Spent], i: usize| build[i].processor - check[i].processor;
        let generation = over(&|i| cost(&llvm, &check, i) / cost(&ours, &lean, i));
        let whole = over(&|i| llvm[i].processor / ours[i].processor);
        let clock = over(&|i| llvm[i].wall / ours[i].wall);
        let optimised = over(&|i| release[i].processor / ours[i].processor);
        let size = sizes[1] as f64 / sizes[0] as f64;
        let seconds = |mode: &[Spent]| format!("{:.1}", over(&|i| mode[i].processor));
        section.row([
            format!("`{}`: {}", program.name, program.what),
            seconds(&check),
            seconds(&lean),
            seconds(&llvm),
            seconds(&release),
            seconds(&ours),
            seconds(&no_module),
            format!("{generation:.2}"),
            format!("{whole:.2}"),
            format!("{clock:.2}"),
            format!("{optimised:.2}"),
            format!("{size:.2} of {}", grouped(sizes[0])),
        ]);
        let name = program.name;
        let mut bar =
            |what: &str, value: f64, met| section.bar(&format!("{name}, {what}"), value, met);
        bar(
            "code generation, LLVM : ours",
            generation,
            generation >= 5.0,
        );
        bar("clean build, LLVM : ours", whole, whole >= 1.5);
        bar(
            "clean build, LLVM release : ours",
            optimised,
            optimised >= 4.0,
        );
        bar("bytes, ours : LLVM", size, size <= 1.0);
    }
    section.notes.extend([
        "Bars: code generation ≥ 5, aim 7; build ≥ 1.5, aim 1.7; LLVM release : ours ≥ 4, aim 6; bytes ≤ 1.0, aim 0.5.".into(),
        format!(
            "Processor time of a whole build with an empty target folder, build scripts and procedural macros included, of \
             {ROUNDS} rounds, who goes first changing; ratios are medians of the rounds'. All have cargo's default profiles, one \
             compiler release, linker and std; the modules of both were run on an input and wrote the same."
        ),
        "Ours and the lean check leave debug information out of build scripts and procedural macros \
         (`build-override.debug = false`, which `cargo wasm build` sets for the driver; cargo's own default where no target is named). \
         Code generation is the build less the check of the same round that is done alike: LLVM's less the check, ours less the lean \
         one."
            .into(),
        "No module: as ours, but for the program itself, which is checked and gets no code (`-Zno-codegen`). Libraries are the same: \
         they keep the MIR of all that may be called, and code of what others find by symbol and of what that leads to (in `scripts`, \
         most of rhai). Few seconds apart, as it and the lean check are, their difference is mostly what rounds differ by."
            .into(),
    ]);
    Ok(section)
}

fn folder(program: &Program, mode: Mode) -> String {
    format!("clean-{}-{mode:?}", program.name)
}

fn build(bench: &Bench, backends: &Backends, program: &Program, mode: Mode) -> Result<Spent> {
    let target = folder(program, mode);
    let path = bench.scratch.join(&target);
    if path.exists() {
        fs::remove_dir_all(&path)?;
    }
    let mut command = backends.command(bench, &program.dir, &target, mode);
    if mode == Mode::NoModule {
        // For this crate alone: build scripts of others ask what the compiler lets them have.
        command.env("RUSTC_BOOTSTRAP", program.name.replace('-', "_"));
        command.args(["--bin", program.name, "--", "-Zno-codegen"]);
    }
    Spent::by(&mut command)
}

/// Runs both development builds; their sizes, LLVM's first.
fn same_output(bench: &Bench, program: &Program) -> Result<[u64; 2]> {
    let paths = [Mode::Llvm, Mode::Cranelift].map(|mode| {
        let debug = bench
            .scratch
            .join(folder(program, mode))
            .join("wasm32-wasip1/debug");
        debug.join(format!("{}.wasm", program.name))
    });
    let [llvm, ours] = [
        program.run(bench, &paths[0])?,
        program.run(bench, &paths[1])?,
    ];
    ensure!(
        llvm.code == Some(0) && !llvm.stdout.is_empty(),
        "{} ends with {:?}: {}",
        program.name,
        llvm.code,
        llvm.stderr
    );
    ensure!(llvm == ours, "{}: two backends, two outputs", program.name);
    Ok([bytes(&paths[0])?, bytes(&paths[1])?])
}
