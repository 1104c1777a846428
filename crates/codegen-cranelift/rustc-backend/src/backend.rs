//! The code generation backend as rustc sees it.

use std::any::Any;

use rustc_ast::expand::allocator::AllocatorMethod;
use rustc_codegen_ssa::back::write::OngoingCodegen;
use rustc_codegen_ssa::base::codegen_crate;
use rustc_codegen_ssa::traits::{CodegenBackend, ExtraBackendMethods};
use rustc_codegen_ssa::{CompiledModules, CrateInfo, ModuleCodegen, TargetConfig};
use rustc_data_structures::fx::{FxHashSet, FxIndexMap};
use rustc_hir::def::DefKind;
use rustc_hir::def_id::LocalDefId;
use rustc_middle::dep_graph::{WorkProduct, WorkProductId};
use rustc_middle::ty::TyCtxt;
use rustc_middle::util::Providers;
use rustc_session::Session;
use rustc_session::config::{CrateType, Lto, OutputFilenames, OutputType};
use rustc_span::Symbol;

use crate::dump::{self, Statements};
use crate::features::{self, Features};
use crate::image::{self, Image};
use crate::write::Unit;
use crate::{allocator, checks, mono, partition};

/// Compiles for wasm32 through WasmIR.
#[derive(Clone)]
pub struct Backend {
    /// Whether functions that others can compile from MIR are left to them.
    pub defers: bool,
}

impl CodegenBackend for Backend {
    fn name(&self) -> &'static str {
        "wasmir"
    }

    fn init(&self, sess: &Session) {
        refuse(sess);
    }

    fn target_config(&self, sess: &Session) -> TargetConfig {
        features::target_config(sess)
    }

    fn supported_crate_types(&self, _sess: &Session) -> Vec<CrateType> {
        vec![
            CrateType::Executable,
            CrateType::Rlib,
            CrateType::StaticLib,
            CrateType::Cdylib,
        ]
    }

    fn thin_lto_supported(&self) -> bool {
        false
    }

    fn provide(&self, providers: &mut Providers) {
        providers.queries.global_backend_features =
            |tcx, ()| Features::of(tcx.sess).to_backend_features();
        partition::provide(providers);
        image::provide(providers);
        checks::provide(providers);
        if self.defers {
            providers.queries.cross_crate_inlinable = is_left_to_others;
        }
    }

    fn target_cpu(&self, sess: &Session) -> String {
        features::cpu(sess).to_owned()
    }

    fn codegen_crate(&self, tcx: TyCtxt<'_>, crate_info: &CrateInfo) -> Box<dyn Any> {
        let own = codegen_crate(self.clone(), tcx, crate_info);
        let image = image::is_used(tcx).then(|| image::build(tcx));
        Box::new(Ongoing { own, image })
    }

    fn join_codegen(
        &self,
        ongoing_codegen: Box<dyn Any>,
        sess: &Session,
        outputs: &OutputFilenames,
    ) -> (CompiledModules, FxIndexMap<WorkProductId, WorkProduct>) {
        let Ongoing { own, image } = *ongoing_codegen
            .downcast()
            .expect("what `codegen_crate` gave");
        let (mut compiled, products) = own.join(sess);
        if let Some(image) = image {
            compiled.modules.extend(image.join(sess, outputs));
        }
        (compiled, products)
    }
}

/// A crate whose codegen units are being encoded.
struct Ongoing {
    own: OngoingCodegen<Backend>,
    /// Code of dependencies, where it is kept apart.
    image: Option<Image>,
}

impl ExtraBackendMethods for Backend {
    fn codegen_allocator(
        &self,
        tcx: TyCtxt<'_>,
        module_name: &str,
        methods: &[AllocatorMethod],
    ) -> Unit {
        Unit {
            module: allocator::shim(tcx, module_name, methods),
            slots: Vec::new(),
            kept: FxHashSet::default(),
            copies: Vec::new(),
            statements: Statements::default(),
        }
    }

    fn compile_codegen_unit(
        &self,
        tcx: TyCtxt<'_>,
        cgu_name: Symbol,
    ) -> (ModuleCodegen<Unit>, u64) {
        mono::compile_codegen_unit(tcx, cgu_name)
    }
}

/// Whether whoever needs a function compiles it from its MIR. It is every one that is not found by its symbol, `#[inline(never)]`
/// included, which rustc's `-Zhint-mostly-unused` would compile here with all that it calls.
fn is_left_to_others(tcx: TyCtxt<'_>, function: LocalDefId) -> bool {
    let kind = tcx.def_kind(function);
    let has_body = matches!(
        kind,
        DefKind::Ctor(..)
            | DefKind::Closure
            | DefKind::SyntheticCoroutineBody
            | DefKind::Fn
            | DefKind::AssocFn
    );
    has_body && !tcx.codegen_fn_attrs(function).contains_extern_indicator()
}

/// What cannot be compiled is said before anything is.
fn refuse(sess: &Session) {
    let mut errors = Vec::new();
    if sess.panic_strategy().unwinds() {
        errors.push("unwinding; set `panic = \"abort\"`, the default of wasm targets");
    }
    if matches!(sess.lto(), Lto::Fat | Lto::Thin) {
        errors.push("LTO; leave `lto` out, or build with `--backend llvm`");
    }
    if sess.opts.cg.linker_plugin_lto.enabled() {
        errors.push("LTO by the linker; leave `-Clinker-plugin-lto` out");
    }
    let text = [
        OutputType::Assembly,
        OutputType::Bitcode,
        OutputType::LlvmAssembly,
        OutputType::ThinLinkBitcode,
    ];
    if text
        .iter()
        .any(|it| sess.opts.output_types.contains_key(it))
    {
        errors.push("LLVM's outputs of `--emit`; `cargo wasm build --emit` and the driver's `WASMRUST_EMIT` are for this one");
    }
    if sess.instrument_coverage() {
        errors.push("coverage; build with `--backend llvm`");
    }
    if sess.opts.cg.profile_generate.enabled() || sess.opts.cg.profile_use.is_some() {
        errors.push("profile-guided optimisation; build with `--backend llvm`");
    }
    if !sess.opts.unstable_opts.sanitizer.is_empty() {
        errors.push("sanitizers");
    }
    if let Some(mistake) = dump::mistake() {
        sess.dcx().err(mistake);
    }
    for error in errors {
        sess.dcx()
            .err(format!("the Cranelift backend does not support {error}"));
    }
    sess.dcx().abort_if_errors();
}
