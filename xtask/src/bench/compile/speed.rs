//! How fast the modules of development builds run, beside LLVM's without and with optimisation.

use anyhow::{Context, Result, ensure};

use super::super::generators;
use super::super::report::{Section, geometric_mean, median};
use super::super::run::Program;
use super::super::speed;
use super::super::tools::{Bench, output, turns};
use super::{Backends, Mode, ROUNDS};

const MODES: [Mode; 3] = [Mode::Llvm, Mode::Release, Mode::Cranelift];

/// Packages of programs below `benches`, and their inputs.
const PACKAGES: [(&str, &str); 2] = [
    ("size/rust", "size/dev.toml"),
    ("compile/speed", "compile/speed/inputs.toml"),
];

/// Builds the programs, checks that they write the same, and times them.
///
/// # Errors
/// A program does not build, or two builds disagree.
pub fn measure(bench: &Bench) -> Result<Section> {
    let mut section = Section::new(
        "Speed of development builds in wasmtime",
        &[
            "program",
            "LLVM, s",
            "LLVM opt 3, s",
            "Cranelift, s",
            "LLVM : ours",
            "ours : LLVM opt 3",
        ],
    );
    let backends = Backends::find(bench)?;
    let home = bench.root.join("benches");
    let mut inputs = Vec::new();
    for (package, file) in PACKAGES {
        for mode in MODES {
            output(&mut backends.command(bench, &home.join(package), &folder(mode), mode))?;
        }
        inputs.extend(generators::load(&home.join(file))?);
    }
    let (mut slow, mut fast) = (Vec::new(), Vec::new());
    for (name, input) in inputs {
        let stdin = input.stdin().with_context(|| format!("input of {name}"))?;
        let programs = MODES.map(|mode| load(bench, &name, mode));
        let programs: Vec<Program> = programs.into_iter().collect::<Result<_>>()?;
        let expected = programs[0].run(&input.args, stdin.clone())?;
        for program in &programs[1..] {
            ensure!(
                program.run(&input.args, stdin.clone())? == expected,
                "{name}: two builds write different things"
            );
        }
        let mut times = [const { Vec::new() }; MODES.len()];
        for round in 0..ROUNDS {
            for which in turns(round, MODES.len()) {
                let time = programs[which].time(&input.args, &stdin)?;
                times[which].push(time.as_secs_f64());
            }
        }
        let ratio = |a: usize, b: usize| {
            let ratios = times[a].iter().zip(&times[b]).map(|(a, b)| a / b);
            median(&ratios.collect::<Vec<_>>())
        };
        let (to_slow, to_fast) = (ratio(0, 2), ratio(2, 1));
        let seconds = |which: usize| format!("{:.3}", median(&times[which]));
        section.row([
            format!("`{name}`"),
            seconds(0),
            seconds(1),
            seconds(2),
            format!("{to_slow:.2}"),
            format!("{to_fast:.2}"),
        ]);
        section.bar(&format!("{name}, LLVM : ours"), to_slow, to_slow >= 2.0);
        slow.push(to_slow);
        fast.push(to_fast);
    }
    let blank = String::new;
    section.row([
        "geometric mean".into(),
        blank(),
        blank(),
        blank(),
        format!("{:.2}", geometric_mean(&slow)),
        format!("{:.2}", geometric_mean(&fast)),
    ]);
    section.notes.extend([
        "Bar: LLVM : ours ≥ 2 for each. Aim: ours within 1.5 of LLVM at opt-level 3.".into(),
        format!(
            "Processor time of {ROUNDS} interleaved rounds in one process, medians; ratios are medians of the rounds'. Cargo's default \
             profiles `dev` and `release`; inputs of `benches/size/dev.toml` and `benches/compile/speed/inputs.toml`."
        ),
    ]);
    Ok(section)
}

fn folder(mode: Mode) -> String {
    format!("speed-{mode:?}")
}

fn load(bench: &Bench, name: &str, mode: Mode) -> Result<Program> {
    let profile = if mode == Mode::Release {
        "release"
    } else {
        "debug"
    };
    let built = bench
        .scratch
        .join(folder(mode))
        .join("wasm32-wasip1")
        .join(profile);
    let path = built.join(format!("{name}.wasm"));
    speed::load(bench, name, Some(&path))
}
