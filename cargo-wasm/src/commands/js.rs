//! `cargo wasm serve` and `pack`.

use crate::cli::js::{Pack, Serve};
use crate::config::{Host, Package};
use crate::error::Failure;
use crate::ops::build::Plan;
use crate::ops::js;
use crate::shell;

pub(super) fn pack(mut args: Pack) -> anyhow::Result<i32> {
    shell::configure(args.cargo.quiet, args.cargo.color.as_deref());
    if args.wasm.host.is_none() {
        args.wasm.host = Some(Host::Bundler.name().to_owned());
    }
    // What is published is optimised, unless a profile is named.
    args.cargo.release |= args.cargo.profile.is_none();
    let plan = Plan::new(&args.cargo, &args.wasm, "release", false)?;
    if args.wasm.show_config {
        plan.show();
        return Ok(0);
    }
    if let Some(group) = plan.groups.iter().find(|g| !g.settings.host.value.is_js()) {
        let host = group.settings.host.value.name();
        return Err(
            Failure::unsupported(format!("a package for npm of a module for host {host}"))
                .help("`--host bundler`, `node` and `browser` all make the same package")
                .into(),
        );
    }
    let modules = plan.build(&args.cargo)?;
    let mut dirs: Vec<_> = modules.iter().filter_map(|m| m.package.clone()).collect();
    dirs.dedup();
    if dirs.is_empty() {
        return Err(
            Failure::user("no WebAssembly module was built, so there is nothing to pack")
                .help("a library needs `crate-type = [\"cdylib\"]` to be one")
                .into(),
        );
    }
    for dir in dirs {
        let path = js::pack::pack(&dir, &args.pack_dir)?;
        shell::status("Packed", path.display());
    }
    Ok(0)
}

pub(super) fn serve(mut args: Serve) -> anyhow::Result<i32> {
    shell::configure(args.cargo.quiet, args.cargo.color.as_deref());
    let mut plan = Plan::new(&args.cargo, &args.wasm, "dev", false)?;
    let is_js = |plan: &Plan| plan.groups.iter().all(|g| g.settings.host.value.is_js());
    if args.wasm.host.is_none() && !is_js(&plan) {
        args.wasm.host = Some(Host::Browser.name().to_owned());
        plan = Plan::new(&args.cargo, &args.wasm, "dev", false)?;
    }
    if args.wasm.show_config {
        plan.show();
        return Ok(0);
    }
    if !is_js(&plan) {
        return Err(
            Failure::unsupported("a page with a module for another host than a browser")
                .help("without `--host`, `serve` builds for host browser")
                .into(),
        );
    }
    let selected = plan.workspace.selected(&args.cargo.selection())?;
    let with_modules: Vec<_> = selected
        .into_iter()
        .filter(|p| module_of(p).is_some())
        .collect();
    let package = match with_modules.as_slice() {
        [package] => package,
        [] => {
            return Err(Failure::user(
                "there is nothing to serve: no package has a program or a `cdylib`",
            )
            .help("a library needs `crate-type = [\"cdylib\"]`")
            .into());
        }
        many => {
            let names: Vec<_> = many.iter().map(|p| format!("`{}`", p.name)).collect();
            return Err(Failure::user("which package should be served?")
                .note(format!("there are {}", names.join(", ")))
                .help("`-p NAME` says which")
                .into());
        }
    };
    args.cargo.package = vec![package.name.clone()];
    let settings = &plan.groups[0].settings;
    let folder = package
        .manifest_path
        .parent()
        .unwrap_or(&plan.workspace.root);
    let out_dir = folder.join(&settings.out_dir.value);
    let members = plan
        .workspace
        .packages
        .iter()
        .filter_map(|p| p.manifest_path.parent());
    let mut watched = vec![plan.workspace.root.clone()];
    watched.extend(members.map(Into::into));
    let root = match &args.dir {
        Some(dir) => std::path::absolute(dir)?,
        None => js::serve::pages(folder),
    };
    watched.push(root.clone());
    watched.sort();
    // What lies below another is watched with it.
    watched.dedup_by(|below, above| below.starts_with(above));
    let site = js::serve::Site {
        port: args.port,
        open: args.open,
        root,
        name: module_of(package).unwrap_or_default(),
        watched,
        made: vec![plan.workspace.target.clone(), out_dir.clone()],
        package: out_dir,
    };
    js::serve::serve(site, move || {
        // The manifest may have changed, too.
        let plan = Plan::new(&args.cargo, &args.wasm, "dev", false)?;
        plan.build(&args.cargo).map(drop)
    })?;
    Ok(0)
}

/// The name of the module that importing the package means.
fn module_of(package: &Package) -> Option<String> {
    let of_kind = |wanted: &str| {
        let targets = package.targets.iter();
        let named = |target: &&cargo_metadata::Target| {
            target.kind.iter().any(|kind| kind.to_string() == wanted)
        };
        targets.filter(named).map(|t| t.name.clone()).next()
    };
    // Files of libraries are named as crates are.
    of_kind("cdylib")
        .map(|name| name.replace('-', "_"))
        .or_else(|| package.default_run.clone())
        .or_else(|| of_kind("bin"))
}
