//! A development build after an edit: what `cargo wasm build` adds to cargo's own time, beside wasm-bindgen's program.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::{Instant, SystemTime};

use anyhow::{Context, Result, ensure};

use super::super::rebuild::{copy_package, path_with};
use super::super::report::{Section, median};
use super::super::tools::{Bench, clean, output};
use super::verdict::Verdict;

/// Rounds of all three in turn.
const ROUNDS: usize = 15;

/// What is edited, up to the number.
const EDITED: &str = "pub fn edition() -> u32 {\n    ";

/// Milliseconds of one round.
struct Round {
    /// `cargo build`.
    cargo: f64,
    /// `wasm-bindgen` on what that made.
    bindgen: f64,
    /// `cargo wasm build`.
    ours: f64,
}

impl Round {
    fn packing(&self) -> f64 {
        self.ours - self.cargo
    }
}

/// Edits one line of `benches/js/web-app` again and again, and builds it both ways.
///
/// # Errors
/// It does not build.
pub fn measure(bench: &Bench) -> Result<Section> {
    // In the workspace `cargo wasm` is an alias, and so it is in every folder below.
    let outside = tempfile::tempdir()?;
    let dir = outside.path().join("web-app");
    copy_package(&bench.root.join("benches/js/web-app"), &dir)?;
    let commands = Commands::new(bench, &dir)?;
    let mut rounds = Vec::new();
    // The first builds everything, the second is the first with what incremental compilation keeps.
    for edition in 0..ROUNDS + 2 {
        let round = commands.round(edition, edition % 2 == 1)?;
        if edition >= 2 {
            rounds.push(round);
        }
    }
    Ok(section(&rounds))
}

struct Commands<'a> {
    dir: &'a Path,
    source: String,
    cargo: Box<dyn Fn() -> Command + 'a>,
    bindgen: Box<dyn Fn() -> Command + 'a>,
    ours: Box<dyn Fn() -> Command + 'a>,
}

impl<'a> Commands<'a> {
    fn new(bench: &'a Bench, dir: &'a Path) -> Result<Self> {
        let source = fs::read_to_string(dir.join("src/lib.rs"))?;
        ensure!(source.contains(EDITED), "the line to edit is there");
        let program = bench.cargo_wasm.parent();
        let path = path_with(program.context("the binary has a folder")?)?;
        let stock = bench.stock_for_js()?;
        let linked = dir
            .join("plain")
            .join(stock.target)
            .join("debug/web_app.wasm");
        let tool = super::wasm_bindgen(bench)?;
        let cargo = move || {
            let mut command = clean("cargo");
            command.current_dir(dir);
            stock.apply(&mut command);
            command.env("CARGO_TARGET_DIR", dir.join("plain")).args([
                "build",
                "--locked",
                "--target",
                stock.target,
            ]);
            command
        };
        let bindgen = move || {
            let mut command = clean(&tool);
            command
                .arg(&linked)
                .arg("--out-dir")
                .arg(dir.join("theirs"));
            command
        };
        let ours = move || {
            let mut command = clean("cargo");
            command
                .current_dir(dir)
                .env("PATH", &path)
                .env("CARGO_TARGET_DIR", dir.join("ours"))
                .args(["wasm", "build", "--locked", "--host", "browser"]);
            command
        };
        Ok(Commands {
            dir,
            source,
            cargo: Box::new(cargo),
            bindgen: Box::new(bindgen),
            ours: Box::new(ours),
        })
    }

    fn round(&self, edition: usize, ours_first: bool) -> Result<Round> {
        let edited = format!("{EDITED}{edition} + ");
        let text = self.source.replacen(EDITED, &edited, 1);
        fs::write(self.dir.join("src/lib.rs"), text)?;
        let begin = SystemTime::now();
        let mut round = Round {
            cargo: 0.0,
            bindgen: 0.0,
            ours: 0.0,
        };
        for ours in [ours_first, !ours_first] {
            if ours {
                round.ours = timed(&mut (self.ours)())?;
            } else {
                round.cargo = timed(&mut (self.cargo)())?;
                round.bindgen = timed(&mut (self.bindgen)())?;
            }
        }
        for made in ["theirs/web_app_bg.wasm", "pkg/web_app.wasm"] {
            let time = self.dir.join(made).metadata()?.modified()?;
            ensure!(time >= begin, "{made} was not made anew");
        }
        Ok(round)
    }
}

fn timed(command: &mut Command) -> Result<f64> {
    let start = Instant::now();
    output(command)?;
    Ok(start.elapsed().as_secs_f64() * 1000.0)
}

fn section(rounds: &[Round]) -> Section {
    let mut section = Section::new(
        "A development build after an edit",
        &["step", "ms", "of cargo's time", "verdict"],
    );
    let of =
        |figure: &dyn Fn(&Round) -> f64| median(&rounds.iter().map(figure).collect::<Vec<_>>());
    let share = |figure: fn(&Round) -> f64| of(&|round: &Round| figure(round) / round.cargo);
    let packing = share(Round::packing);
    let to_theirs = of(&|round: &Round| round.packing() - round.bindgen);
    let verdict = Verdict::of(to_theirs <= 0.0, packing <= 0.1);
    let mut row = |what: &str, ms: f64, share: f64, verdict: &str| {
        section.row([
            what.to_owned(),
            format!("{ms:.0}"),
            format!("{:.0} %", share * 100.0),
            verdict.to_owned(),
        ]);
    };
    row("`cargo build`", of(&|round: &Round| round.cargo), 1.0, "");
    row(
        "then `wasm-bindgen`",
        of(&|round: &Round| round.bindgen),
        share(|round| round.bindgen),
        "",
    );
    row(
        "`cargo wasm build --host browser`",
        of(&|round: &Round| round.ours),
        share(|round| round.ours),
        "",
    );
    row(
        "… beyond `cargo build`",
        of(&Round::packing),
        packing,
        verdict.word(),
    );
    if verdict == Verdict::Missed {
        section.missed.push(format!(
            "packing takes {to_theirs:.0} ms more than wasm-bindgen's program"
        ));
    }
    section.notes.push(format!(
        "Bar: no more than wasm-bindgen's program takes in the same round. Aim: ≤ 10 % of cargo's time. `benches/js/web-app`, which has \
         thirty of web-sys's features; medians of {ROUNDS} rounds, each with one edited line, order alternating, a target folder for each \
         side. `cargo wasm` is called by way of cargo, which is in its time."
    ));
    section
}

#[cfg(test)]
mod tests {
    use super::*;

    fn last(cargo: f64, bindgen: f64, ours: f64) -> Vec<String> {
        let mut section = section(&[Round {
            cargo,
            bindgen,
            ours,
        }]);
        assert_eq!(section.rows.len(), 4);
        section.rows.pop().unwrap()
    }

    #[test]
    fn what_is_packed_is_held_against_the_same_round() {
        assert_eq!(last(400.0, 100.0, 430.0)[1..], ["30", "8 %", "aim met"]);
        assert_eq!(last(400.0, 100.0, 480.0)[1..], ["80", "20 %", "bar met"]);
        assert_eq!(
            last(400.0, 100.0, 501.0)[1..],
            ["101", "25 %", "**missed**"]
        );
    }
}
