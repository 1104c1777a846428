//! `cargo wasm component`.

use std::path::{Path, PathBuf};

use crate::cli::component::{Check, Deps, Link, New, Replace, Targets, Wit};
use crate::cli::{Component, PackageWit};
use crate::config::workspace::Selection;
use crate::config::{Host, Workspace};
use crate::error::{Failure, Silent};
use crate::ops::build::Plan;
use crate::ops::component::check::Report;
use crate::ops::component::deps::{self, Options};
use crate::ops::component::new::Adapter;
use crate::ops::component::replace::Replacement;
use crate::ops::component::{check, link, load, new, replace, targets, wit};
use crate::{cache, shell, toolchain};

pub(super) fn component(command: &Component) -> anyhow::Result<i32> {
    match command {
        Component::New(args) => wrap(args),
        Component::Wit(args) => wit(args),
        Component::Link(args) => link(args),
        Component::Check(args) => check(args),
        Component::Targets(args) => targets(args),
        Component::Replace(args) => replace(args),
        Component::Deps(args) => deps(args),
    }
}

fn wrap(args: &New) -> anyhow::Result<i32> {
    let mut adapters = Vec::new();
    for text in &args.adapt {
        let Some((name, path)) = text.split_once('=') else {
            return Err(Failure::user(format!("`--adapt {text}` names no file"))
                .help("it is `--adapt NAME=ADAPTER.wasm`: where the imports come from, and the module that serves them")
                .into());
        };
        adapters.push(Adapter {
            name: name.to_owned(),
            bytes: load::read(Path::new(path))?,
        });
    }
    let module = load::read(&args.file)?;
    let component = new::wrap(&args.file.display().to_string(), &module, &adapters)?;
    let output = args.output.clone();
    let output = output.unwrap_or_else(|| args.file.with_extension("component.wasm"));
    save("Wrapped", &output, &component)
}

fn save(verb: &str, path: &Path, bytes: &[u8]) -> anyhow::Result<i32> {
    cache::write(path, bytes)
        .map_err(|error| Failure::user(format!("cannot write `{}`: {error}", path.display())))?;
    let size = shell::grouped(bytes.len() as u64);
    shell::status(verb, format!("{} ({size} bytes)", path.display()));
    Ok(0)
}

/// `cargo wasm wit`: Rust for a world that is written, or the WIT of what the package builds, as it is linked, for what ships has no comments any more.
pub(super) fn package_wit(args: &PackageWit) -> anyhow::Result<i32> {
    shell::configure(args.cargo.quiet, args.cargo.color.as_deref());
    if let Some(written) = &args.rust {
        let world = load::world(written)?;
        shell::out(wit::rust(written, &world)?.trim_end());
        return Ok(0);
    }
    let mut wasm = args.wasm.clone();
    wasm.host = Some(Host::Component.name().to_owned());
    let plan = Plan::new(&args.cargo, &wasm, "dev", false)?;
    let modules = plan.build(&args.cargo)?;
    let [module] = modules.as_slice() else {
        let names: Vec<_> = modules
            .iter()
            .map(|module| format!("`{}`", module.name))
            .collect();
        return Err(Failure::user("of which component should the WIT be shown?")
            .note(match names.as_slice() {
                [] => "the package builds none".to_owned(),
                names => format!("there are {}", names.join(", ")),
            })
            .help("`-p PACKAGE`, `--lib` or `--bin NAME` says which; a library needs `crate-type = [\"cdylib\"]`")
            .into());
    };
    let bytes = load::read(&module.linked)?;
    show_wit(
        &module.name,
        &bytes,
        args.json,
        args.check.as_deref(),
        "cargo wasm wit",
    )
}

fn wit(args: &Wit) -> anyhow::Result<i32> {
    let bytes = load::read(&args.file)?;
    let name = args.file.display().to_string();
    let command = format!("cargo wasm component wit {name}");
    show_wit(&name, &bytes, args.json, args.check.as_deref(), &command)
}

/// Prints or compares; `command` is what prints.
fn show_wit(
    name: &str,
    bytes: &[u8],
    json: bool,
    check: Option<&str>,
    command: &str,
) -> anyhow::Result<i32> {
    if json {
        let json = wit::json(name, bytes)?;
        shell::out(serde_json::to_string_pretty(&json)?);
        return Ok(0);
    }
    let Some(written) = check else {
        shell::out(wit::print(name, bytes)?.trim_end());
        return Ok(0);
    };
    let world = load::world(written)?;
    match wit::check(name, bytes, written, &world)? {
        None => Ok(0),
        Some(difference) => {
            shell::out(difference);
            Err(
                Failure::user(format!("`{name}` and `{written}` say different things"))
                    .help(format!("`{command}` prints what the file should say"))
                    .into(),
            )
        }
    }
}

fn link(args: &Link) -> anyhow::Result<i32> {
    let is_config = args.file.extension().is_some_and(|ext| ext == "toml");
    let (request, output) = if is_config {
        if !args.plug.is_empty() {
            return Err(
                Failure::user("`--plug` goes with a component, not with a file of links")
                    .help(format!(
                        "add it to `[components]` in `{}`",
                        args.file.display()
                    ))
                    .into(),
            );
        }
        let (mut request, output) = link::config::read(&args.file)?;
        request.imports.extend(args.allow_import.iter().cloned());
        (request, output)
    } else {
        (
            link::config::plugs(&args.file, &args.plug, &args.allow_import)?,
            None,
        )
    };
    let plan = link::plan(&request)?;
    for part in &plan.unused {
        let name = &request.parts[*part].name;
        shell::warn(format!(
            "`{name}` is left out: nobody imports what it exports"
        ));
    }
    let bytes = link::emit(&request, &plan)?;
    let output: PathBuf =
        (args.output.clone().or(output)).unwrap_or_else(|| args.file.with_extension("linked.wasm"));
    save("Linked", &output, &bytes)
}

fn check(args: &Check) -> anyhow::Result<i32> {
    let (old, new) = (load::world(&args.old)?, load::world(&args.new)?);
    let report = check::check(&args.old, &old, &args.new, &new);
    print(&report, args.json, Report::text)
}

/// Prints a report; what does not fit is exit code 1.
fn print(report: &Report, json: bool, text: fn(&Report) -> String) -> anyhow::Result<i32> {
    if json {
        shell::out(serde_json::to_string_pretty(report)?);
    } else {
        shell::out(text(report));
    }
    Ok(i32::from(!report.replaceable))
}

fn targets(args: &Targets) -> anyhow::Result<i32> {
    let name = args.file.display().to_string();
    let bytes = load::read(&args.file)?;
    let component = load::component(&name, &bytes)?;
    let world = targets::world(&args.world, &args.deps)?;
    let report = check::check(&args.world, &world, &name, &component);
    print(&report, args.json, Report::text_for_target)
}

fn replace(args: &Replace) -> anyhow::Result<i32> {
    let name = args.file.display().to_string();
    let app = load::read(&args.file)?;
    let new = load::read(&args.new)?;
    let new_name = args.new.display().to_string();
    match replace::replace(&name, &app, &args.part, &new_name, new)? {
        Replacement::Refused(report) => {
            shell::out(report.text());
            Err(Silent(1).into())
        }
        Replacement::Done(bytes) => save(
            "Replaced",
            args.output.as_deref().unwrap_or(&args.file),
            &bytes,
        ),
    }
}

fn deps(args: &Deps) -> anyhow::Result<i32> {
    let selection = Selection {
        manifest_path: args.manifest_path.clone(),
        packages: args.package.clone(),
        workspace: args.workspace,
        ..Selection::default()
    };
    let workspace = Workspace::load(&toolchain::cargo(), &selection)?;
    let options = Options {
        locked: args.locked,
        offline: args.offline,
        update: args.update,
    };
    deps::fetch_all(&workspace, &workspace.selected(&selection)?, options)?;
    Ok(0)
}
