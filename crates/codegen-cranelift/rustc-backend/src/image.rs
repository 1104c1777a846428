//! Code of dependencies, apart from the crate's own and kept from one incremental build to the next.
//!
//! What a program takes from its dependencies is most of its code, and an edit changes next to nothing of it. An instance that only
//! dependencies take part in, types and functions alike, is therefore neither collected nor translated with the crate's own: the
//! crate's code ends at it, as at a function of another object. All such instances that the crate's code names, and what they
//! reach, are the image: object files in a folder beside rustc's own incremental one. A build that names more of them adds to it.
//! The image is as old as the dependencies: another version or flag, another image.
//!
//! Members of the workspace are edited, too: they are taken with the crate's own code, which rustc follows function by function.

mod build;
mod reach;
mod store;

use std::fs;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use rustc_data_structures::fx::FxHashSet;
use rustc_hir::def_id::{CrateNum, DefId, LOCAL_CRATE};
use rustc_interface::interface::Config;
use rustc_middle::mono::{
    CodegenUnitNameBuilder, CollectionMode, MonoItem, NormalizationErrorInMono,
};
use rustc_middle::ty::{
    self, Instance, Ty, TyCtxt, TypeSuperVisitable, TypeVisitable, TypeVisitor,
};
use rustc_middle::util::Providers;
use rustc_session::config::{CrateType, Input, Options, OutputType};
use rustc_span::{FileName, RemapPathScopeComponents, Spanned, Symbol};

pub use build::{Image, build};

/// What its units and objects are called.
const NAME: &str = "image";

type Items<'tcx> = &'tcx [Spanned<MonoItem<'tcx>>];
type Reached<'tcx> = Result<(Items<'tcx>, Items<'tcx>), NormalizationErrorInMono>;
type ItemsOfInstance =
    for<'tcx> fn(TyCtxt<'tcx>, (Instance<'tcx>, CollectionMode)) -> Reached<'tcx>;

/// rustc's own answer to what an instance reaches.
static RUSTC: OnceLock<ItemsOfInstance> = OnceLock::new();

/// Where this crate's image is, if it has one.
static FOLDER: OnceLock<PathBuf> = OnceLock::new();

/// The largest size of a crate's sources, in bytes, with which a first build is not followed by rustc.
const SMALL: u64 = 300_000;

/// Gives the crate an image if its builds are incremental and it is linked, which the options say.
///
/// The first build makes the image, and rustc would note of each step what it depends on, in a fifth of the time: of much that no
/// later build does again. So it notes nothing then, if the crate is small and the only one that is edited, and begins with the first
/// edit.
pub fn configure(config: &mut Config) {
    let options = &config.opts;
    let Some(incremental) = &options.incremental else {
        return;
    };
    let is_linked = options.crate_types.is_empty() || options.crate_types.iter().any(is_linked);
    let mut outputs = options.output_types.keys();
    if !is_linked || !outputs.all(is_of_linking) {
        return;
    }
    let root = match &config.input {
        Input::File(root) => root.as_path(),
        Input::Str { .. } => Path::new("main"),
    };
    let stem = root.file_stem().unwrap_or_default().to_string_lossy();
    let name = options.crate_name.as_deref().unwrap_or(&stem);
    let extra = &options.cg.extra_filename;
    let folder = incremental.join(format!("{name}{extra}-{NAME}"));
    let sources = root.parent().map_or(0, |it| size(it, SMALL));
    if !store::exists(&folder) && sources <= SMALL && !uses_members(options, incremental) {
        config.opts.incremental = None;
    }
    let _ = FOLDER.set(folder);
}

/// Whether a crate that this one names is edited, too: those of a workspace have folders for their incremental builds beside this one's.
fn uses_members(options: &Options, incremental: &Path) -> bool {
    let entries = fs::read_dir(incremental).into_iter().flatten().flatten();
    let names: Vec<String> = entries
        .map(|it| it.file_name().to_string_lossy().into_owned())
        .collect();
    options.externs.iter().any(|(name, _)| {
        let has_folder = |it: &String| {
            it.strip_prefix(name.as_str())
                .is_some_and(|it| it.starts_with('-'))
        };
        names.iter().any(has_folder)
    })
}

/// The size of sources in a folder and those in it; more than `limit` if it is that.
fn size(folder: &Path, limit: u64) -> u64 {
    let mut sum = 0;
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        sum += match entry.file_type() {
            Ok(it) if it.is_dir() => 100 + size(&path, limit - sum),
            Ok(_) if path.extension().is_some_and(|it| it == "rs") => {
                entry.metadata().map_or(0, |it| it.len())
            }
            // It counts a little, so that a folder full of something else is not walked through.
            _ => 100,
        };
        if sum > limit {
            break;
        }
    }
    sum
}

/// Has rustc's collector stop at the image.
pub fn provide(providers: &mut Providers) {
    let query = &mut providers.queries.items_of_instance;
    let _ = RUSTC.set(*query);
    *query = items_of_instance;
}

fn items_of_instance<'tcx>(
    tcx: TyCtxt<'tcx>,
    key: (Instance<'tcx>, CollectionMode),
) -> Reached<'tcx> {
    let (instance, mode) = key;
    if !is_used(tcx) || !holds(tcx, instance) {
        return items_of(tcx, key);
    }
    if mode == CollectionMode::MentionedItems {
        // What optimisation left of it is not compiled, but its constants must be computable.
        items_of(tcx, key)?;
    }
    Ok((&[], &[]))
}

fn items_of<'tcx>(tcx: TyCtxt<'tcx>, key: (Instance<'tcx>, CollectionMode)) -> Reached<'tcx> {
    let rustc = RUSTC.get().expect("this is provided in its place");
    rustc(tcx, key)
}

/// Whether there is an image.
pub fn is_used(tcx: TyCtxt<'_>) -> bool {
    FOLDER.get().is_some() && tcx.crate_types().iter().any(is_linked)
}

/// A library that is made besides has the image's objects in it.
fn is_linked(it: &CrateType) -> bool {
    matches!(it, CrateType::Executable | CrateType::Cdylib)
}

/// Whether an output is the linked file or goes with it: an object by itself would lack the image.
fn is_of_linking(it: &OutputType) -> bool {
    matches!(
        it,
        OutputType::Exe | OutputType::DepInfo | OutputType::Metadata
    )
}

/// The name of the codegen unit of those instances of the image that the crate's own code names. It has no code.
pub fn unit_name(tcx: TyCtxt<'_>) -> Symbol {
    CodegenUnitNameBuilder::new(tcx).build_cgu_name(LOCAL_CRATE, [NAME], None::<&str>)
}

/// Whether an item is the image's.
pub fn holds_item<'tcx>(tcx: TyCtxt<'tcx>, item: MonoItem<'tcx>) -> bool {
    function(item).is_some_and(|it| holds(tcx, it))
}

/// Statics of dependencies are compiled with them.
fn function<'tcx>(item: MonoItem<'tcx>) -> Option<Instance<'tcx>> {
    match item {
        MonoItem::Fn(instance) => Some(instance),
        MonoItem::Static(_) | MonoItem::GlobalAsm(_) => None,
    }
}

/// Whether an instance is the image's: all that takes part in it is of dependencies.
fn holds<'tcx>(tcx: TyCtxt<'tcx>, instance: Instance<'tcx>) -> bool {
    let mut visitor = Participants { tcx };
    visitor.definition(instance.def_id()).is_continue()
        && instance.visit_with(&mut visitor).is_continue()
}

/// Looks at definitions, and breaks at one that is not of a dependency.
struct Participants<'tcx> {
    tcx: TyCtxt<'tcx>,
}

impl<'tcx> Participants<'tcx> {
    fn definition(&mut self, id: DefId) -> ControlFlow<()> {
        match is_dependency(self.tcx, id.krate) {
            true => ControlFlow::Continue(()),
            false => ControlFlow::Break(()),
        }
    }
}

impl<'tcx> TypeVisitor<TyCtxt<'tcx>> for Participants<'tcx> {
    type Result = ControlFlow<()>;

    fn visit_ty(&mut self, ty: Ty<'tcx>) -> ControlFlow<()> {
        match *ty.kind() {
            ty::Adt(adt, _) => self.definition(adt.did())?,
            ty::FnDef(id, _)
            | ty::Closure(id, _)
            | ty::CoroutineClosure(id, _)
            | ty::Coroutine(id, _)
            | ty::CoroutineWitness(id, _)
            | ty::Foreign(id) => self.definition(id)?,
            ty::Alias(alias) => self.definition(alias.kind.def_id())?,
            ty::Dynamic(predicates, _) => {
                for predicate in predicates {
                    self.definition(match predicate.skip_binder() {
                        ty::ExistentialPredicate::Trait(it) => it.def_id,
                        ty::ExistentialPredicate::Projection(it) => it.def_id,
                        ty::ExistentialPredicate::AutoTrait(it) => it,
                    })?;
                }
            }
            _ => {}
        }
        ty.super_visit_with(self)
    }

    fn visit_const(&mut self, it: ty::Const<'tcx>) -> ControlFlow<()> {
        if let ty::ConstKind::Unevaluated(constant) = it.kind() {
            self.definition(constant.def)?;
        }
        it.super_visit_with(self)
    }
}

/// Whether a crate is neither this one nor one of the workspace, by where its sources are: cargo starts rustc in the workspace's
/// folder. The folder decides what is kept, not what is right.
fn is_dependency(tcx: TyCtxt<'_>, number: CrateNum) -> bool {
    static DEPENDENCIES: OnceLock<FxHashSet<CrateNum>> = OnceLock::new();
    let dependencies = DEPENDENCIES.get_or_init(|| {
        let others = tcx.crates(()).iter().copied();
        others.filter(|it| !is_member(tcx, *it)).collect()
    });
    dependencies.contains(&number)
}

fn is_member(tcx: TyCtxt<'_>, number: CrateNum) -> bool {
    let map = tcx.sess.source_map();
    let root = map.lookup_source_file(tcx.def_span(number.as_def_id()).lo());
    let FileName::Real(root) = &root.name else {
        return false;
    };
    let scope = RemapPathScopeComponents::DIAGNOSTICS;
    // Names are relative where cargo builds a workspace, and std is built in one of its own, too.
    let (started_in, root) = root.embeddable_name(scope);
    let root = started_in.join(root);
    root.is_relative() || root.starts_with(map.working_dir().path(scope))
}
