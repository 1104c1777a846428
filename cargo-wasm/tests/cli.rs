//! Runs the cases in `tests/cli`: each file there is a test, a project and the commands given to it.

#[path = "harness/case.rs"]
mod case;
#[path = "harness/component.rs"]
mod component;
#[path = "harness/machine.rs"]
mod machine;
#[path = "harness/normalize.rs"]
mod normalize;
#[path = "harness/run.rs"]
mod run;
#[path = "harness/shell.rs"]
mod shell;
#[path = "harness/wasm.rs"]
mod wasm;

use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;

use libtest_mimic::{Arguments, Trial};

use machine::Machine;

fn main() -> ExitCode {
    let args = Arguments::from_args();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests")
        .join("cli");
    let mut files = Vec::new();
    case::find(&root, &mut files).expect("tests/cli can be listed");
    // The slow ones first, so that the last to end does not run alone.
    files.sort_by_cached_key(|file| (!builds_std(file), file.clone()));
    let wanted = !args.list
        && files
            .iter()
            .any(|file| is_wanted(&args, &name(&root, file)));
    let machine = Arc::new(Machine::default());
    if wanted {
        machine.prepare();
    }
    let trials = files.into_iter().map(|file| {
        let machine = Arc::clone(&machine);
        let name = name(&root, &file);
        Trial::test(name.clone(), move || {
            run::run(&machine, &name, &file).map_err(Into::into)
        })
    });
    let conclusion = libtest_mimic::run(&args, trials.collect());
    // `exit` would leave the folder of the run behind: destructors do not run.
    drop(machine);
    conclusion.exit_code()
}

fn builds_std(file: &Path) -> bool {
    std::fs::read_to_string(file).is_ok_and(|text| text.contains("\ncache: own\n"))
}

/// `group/case`, whatever the separator of paths is here.
fn name(root: &Path, file: &Path) -> String {
    let path = file.strip_prefix(root).unwrap_or(file).with_extension("");
    path.to_string_lossy().replace('\\', "/")
}

/// Whether the filter takes the case: libtest's rule, needed here so that a run of nothing prepares nothing.
fn is_wanted(args: &Arguments, name: &str) -> bool {
    let matches = |text: &str| {
        if args.exact {
            name == text
        } else {
            name.contains(text)
        }
    };
    args.filter.as_deref().is_none_or(matches) && !args.skip.iter().any(|text| matches(text))
}
