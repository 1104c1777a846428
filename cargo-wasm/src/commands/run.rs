//! `cargo wasm run`, and the runner that cargo calls for tests.

use std::path::Path;

use wasm_runtime::Preopen;

use crate::cli::{Run, Runner};
use crate::config::settings::RunSettings;
use crate::config::{Host, Package};
use crate::error::Failure;
use crate::ops::build::Plan;
use crate::ops::run::{self, Granted};
use crate::ops::{js, serve};
use crate::shell;

pub(super) fn run(mut args: Run) -> anyhow::Result<i32> {
    shell::configure(args.cargo.quiet, args.cargo.color.as_deref());
    if let Some(path) = &args.module {
        let host = args.wasm.flags()?.host.unwrap_or(Host::Wasi);
        if host.is_js() {
            return Err(Failure::unsupported(format!(
                "`--module` under host {}: a module needs the JavaScript of its package",
                host.name()
            ))
            .into());
        }
        return start(path, host, None, &args);
    }
    let plan = Plan::new(&args.cargo, &args.wasm, "dev", false)?;
    if args.wasm.show_config {
        plan.show();
        return Ok(0);
    }
    let selected = plan.workspace.selected(&args.cargo.selection())?;
    let is_js = plan
        .groups
        .iter()
        .all(|group| group.settings.host.value.is_js());
    if is_js {
        for group in &plan.groups {
            js::check(group.settings.host.value, &args.grants)?;
        }
    }
    let chosen = choose(&selected, &args, is_js)?;
    match chosen.kind {
        Kind::Bin if args.cargo.bin.is_empty() => args.cargo.bin = vec![chosen.target.clone()],
        _ => {}
    }
    if args.cargo.package.is_empty() && selected.len() > 1 {
        args.cargo.package = vec![chosen.package];
    }
    // The plan again: what is built may be fewer packages now, with other settings.
    let plan = Plan::new(&args.cargo, &args.wasm, "dev", false)?;
    let modules = plan.build(&args.cargo)?;
    let Some(module) = modules.iter().find(|module| {
        module.name == chosen.target || module.name == chosen.target.replace('-', "_")
    }) else {
        return Err(
            Failure::user(format!("`{}` builds no WebAssembly module", chosen.target))
                .help("a library needs `crate-type = [\"cdylib\"]` to be one")
                .into(),
        );
    };
    let settings = &plan.groups[0].settings;
    if settings.host.value.is_js() {
        return js::run(module, settings, &args.grants, &args.args);
    }
    start(
        &module.path,
        settings.host.value,
        Some(&settings.run),
        &args,
    )
}

/// Runs or serves what is at `path`.
fn start(
    path: &Path,
    host: Host,
    settings: Option<&RunSettings>,
    args: &Run,
) -> anyhow::Result<i32> {
    let granted = || Granted {
        host,
        flags: &args.grants,
        settings,
        extra_dirs: Vec::new(),
    };
    match args.serve {
        Some(address) => {
            let terms = serve::Terms {
                address,
                net: args.net,
                explain: args.explain,
            };
            serve::serve(path, granted(), &terms)?;
            Ok(0)
        }
        None => {
            if args.explain {
                serve::explain(path, granted())?;
            }
            run::run(path, &args.args, granted())
        }
    }
}

enum Kind {
    Bin,
    Example,
    Library,
}

struct Chosen {
    package: String,
    target: String,
    kind: Kind,
}

/// The one program that the flags mean, by cargo's rules; with `--invoke`, a library's module will do, and with `is_js` too:
/// importing its package runs what it marks as its start.
fn choose(packages: &[&Package], args: &Run, is_js: bool) -> Result<Chosen, Failure> {
    if let [name] = args.cargo.example.as_slice() {
        return Ok(Chosen {
            package: owner(packages, name),
            target: name.clone(),
            kind: Kind::Example,
        });
    }
    let mut bins = Vec::new();
    let mut libraries = Vec::new();
    for package in packages {
        for target in &package.targets {
            let is = |kind: &str| target.kind.iter().any(|k| k.to_string() == kind);
            if is("bin") {
                bins.push((package.name.clone(), target.name.clone()));
            } else if is("cdylib") {
                libraries.push((package.name.clone(), target.name.clone()));
            }
        }
    }
    let chosen = |(package, target): &(String, String), kind| Chosen {
        package: package.clone(),
        target: target.clone(),
        kind,
    };
    if let [name] = args.cargo.bin.as_slice() {
        let found = bins.iter().find(|(_, target)| target == name);
        // A name that is not there is cargo's to report, with its list.
        return Ok(found.map_or_else(
            || Chosen {
                package: owner(packages, name),
                target: name.clone(),
                kind: Kind::Bin,
            },
            |bin| chosen(bin, Kind::Bin),
        ));
    }
    let defaults: Vec<_> = packages
        .iter()
        .filter_map(|p| Some((p.name.clone(), p.default_run.clone()?)))
        .collect();
    match (defaults.as_slice(), bins.as_slice(), libraries.as_slice()) {
        ([one], _, _) => Ok(chosen(one, Kind::Bin)),
        (_, [one], _) => Ok(chosen(one, Kind::Bin)),
        (_, [], [one]) if is_js || args.grants.invoke.is_some() || args.serve.is_some() => {
            Ok(chosen(one, Kind::Library))
        }
        (_, [], []) => Err(Failure::user(
            "there is no program to run: the package has neither a binary nor a `cdylib`",
        )
        .help("add `src/main.rs`, or run an example with `--example NAME`")),
        (_, [], _) => Err(Failure::user("a library has no program to run")
            .help("`--invoke EXPORT -- ARGUMENTS` calls one of its functions")),
        (_, many, _) => {
            let names: Vec<_> = many
                .iter()
                .map(|(_, target)| format!("`{target}`"))
                .collect();
            Err(Failure::user("which program should run?")
                .note(format!("there are {}", names.join(", ")))
                .help("`--bin NAME` says which, and so does `default-run` in the manifest"))
        }
    }
}

fn owner(packages: &[&Package], target: &str) -> String {
    let owner = packages
        .iter()
        .find(|package| package.targets.iter().any(|t| t.name == target));
    owner
        .or(packages.first())
        .map(|package| package.name.clone())
        .unwrap_or_default()
}

pub(super) fn runner(args: &Runner) -> anyhow::Result<i32> {
    let host = Host::parse(&args.host)?;
    if host.is_js() {
        return js::test::run(host, &args.module, &args.args, &args.grants);
    }
    // Cargo starts tests in the package's folder; they read fixtures there, by relative and by absolute paths.
    let here = std::env::current_dir()?;
    let guests = [".".to_owned(), here.display().to_string()];
    let dir = |guest| Preopen {
        host: here.clone(),
        guest,
        read_only: false,
    };
    let extra_dirs = guests.into_iter().map(dir).collect();
    // A failing test ends the module, for panics do not unwind: what libtest holds back of it would be lost.
    let mut grants = args.grants.clone();
    grants.env.insert(0, "RUST_TEST_NOCAPTURE=1".to_owned());
    run::run(
        &args.module,
        &args.args,
        Granted {
            host,
            flags: &grants,
            settings: None,
            extra_dirs,
        },
    )
}
