//! The image of a crate: what is missing is translated, encoded on all cores, and kept.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, sync_channel};
use std::sync::{Arc, Mutex};
use std::time::SystemTime;
use std::{env, fs, thread};

use rustc_codegen_ssa::{CompiledModule, ModuleKind};
use rustc_data_structures::fingerprint::Fingerprint;
use rustc_hir::attrs::Linkage;
use rustc_hir::def_id::LOCAL_CRATE;
use rustc_middle::mono::{MonoItem, MonoItemData, Visibility};
use rustc_middle::ty::{Instance, TyCtxt};
use rustc_session::Session;
use rustc_session::config::{DebugInfo, OutputFilenames, OutputType};
use rustc_span::DUMMY_SP;

use super::reach::Reach;
use super::store::{Store, fingerprint};
use super::{FOLDER, NAME, function, holds, unit_name};
use crate::write::Unit;
use crate::{dump, mono, write};

/// Objects that instances of one build go to, at most, and instances that one has at least, if there are so many.
const GROUPS: usize = 16;
const SMALLEST_GROUP: usize = 500;

/// The object files to be linked beside the crate's own.
pub struct Image {
    objects: Vec<PathBuf>,
}

/// Translates what the image lacks.
pub fn build(tcx: TyCtxt<'_>) -> Image {
    let units = tcx.collect_and_partition_mono_items(()).codegen_units;
    let name = unit_name(tcx);
    let named = units.iter().find(|it| it.name() == name);
    let named = named.map_or(Vec::new(), |it| it.items_in_deterministic_order(tcx));
    let folder = FOLDER.get().expect("there is an image");
    let mut store = Store::open(folder.clone(), key(tcx));
    let is_there = |instance| {
        let functions = &store.index.functions;
        !functions.is_empty() && functions.contains(&fingerprint(tcx.symbol_name(instance).name))
    };
    let mut reach = Reach::new(tcx, &is_there);
    for root in named.iter().filter_map(|(item, _)| function(*item)) {
        reach.used(root, DUMMY_SP);
    }
    let found: Vec<_> = reach.found.into_iter().collect();
    tcx.dcx().abort_if_errors();
    if !found.is_empty() {
        if let Err(error) = fs::create_dir_all(folder) {
            let text = format!("cannot make the folder {}: {error}", folder.display());
            tcx.dcx().fatal(text);
        }
        // What is found one after another calls each other, and small functions of one unit take the place of calls.
        let size = found.len().div_ceil(GROUPS).max(SMALLEST_GROUP);
        let groups: Vec<_> = found.chunks(size).collect();
        let objects = compile(tcx, folder, &groups);
        // What is kept is not looked at again.
        tcx.dcx().abort_if_errors();
        let names = found
            .iter()
            .map(|it| fingerprint(tcx.symbol_name(*it).name));
        store.index.functions.extend(names);
        store.index.objects.extend(objects);
        if let Err(error) = store.save() {
            let text = format!(
                "cannot keep code of dependencies in {}: {error}",
                folder.display()
            );
            tcx.dcx().warn(text);
        }
    }
    Image {
        objects: store.objects(),
    }
}

impl Image {
    /// Links the objects to where rustc expects and removes those of a crate.
    pub fn join(self, sess: &Session, outputs: &OutputFilenames) -> Vec<CompiledModule> {
        let module = |(number, object): (usize, &PathBuf)| {
            let name = format!("{NAME}{number}");
            let temp = sess.invocation_temp.as_deref();
            let path = outputs.temp_path_for_cgu(OutputType::Object, &name, temp);
            if let Err(error) = link_or_copy(object, &path) {
                let text = format!("cannot link {}: {error}", object.display());
                sess.dcx().fatal(text);
            }
            CompiledModule {
                name,
                kind: ModuleKind::Regular,
                object: Some(path),
                dwarf_object: None,
                bytecode: None,
                assembly: None,
                llvm_ir: None,
                links_from_incr_cache: Vec::new(),
            }
        };
        self.objects.iter().enumerate().map(module).collect()
    }
}

fn link_or_copy(from: &Path, to: &Path) -> std::io::Result<()> {
    let _ = fs::remove_file(to);
    if fs::hard_link(from, to).is_err() {
        fs::copy(from, to)?;
    }
    Ok(())
}

/// What decides on the code: the crate that names are made for, those that take part, the flags, whose heap it is, and this driver.
fn key(tcx: TyCtxt<'_>) -> Fingerprint {
    let driver = env::current_exe().ok();
    let changed = driver
        .as_deref()
        .and_then(|it| fs::metadata(it).ok()?.modified().ok());
    let changed = changed.and_then(|it| it.duration_since(SystemTime::UNIX_EPOCH).ok());
    let mut crates: Vec<_> = tcx
        .crates(())
        .iter()
        .filter(|it| super::is_dependency(tcx, **it))
        .map(|it| {
            (
                tcx.stable_crate_id(*it).as_u64(),
                tcx.crate_hash(*it).as_u128(),
            )
        })
        .collect();
    crates.sort_unstable();
    let flags = tcx.sess.opts.dep_tracking_hash(false).as_u64();
    let optimizes = write::optimizes(tcx.sess.opts.optimize);
    let own = tcx.stable_crate_id(LOCAL_CRATE).as_u64();
    // Calls of the heap go to it without the shim between.
    let heap = tcx.allocator_kind(()).map(|it| it as u8);
    let shows_variables = tcx.sess.opts.debuginfo == DebugInfo::Full;
    let how = (optimizes, shows_variables);
    fingerprint((own, crates, flags, how, heap, driver, changed))
}

/// Object files of groups of instances, in their order.
fn compile<'tcx>(tcx: TyCtxt<'tcx>, folder: &Path, groups: &[&[Instance<'tcx>]]) -> Vec<String> {
    let threads = thread::available_parallelism().map_or(1, |it| it.get());
    let threads = threads.min(groups.len());
    let options = &write::options(tcx.sess.opts.optimize);
    let (sender, receiver) = sync_channel::<(usize, Unit)>(threads);
    // The workers' alone: without any of them nothing can be sent, instead of waiting for ever.
    let receivers = vec![Arc::new(Mutex::new(receiver)); threads];
    let finished = thread::scope(|scope| {
        let workers: Vec<_> = receivers
            .into_iter()
            .map(|units| scope.spawn(move || work(&units, folder, options)))
            .collect();
        for (number, group) in groups.iter().enumerate() {
            let name = format!("{}.{NAME}{number}", tcx.crate_name(LOCAL_CRATE));
            let unit = translate(tcx, &name, group);
            if sender.send((number, unit)).is_err() {
                break;
            }
        }
        drop(sender);
        let joined = workers.into_iter().map(|it| it.join());
        joined.collect::<Vec<_>>()
    });
    let mut objects = Vec::new();
    for worker in finished {
        match worker {
            Ok(Ok(made)) => objects.extend(made),
            Ok(Err(error)) => tcx.dcx().fatal(error),
            Err(panic) => std::panic::resume_unwind(panic),
        }
    }
    objects.sort_unstable();
    objects.into_iter().map(|(_, name)| name).collect()
}

fn translate<'tcx>(tcx: TyCtxt<'tcx>, name: &str, group: &[Instance<'tcx>]) -> Unit {
    let items: Vec<_> = group
        .iter()
        .map(|&instance| {
            let data = MonoItemData {
                inlined: false,
                // What a member of the workspace has made a dependency use may be the crate's own, too.
                linkage: match holds(tcx, instance) {
                    true => Linkage::External,
                    false => Linkage::WeakAny,
                },
                visibility: Visibility::Hidden,
                size_estimate: 0,
            };
            (MonoItem::Fn(instance), data)
        })
        .collect();
    mono::translate(tcx, name, &items, None)
}

/// Encodes units until there are no more.
fn work(
    units: &Mutex<Receiver<(usize, Unit)>>,
    folder: &Path,
    options: &codegen_cranelift::Options,
) -> Result<Vec<(usize, String)>, String> {
    let mut made = Vec::new();
    loop {
        let next = units.lock().map(|it| it.recv());
        let Ok(Ok((number, mut unit))) = next else {
            return Ok(made);
        };
        unit.promote();
        dump::verify(&unit.module)?;
        let object = codegen_cranelift::compile(&unit.module, options)
            .map_err(|error| format!("code of dependencies, {}: {error}", unit.module.name))?;
        let name = Store::write_object(folder, &object)
            .map_err(|error| format!("cannot write to {}: {error}", folder.display()))?;
        made.push((number, name));
    }
}
