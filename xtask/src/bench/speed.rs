//! Speed: `--opt speed` and the size flavour beside stock cargo, in wasmtime, on the heavy inputs.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use wasm_runtime::Host;

use super::generators;
use super::report::{Section, geometric_mean, grouped, median};
use super::run::Program;
use super::tools::{Bench, output, turns};

/// Rounds of one run each, in turn.
const ROUNDS: usize = 15;

/// Builds the three flavours, checks that they write the same, and times them.
///
/// # Errors
/// A program does not build, or two flavours disagree.
pub fn measure(bench: &Bench) -> Result<Section> {
    let mut section = Section::new(
        "Speed in wasmtime beside stock cargo",
        &[
            "program",
            "stock, s",
            "`--opt speed`, s",
            "speed : stock",
            "size : stock",
            "stock bytes",
            "speed bytes",
        ],
    );
    let home = bench.root.join("benches").join("size");
    let package = home.join("rust");
    output(bench.cargo_wasm(&package, "speed").args([
        "build",
        "--release",
        "--locked",
        "--opt",
        "speed",
    ]))?;
    output(
        bench
            .cargo_wasm(&package, "programs")
            .args(["build", "--release", "--locked"]),
    )?;
    output(bench.cargo(&package, "stock").args([
        "build",
        "--release",
        "--locked",
        "--target",
        "wasm32-wasip1",
    ]))?;
    let idle = load(bench, "idle", None)?;
    let (mut all_speed, mut all_size) = (Vec::new(), Vec::new());
    for (name, heavy) in generators::load(&home.join("heavy.toml"))? {
        let stdin = heavy.stdin().with_context(|| format!("input of {name}"))?;
        let stock = load(
            bench,
            &name,
            Some(
                &bench
                    .scratch
                    .join("stock/wasm32-wasip1/release")
                    .join(format!("{name}.wasm")),
            ),
        )?;
        let speed = load(
            bench,
            &name,
            Some(&bench.module("speed", "wasi", "release", &name)),
        )?;
        let size = load(
            bench,
            &name,
            Some(&bench.module("programs", "wasi", "release", &name)),
        )?;
        // Also compiles them, so that the timed runs find the code in the cache.
        let expected = stock.run(&heavy.args, stdin.clone())?;
        ensure!(
            expected.code == Some(0),
            "stock {name} fails: {}",
            expected.stderr
        );
        for (flavour, program) in [("speed", &speed), ("size", &size)] {
            ensure!(
                program.run(&heavy.args, stdin.clone())? == expected,
                "{name}: {flavour} and stock write different things"
            );
        }
        let (mut times, mut ratios) = ([Vec::new(), Vec::new()], [Vec::new(), Vec::new()]);
        idle.time(&heavy.args, &stdin)?;
        for round in 0..ROUNDS {
            // Loading the code and handing over the input are no part of the program.
            let overhead = idle.time(&heavy.args, &stdin)?;
            let time = |program: &Program| -> Result<f64> {
                Ok(program
                    .time(&heavy.args, &stdin)?
                    .saturating_sub(overhead)
                    .as_secs_f64())
            };
            let mut spent = [0.0; 3];
            for which in turns(round, 3) {
                spent[which] = time([&stock, &speed, &size][which])?;
            }
            let [a, b, c] = spent;
            times[0].push(a);
            times[1].push(b);
            ratios[0].push(b / a);
            ratios[1].push(c / a);
        }
        let [to_speed, to_size] = [median(&ratios[0]), median(&ratios[1])];
        section.row([
            format!("`{name}`"),
            format!("{:.3}", median(&times[0])),
            format!("{:.3}", median(&times[1])),
            format!("{to_speed:.2}"),
            format!("{to_size:.2}"),
            grouped(stock.wasm.len() as u64),
            grouped(speed.wasm.len() as u64),
        ]);
        section.bar(
            &format!("{name}, time of speed : stock"),
            to_speed,
            to_speed <= 1.0,
        );
        all_speed.push(to_speed);
        all_size.push(to_size);
    }
    let blank = String::new;
    section.row([
        "geometric mean".into(),
        blank(),
        blank(),
        format!("{:.2}", geometric_mean(&all_speed)),
        format!("{:.2}", geometric_mean(&all_size)),
        blank(),
        blank(),
    ]);
    section.notes.extend([
        "Bar: speed : stock ≤ 1.0 for each. Aim: ≤ 0.9. The size flavour is for information.".into(),
        format!("Processor time. Medians of {ROUNDS} interleaved rounds in one process; ratios are medians of the rounds' ratios. The time of a \
                 module that does nothing with the same input is taken off."),
        "Stock: `cargo build --release`, cargo's default profile (opt-level 3, no LTO across crates, 16 CGUs), std as \
         distributed (opt-level 3). Outputs of the three flavours are equal."
            .into(),
    ]);
    Ok(section)
}

/// Times modules on the heavy input of a program, in turn, against the first of them.
///
/// # Errors
/// The program is not in `heavy.toml`, or a module does not write what the first does.
pub fn compare(bench: &Bench, program: &str, modules: &[&str]) -> Result<()> {
    let heavy = generators::load(&bench.root.join("benches/size/heavy.toml"))?
        .into_iter()
        .find(|(name, _)| name == program)
        .with_context(|| format!("no heavy input for `{program}`"))?
        .1;
    let stdin = heavy.stdin()?;
    let programs = modules
        .iter()
        .map(|path| load(bench, program, Some(Path::new(path))))
        .collect::<Result<Vec<_>>>()?;
    let expected = programs[0].run(&heavy.args, stdin.clone())?;
    for (path, other) in modules.iter().zip(&programs).skip(1) {
        ensure!(
            other.run(&heavy.args, stdin.clone())? == expected,
            "{path} does not write what {} does",
            modules[0]
        );
    }
    let mut times = vec![Vec::new(); modules.len()];
    for _ in 0..2 * ROUNDS + 1 {
        for (times, program) in times.iter_mut().zip(&programs) {
            times.push(program.time(&heavy.args, &stdin)?.as_secs_f64());
        }
    }
    for (path, own) in modules.iter().zip(&times) {
        let ratios: Vec<f64> = own.iter().zip(&times[0]).map(|(a, b)| a / b).collect();
        println!("{:.3} s  {:.3}  {path}", median(own), median(&ratios));
    }
    Ok(())
}

/// A module to be run as `name`, or one that does nothing.
///
/// # Errors
/// It is not there.
pub fn load(bench: &Bench, name: &str, path: Option<&Path>) -> Result<Program> {
    let wasm = match path {
        Some(path) => fs::read(path).with_context(|| format!("no {}", path.display()))?,
        None => {
            wat::parse_str("(module (memory (export \"memory\") 1) (func (export \"_start\")))")?
        }
    };
    Ok(Program {
        name: name.to_owned(),
        wasm,
        host: Host::Wasi,
        cache: bench.code_cache(),
    })
}
