//! A build: which packages for which hosts, cargo for each, then what ships.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use super::cargo::{self, Artifact, Call, Finished};
use super::component::{deps, new::wrap};
use super::finish::{self, Finish};
use super::js::{self, Glue, bindgen};
use super::{budget, fresh, hints};
use crate::cli::{CargoArgs, WasmArgs};
use crate::config::settings::Origin;
use crate::config::{Host, Opt, Package, Settings, Workspace};
use crate::error::{Failure, Rendered, Silent};
use crate::shell::{self, grouped};
use crate::toolchain::emit::Emit;
use crate::toolchain::{self, Toolchain, setup};

/// Everything known before cargo runs.
pub struct Plan {
    pub cargo: PathBuf,
    pub workspace: Workspace,
    /// One for each host and set of settings among the packages.
    pub groups: Vec<Group>,
    /// Kinds of texts that the Cranelift backend is to write.
    pub emit: Vec<String>,
}

/// Packages that are built alike.
pub struct Group {
    pub settings: Settings,
    /// None when the user's own flags select exactly these.
    pub packages: Option<Vec<String>>,
}

/// A module that was built.
#[derive(Debug, Clone)]
pub struct Module {
    /// The target's name.
    pub name: String,
    package_id: String,
    /// What cargo made.
    pub linked: PathBuf,
    /// Where the module is.
    pub path: PathBuf,
    /// None where nothing was done to the linked module.
    pub finish: Option<Finish>,
    /// The JavaScript beside it, under hosts that have one.
    pub glue: Option<Glue>,
    /// The package's folder that was written.
    pub package: Option<PathBuf>,
    /// What kind of target it is, in cargo's words.
    kind: Kind,
}

/// Targets that become modules.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Library,
    Program,
    Example,
}

impl Plan {
    /// Reads the workspace and the settings; installs what is missing when asked to.
    ///
    /// # Errors
    /// Whatever is wrong with the manifests, the flags, or the set-up.
    pub fn new(
        cargo: &CargoArgs,
        wasm: &WasmArgs,
        profile: &str,
        harness: bool,
    ) -> anyhow::Result<Plan> {
        let flags = wasm.flags()?;
        let program = toolchain::cargo();
        let selection = cargo.selection();
        let workspace = Workspace::load(&program, &selection)?;
        let profile = cargo.profile_name(profile);
        let selected = workspace.selected(&selection)?;
        let resolve =
            |package: Option<&Package>| workspace.settings(package, &flags, &profile, harness);
        let mut groups: Vec<(Settings, Vec<String>)> = Vec::new();
        for package in &selected {
            let settings = resolve(Some(package))?;
            match groups
                .iter_mut()
                .find(|(known, _)| alike(known, &settings, harness))
            {
                Some((_, names)) => names.push(package.name.clone()),
                None => groups.push((settings, vec![package.name.clone()])),
            }
        }
        if groups.is_empty() {
            // Cargo will say what the selection lacks.
            groups.push((resolve(None)?, Vec::new()));
        }
        if !wasm.show_config {
            // Macros read `wit/deps` while cargo compiles.
            let options = deps::Options {
                locked: cargo.locked || cargo.frozen,
                offline: cargo.offline || cargo.frozen,
                update: false,
            };
            deps::fetch_all(&workspace, &selected, options)?;
        }
        let one = groups.len() == 1;
        let groups = groups.into_iter().map(|(settings, names)| Group {
            settings,
            packages: (!one).then_some(names),
        });
        let plan = Plan {
            cargo: program,
            groups: groups.collect(),
            workspace,
            emit: Vec::new(),
        };
        if wasm.setup {
            let hosts: Vec<_> = plan
                .groups
                .iter()
                .map(|group| group.settings.host.value)
                .collect();
            setup::run(&plan.cargo, &hosts, false)?;
        }
        Ok(plan)
    }

    /// Prints every setting and where it came from.
    pub fn show(&self) {
        for group in &self.groups {
            if let Some(names) = &group.packages {
                shell::out(format!("[{}]", names.join(", ")));
            }
            let rows = group.settings.rows();
            let width = |column: usize| {
                rows.iter()
                    .map(|row| row[column].chars().count())
                    .max()
                    .unwrap_or(0)
            };
            let (first, second) = (width(0), width(1));
            for [key, value, origin] in &rows {
                shell::out(format!("{key:first$}  {value:second$}  # {origin}"));
            }
        }
    }

    /// Builds every group and finishes its modules.
    ///
    /// # Errors
    /// What kept a module from being built; cargo's own errors have been shown by then.
    pub fn build(&self, args: &CargoArgs) -> anyhow::Result<Vec<Module>> {
        let built = self.build_all(args);
        if args.wants_json() {
            built.iter().flatten().for_each(announce);
        }
        cargo::say_finished(args, built.is_ok());
        let modules = built?;
        if !args.quiet {
            for module in &modules {
                report(&self.workspace, module);
            }
        }
        Ok(modules)
    }

    fn build_all(&self, args: &CargoArgs) -> anyhow::Result<Vec<Module>> {
        let target = args.target_dir.as_ref().unwrap_or(&self.workspace.target);
        let target = std::path::absolute(target)?;
        let emit = |group: &Group| Emit::new(&self.emit, &group.settings, &target);
        let emits = match self.emit.is_empty() {
            true => Vec::new(),
            false => self.groups.iter().map(emit).collect::<Result<_, _>>()?,
        };
        let mut modules = Vec::new();
        for (at, group) in self.groups.iter().enumerate() {
            let mut toolchain = Toolchain::for_build(&self.cargo, &group.settings)?;
            toolchain.emit = emits.get(at).cloned();
            let call = self.call("build", args, group, &toolchain);
            let finished = self.cargo(&call)?;
            let mut built = collect(&self.workspace, group, finished, args)?;
            if group.settings.host.value.is_js() {
                publish(&self.workspace, &group.settings, &mut built)?;
            }
            modules.extend(built);
            if let Some(emit) = emits.get(at) {
                emit.report(&here(&self.workspace));
            }
        }
        Ok(modules)
    }

    /// Runs cargo, unless the last build was the same and nothing has changed since.
    fn cargo(&self, call: &Call<'_>) -> anyhow::Result<Finished> {
        // Texts that are gone are no business of the record's.
        let record = match call.toolchain.emit {
            None => fresh::Build::new(call),
            Some(_) => None,
        };
        let Some(build) = record else {
            return call.build();
        };
        if let Some(artifacts) = build.recall() {
            shell::status("Fresh", "nothing has changed since the last build");
            return Ok(Finished {
                artifacts,
                ..Finished::default()
            });
        }
        let finished = call.build()?;
        build.remember(call, &finished);
        Ok(finished)
    }

    /// A call of cargo for a group.
    pub fn call<'a>(
        &'a self,
        command: &'a str,
        args: &'a CargoArgs,
        group: &'a Group,
        toolchain: &'a Toolchain,
    ) -> Call<'a> {
        Call {
            cargo: &self.cargo,
            command,
            args,
            workspace: &self.workspace,
            settings: &group.settings,
            toolchain,
            packages: group.packages.clone(),
        }
    }
}

/// Whether one call of cargo can serve both; where cargo also runs what it builds, that has to be alike, too.
fn alike(a: &Settings, b: &Settings, harness: bool) -> bool {
    let facts = |s: &Settings| {
        let features = s.target_features.value.clone();
        let exports = s.keep_exports.value.clone();
        let js = (s.out_dir.value.clone(), s.trap_guard.value);
        (
            (s.host.value, js),
            (s.opt.value, s.backend.value, s.variables.value),
            s.panic.value,
            s.keep_names.value,
            s.wasm_opt.value,
            s.max_size.value,
            features,
            exports,
        )
    };
    let grants = |s: &Settings| {
        let run = &s.run;
        let (timeout, memory) = (run.timeout.value, run.max_memory.value);
        (run.env.value.clone(), run.granted_dirs(), timeout, memory)
    };
    facts(a) == facts(b) && (!harness || grants(a) == grants(b))
}

/// Finishes what cargo made, or explains why it did not.
fn collect(
    workspace: &Workspace,
    group: &Group,
    finished: Finished,
    args: &CargoArgs,
) -> anyhow::Result<Vec<Module>> {
    let settings = &group.settings;
    if finished.code != 0 {
        hints::explain_link_errors(&finished, settings.host.value);
        let error = anyhow::Error::new(Silent(finished.code));
        return Err(error.context(Rendered(finished.errors)));
    }
    let mut modules = Vec::new();
    for artifact in &finished.artifacts {
        for linked in linked_modules(workspace, artifact) {
            let Some(path) = output_path(&linked, settings) else {
                continue;
            };
            let (mut source, mut glue) = (linked.clone(), None);
            if settings.host.value.is_js() {
                let mut packages = workspace.packages.iter();
                let package = packages.find(|p| p.about.id.repr == artifact.package_id);
                let imports = package.map(|package| workspace.imports(package));
                let imports = imports.unwrap_or_default();
                let bound = bind(&linked, &path, args, settings, workspace, &imports)?;
                (source, glue) = (bound.0, Some(bound.1));
            }
            let (finish, changed) = if settings.opt.value == Opt::None {
                let encodes = settings.host.value == Host::Component;
                (None, copy_if_changed(&source, &path, encodes)?)
            } else {
                let unused = |name: &str| glue.as_ref().is_some_and(|glue| glue.is_unused(name));
                let (finish, changed) = finish::finish(&source, &path, settings, &unused)?;
                (Some(finish), changed)
            };
            if changed {
                hints::warn_of_what_will_trap(&linked, settings.host.value)?;
            }
            let module = Module {
                name: artifact.target.clone(),
                package_id: artifact.package_id.clone(),
                linked: linked.clone(),
                path,
                finish,
                glue,
                package: None,
                kind: match artifact.kind.as_slice() {
                    [kind] if kind == "example" => Kind::Example,
                    [kind] if kind == "bin" => Kind::Program,
                    _ => Kind::Library,
                },
            };
            if let Some(limit) = settings.max_size.value {
                budget::check(&module, limit, &settings.max_size.origin)?;
            }
            modules.push(module);
        }
    }
    Ok(modules)
}

/// Runs wasm-bindgen in a folder beside the module that is to be; says which module to finish, and its JavaScript.
fn bind(
    linked: &Path,
    path: &Path,
    args: &CargoArgs,
    settings: &Settings,
    workspace: &Workspace,
    imports: &BTreeMap<String, String>,
) -> anyhow::Result<(PathBuf, Glue)> {
    let name = linked.file_stem().unwrap_or_default().to_string_lossy();
    let dir = path.with_file_name(format!(".{name}.bindgen"));
    let readable = settings.opt.value == Opt::None;
    let targets = workspace
        .packages
        .iter()
        .flat_map(|package| &package.targets);
    let crates: Vec<String> = match readable {
        true => targets
            .map(|target| target.name.replace('-', "_"))
            .collect(),
        false => Vec::new(),
    };
    let terms = bindgen::Terms {
        offline: args.offline || args.frozen,
        start: true,
        crates: &crates,
    };
    let wasm = js::linked::read(linked)?;
    let binding = bindgen::bind(linked, &wasm, &name, &dir, terms)?;
    let source = binding.wasm.clone();
    let glue = Glue::compose(&wasm, &name, binding, imports, readable)?;
    let guard = settings.trap_guard.value;
    Ok((source, Glue { guard, ..glue }))
}

/// Writes the packages of what was built: one for each of the workspace's packages, and one for each example.
fn publish(
    workspace: &Workspace,
    settings: &Settings,
    modules: &mut [Module],
) -> anyhow::Result<()> {
    modules.sort_by_key(|module| module.kind);
    let out_dir = &settings.out_dir;
    let of_packages = modules.iter().filter(|m| m.kind != Kind::Example);
    let ids: BTreeSet<_> = of_packages.map(|m| m.package_id.clone()).collect();
    if ids.len() > 1 && matches!(out_dir.origin, Origin::Flag(_)) {
        return Err(Failure::user(format!(
            "`--out-dir` is for one package, and {} were built",
            ids.len()
        ))
        .help("`-p NAME` chooses one; `out-dir` in `[package.metadata.wasm]` is each package's own")
        .into());
    }
    for package in &workspace.packages {
        let write = |dir: &Path, chosen: &dyn Fn(&Module) -> bool| {
            let parts = modules
                .iter()
                .filter(|module| chosen(module))
                .map(|module| {
                    let glue = module.glue.as_ref()?;
                    let wasm = &module.path;
                    Some(js::Part { glue, wasm })
                });
            let mut parts: Vec<_> = parts.flatten().collect();
            if parts.is_empty() {
                return Ok(());
            }
            if let Some(name) = &package.default_run
                && let Some(main) = parts.iter().position(|part| part.glue.name == *name)
            {
                parts[..=main].rotate_right(1);
            }
            js::publish(dir, package, &parts, workspace.npm(package))
        };
        let own = |module: &Module| module.package_id == package.about.id.repr;
        let folder = package.manifest_path.parent().unwrap_or(&workspace.root);
        let dir = folder.join(&out_dir.value);
        write(&dir, &|module| own(module) && module.kind != Kind::Example)?;
        let mut written = Vec::new();
        for (i, module) in modules.iter().enumerate().filter(|(_, m)| own(m)) {
            if module.kind != Kind::Example {
                written.push((i, dir.clone()));
                continue;
            }
            let dir = module.path.with_extension("");
            write(&dir, &|other| other.path == module.path)?;
            written.push((i, dir));
        }
        for (i, dir) in written {
            modules[i].package = Some(dir);
        }
    }
    Ok(())
}

/// The modules among an artifact's files: programs, `cdylib`s and examples of the workspace's own packages.
fn linked_modules(workspace: &Workspace, artifact: &Artifact) -> Vec<PathBuf> {
    let own = workspace
        .packages
        .iter()
        .any(|package| package.manifest_path == artifact.manifest_path);
    let wanted = artifact
        .kind
        .iter()
        .any(|kind| matches!(kind.as_str(), "bin" | "cdylib" | "example"));
    if !own || !wanted || artifact.test {
        return Vec::new();
    }
    let module = |path: &&PathBuf| path.extension().is_some_and(|ext| ext == "wasm");
    artifact.files.iter().filter(module).cloned().collect()
}

/// `target/TRIPLE/PROFILE/…/x.wasm` → `target/wasm/HOST/PROFILE/…/x.wasm`.
fn output_path(linked: &Path, settings: &Settings) -> Option<PathBuf> {
    let triple = settings.host.value.target();
    let root = linked
        .ancestors()
        .find(|dir| dir.file_name().is_some_and(|name| name == triple))?;
    let rest = linked.strip_prefix(root).ok()?;
    Some(
        root.parent()?
            .join("wasm")
            .join(settings.host.value.kind())
            .join(rest),
    )
}

/// Development modules ship as they are linked, wrapped as a component where `encodes` says so. The copy has the time of what it was copied from, by which it is known:
/// cargo puts an older one back when features or flags change back.
fn copy_if_changed(from: &Path, to: &Path, encodes: bool) -> anyhow::Result<bool> {
    let source = from.metadata()?;
    let same = match to.metadata() {
        Ok(copy) => {
            (encodes || copy.len() == source.len()) && copy.modified()? == source.modified()?
        }
        Err(_) => false,
    };
    if !same {
        let mut wasm = fs::read(from)?;
        if encodes {
            let name = to.file_name().unwrap_or_default().to_string_lossy();
            wasm = wrap(&name, &wasm, &[])?;
        }
        crate::cache::write(to, &wasm)?;
        fs::File::options()
            .write(true)
            .open(to)?
            .set_modified(source.modified()?)?;
    }
    Ok(!same)
}

/// Tells a program of a module, beside cargo's own messages: cargo knows only what it linked.
fn announce(module: &Module) {
    shell::out(serde_json::json!({
        "reason": "wasm-module",
        "package_id": module.package_id,
        "target": module.name,
        "linked": module.linked,
        "path": module.path,
        "bytes": module.path.metadata().map_or(0, |m| m.len()),
    }));
}

/// Where paths are shown from.
fn here(workspace: &Workspace) -> PathBuf {
    std::env::current_dir().unwrap_or_else(|_| workspace.root.clone())
}

fn report(workspace: &Workspace, module: &Module) {
    let here = here(workspace);
    let shown = module
        .path
        .strip_prefix(&here)
        .unwrap_or(&module.path)
        .display();
    let bytes = module.path.metadata().map_or(0, |m| m.len());
    match &module.finish {
        Some(finish) if finish.linked != finish.shipped => {
            shell::status(
                "Module",
                format!(
                    "{shown} ({} bytes, {} as linked)",
                    grouped(bytes),
                    grouped(finish.linked)
                ),
            );
        }
        _ => shell::status("Module", format!("{shown} ({} bytes)", grouped(bytes))),
    }
    if let Some(package) = &module.package {
        let shown = package.strip_prefix(&here).unwrap_or(package).display();
        shell::status("Package", shown);
    }
}
