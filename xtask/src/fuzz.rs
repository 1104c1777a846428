//! `cargo xtask fuzz`: the tests of damaged inputs, with more of them than the suite runs.

use std::process::Command;

use anyhow::{Context, bail};

use crate::test::root;

const FLAGS: &str = "cargo xtask fuzz TARGET [--inputs N] [--seed S]

  components   components are loaded, linked, started and called by the runtime
  commands     what `cargo wasm component` does with files
  modules      every pass over linked modules
  wasmir       what is read, verified, hashed and passed over as WasmIR

  --inputs N   how many are made (100000)
  --seed S     the number that they are made from (of the clock)";

/// Target, package, test and function.
const TARGETS: [(&str, [&str; 3]); 4] = [
    (
        "components",
        [
            "wasm-runtime",
            "mutations",
            "damaged_components_never_panic",
        ],
    ),
    (
        "commands",
        [
            "cargo-wasm",
            "robust",
            "damaged_components_are_refused_and_nothing_panics",
        ],
    ),
    (
        "modules",
        ["postlink", "robust", "damaged_modules_are_errors_or_add_up"],
    ),
    (
        "wasmir",
        ["wasmir", "robust", "damaged_texts_are_errors_or_modules"],
    ),
];

/// Runs one target. What fails is kept in its folder of regressions, which the suite replays.
pub fn run(args: &[&str]) -> anyhow::Result<()> {
    let (mut inputs, mut seed, mut target) = (100_000, None, None);
    let mut rest = args.iter();
    while let Some(arg) = rest.next() {
        let mut number = || -> anyhow::Result<u64> {
            let text = rest
                .next()
                .with_context(|| format!("`{arg}` takes a number"))?;
            text.parse().with_context(|| format!("`{arg} {text}`"))
        };
        match *arg {
            "--inputs" => inputs = number()?,
            "--seed" => seed = Some(number()?),
            name if target.is_none() => {
                target = TARGETS.iter().find(|(it, _)| *it == name);
                if target.is_none() {
                    bail!("no target `{name}`\n\n{FLAGS}");
                }
            }
            other => bail!("unknown argument `{other}`\n\n{FLAGS}"),
        }
    }
    let Some((name, [package, test, function])) = target else {
        bail!("which target?\n\n{FLAGS}");
    };
    let seed = match seed {
        Some(seed) => seed,
        None => std::time::UNIX_EPOCH.elapsed()?.as_secs(),
    };
    println!("{name}: {inputs} inputs by seed {seed}");
    let status = Command::new(env!("CARGO"))
        .args(["test", "--quiet", "--package", package, "--test", test])
        .args(["--", "--exact", function, "--nocapture"])
        .env("FUZZ_INPUTS", inputs.to_string())
        .env("FUZZ_SEED", seed.to_string())
        .current_dir(root())
        .status()?;
    if !status.success() {
        bail!(
            "{name}: something failed ({status}); see the folder tests/regressions of `{package}`"
        );
    }
    Ok(())
}
