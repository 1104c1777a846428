//! `cargo wasm test`, `bench` and `nextest`: cargo's own harnesses, with this program as the runner of their modules.

use std::process::Command;

use anyhow::Context;

use crate::cli::{CargoArgs, Grants, Nextest, Test};
use crate::config::settings::{Origin, Setting};
use crate::config::{Host, Settings};
use crate::error::Failure;
use crate::ops::build::{Group, Plan};
use crate::shell;
use crate::toolchain::Toolchain;

pub(super) fn test(args: &Test, command: &str) -> anyhow::Result<i32> {
    shell::configure(args.cargo.quiet, args.cargo.color.as_deref());
    let profile = if command == "bench" { "bench" } else { "test" };
    let mut plan = Plan::new(&args.cargo, &args.wasm, profile, true)?;
    plan.groups.iter_mut().try_for_each(make_runnable)?;
    if args.wasm.show_config {
        plan.show();
        return Ok(0);
    }
    let mut code = 0;
    for group in &plan.groups {
        let toolchain = Toolchain::for_build(&plan.cargo, &group.settings)?;
        let mut cargo = plan.call(command, &args.cargo, group, &toolchain).command();
        cargo.args(
            args.cargo
                .message_format
                .iter()
                .flat_map(|format| ["--message-format", format]),
        );
        add_runner(&mut cargo, &args.grants, &group.settings)?;
        for (set, flag) in [
            (args.doc, "--doc"),
            (args.no_run, "--no-run"),
            (args.no_fail_fast, "--no-fail-fast"),
        ] {
            if set {
                cargo.arg(flag);
            }
        }
        cargo.args(&args.name);
        if !args.args.is_empty() {
            cargo.arg("--").args(&args.args);
        }
        let ended = cargo.status()?.code().unwrap_or(101);
        if code == 0 {
            code = ended;
        }
        if code != 0 && !args.no_fail_fast {
            break;
        }
    }
    Ok(code)
}

pub(super) fn nextest(args: &Nextest) -> anyhow::Result<i32> {
    // nextest reads its own flags; the few that decide settings are read here too.
    let value = |names: &[&str]| {
        let mut words = args.args.iter();
        while let Some(word) = words.next() {
            match word.split_once('=') {
                Some((name, value)) if names.contains(&name) => return Some(value.to_owned()),
                _ if names.contains(&word.as_str()) => return words.next().cloned(),
                _ => {}
            }
        }
        None
    };
    let cargo_args = CargoArgs {
        release: args
            .args
            .iter()
            .any(|arg| arg == "--release" || arg == "-r"),
        profile: value(&["--cargo-profile"]),
        manifest_path: value(&["--manifest-path"]).map(Into::into),
        package: value(&["-p", "--package"]).into_iter().collect(),
        workspace: args
            .args
            .iter()
            .any(|arg| arg == "--workspace" || arg == "--all"),
        ..CargoArgs::default()
    };
    let mut plan = Plan::new(&cargo_args, &args.wasm, "test", true)?;
    plan.groups.iter_mut().try_for_each(make_runnable)?;
    let [group] = plan.groups.as_slice() else {
        return Err(Failure::unsupported(
            "nextest over packages with different settings in one run",
        )
        .help("`-p NAME` for one package at a time")
        .into());
    };
    let toolchain = Toolchain::for_build(&plan.cargo, &group.settings)?;
    let (subcommand, rest) = args
        .args
        .split_first()
        .context("clap requires one argument")?;
    let mut cargo = Command::new(&plan.cargo);
    cargo.args(["nextest", subcommand]);
    plan.call("nextest", &cargo_args, group, &toolchain)
        .add_flags(&mut cargo);
    add_runner(&mut cargo, &args.grants, &group.settings)?;
    let code = cargo.args(rest).status()?.code().unwrap_or(101);
    Ok(code)
}

/// A test harness prints: it needs a host with a standard output, and gets one unless a flag forbids it.
fn make_runnable(group: &mut Group) -> Result<(), Failure> {
    let host = &mut group.settings.host;
    match (host.value, &host.origin) {
        // The runner wraps each test program as a component, too.
        (Host::Wasi, _) | (Host::Component, Origin::Flag(_)) => {}
        (Host::Standalone, Origin::Flag(_)) => {
            return Err(Failure::unsupported(
                "tests under host standalone: their harness needs a standard output",
            )
            .help("without `--host` they run under `wasi`; `cargo test` runs them natively"));
        }
        (Host::Browser | Host::Node, _) => {}
        (Host::Bundler, Origin::Flag(_)) => {
            return Err(Failure::unsupported("tests under host bundler")
                .help("`--host node` and `--host browser` run them"));
        }
        (Host::Bundler, _) => {
            shell::status("Testing", "under host node: a bundler runs nothing");
            *host = Setting::default(Host::Node);
        }
        (Host::Component, _) => {
            shell::status(
                "Testing",
                "under host wasi, where exports are plain functions and nobody has to provide the imports",
            );
            *host = Setting::default(Host::Wasi);
        }
        (Host::Standalone, _) => {
            shell::status(
                "Testing",
                "under host wasi: the harness needs a standard output, and `standalone` has none",
            );
            *host = Setting::default(Host::Wasi);
        }
    }
    Ok(())
}

/// Tells cargo to start modules with this program. An array survives spaces in paths, which a plain string does not.
fn add_runner(cargo: &mut Command, grants: &Grants, settings: &Settings) -> anyhow::Result<()> {
    let host = settings.host.value;
    let own = std::env::current_exe().context("cannot tell where cargo-wasm itself is")?;
    let mut words = vec![
        own.display().to_string(),
        "wasm".into(),
        "runner".into(),
        "--host".into(),
        host.name().into(),
    ];
    let run = &settings.run;
    let env = run
        .env
        .value
        .iter()
        .map(|(name, value)| format!("{name}={value}"));
    for text in env.chain(grants.env.iter().cloned()) {
        words.extend(["--env".into(), text]);
    }
    for dir in run.granted_dirs().into_iter().chain(grants.dir.clone()) {
        words.extend(["--dir".into(), dir]);
    }
    if let Some(seconds) = grants.timeout.or(run.timeout.value) {
        words.extend(["--timeout".into(), seconds.to_string()]);
    }
    if let Some(bytes) = grants.max_memory.or(run.max_memory.value) {
        words.extend(["--max-memory".into(), bytes.to_string()]);
    }
    if let Some(bytes) = grants.max_wasm_stack {
        words.extend(["--max-wasm-stack".into(), bytes.to_string()]);
    }
    // What cargo puts behind is the module and the harness's own arguments.
    words.push("--".into());
    let list = serde_json::to_string(&words)?;
    cargo
        .arg("--config")
        .arg(format!("target.{}.runner={list}", host.target()));
    Ok(())
}
