//! `cargo wasm new`, `init` and `clean`.

use std::process::Command;

use crate::cli::{Clean, Init, New};
use crate::config::Host;
use crate::config::Workspace;
use crate::config::workspace::{Selection, find_manifest};
use crate::ops::{clean, new};
use crate::{cache, shell, toolchain};

pub(super) fn new(args: &New) -> anyhow::Result<i32> {
    new::create(
        &args.path,
        &args.what.template,
        args.what.name.as_deref(),
        true,
    )?;
    Ok(0)
}

pub(super) fn init(args: &Init) -> anyhow::Result<i32> {
    new::create(
        &args.path,
        &args.what.template,
        args.what.name.as_deref(),
        false,
    )?;
    Ok(0)
}

pub(super) fn clean(args: &Clean) -> anyhow::Result<i32> {
    shell::configure(args.quiet, args.color.as_deref());
    if args.sysroots && !args.dry_run {
        let dir = cache::root().join("sysroots");
        if dir.is_dir() {
            std::fs::remove_dir_all(&dir)?;
            shell::status("Removed", dir.display());
        }
    }
    let cargo = toolchain::cargo();
    let selection = Selection {
        manifest_path: args.manifest_path.clone(),
        config: args.config.clone(),
        ..Selection::default()
    };
    // The standard libraries are everybody's: removing them asks for no project.
    if args.sysroots && selection.manifest_path.is_none() && find_manifest().is_err() {
        return Ok(0);
    }
    let workspace = Workspace::load(&cargo, &selection)?;
    let mut command = Command::new(&cargo);
    command
        .arg("clean")
        .arg("--manifest-path")
        .arg(workspace.root.join("Cargo.toml"));
    for package in &args.package {
        command.args(["--package", package]);
    }
    for (set, flag) in [
        (args.release, "--release"),
        (args.quiet, "--quiet"),
        (args.dry_run, "--dry-run"),
        (args.workspace, "--workspace"),
        (args.locked, "--locked"),
        (args.offline, "--offline"),
        (args.frozen, "--frozen"),
    ] {
        if set {
            command.arg(flag);
        }
    }
    command.args(args.color.iter().flat_map(|when| ["--color", when]));
    command.args(args.config.iter().flat_map(|text| ["--config", text]));
    command.args(std::iter::repeat_n("-v", args.verbose.into()));
    if let Some(profile) = &args.profile {
        command.args(["--profile", profile]);
    }
    if let Some(dir) = &args.target_dir {
        command.arg("--target-dir").arg(dir);
    }
    // A part is cleaned for our targets only, what plain cargo built stays; and a clean of everything takes our folder with it.
    let part = !args.package.is_empty() || args.release || args.profile.is_some();
    if part {
        for host in [Host::Wasi, Host::Standalone] {
            command.args(["--target", host.target()]);
        }
    }
    let code = command.status()?.code().unwrap_or(101);
    if code == 0 && part && !args.dry_run {
        clean::shipped(args, &workspace)?;
    }
    Ok(code)
}
