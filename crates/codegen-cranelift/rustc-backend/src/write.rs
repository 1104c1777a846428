//! From a codegen unit's module to its object file, on whatever thread rustc gives.

use std::any::Any;
use std::path::PathBuf;
use std::sync::Arc;

use rustc_codegen_ssa::back::lto::ThinModule;
use rustc_codegen_ssa::back::write::{
    CodegenContext, EmitObj, FatLtoInput, ModuleConfig, SharedEmitter, TargetMachineFactoryFn,
    ThinLtoInput,
};
use rustc_codegen_ssa::traits::{ModuleBufferMethods, WriteBackendMethods};
use rustc_codegen_ssa::{CompiledModule, ModuleCodegen};
use rustc_data_structures::fx::FxHashSet;
use rustc_data_structures::profiling::SelfProfilerRef;
use rustc_errors::{DiagCtxt, DiagCtxtHandle};
use rustc_middle::bug;
use rustc_middle::dep_graph::WorkProduct;
use rustc_session::Session;
use rustc_session::config::{OptLevel, OutputType};
use wasmir::passes::inline::{Limits, inline};
use wasmir::{Function, Module, SymbolId};

use crate::backend::Backend;
use crate::dump::{self, Statements};
use crate::promote::{self, Slots};

/// A codegen unit that is translated.
pub struct Unit {
    pub module: Module,
    /// What is done to the slots of each body.
    pub slots: Vec<(SymbolId, Slots)>,
    /// Functions whose bodies are not put in the place of calls.
    pub kept: FxHashSet<SymbolId>,
    /// Functions whose bodies are there to be put in alone, and what they are otherwise.
    pub copies: Vec<(SymbolId, Function)>,
    /// For a dump.
    pub statements: Statements,
}

impl Unit {
    /// Puts what can be into registers, drops blocks that nothing leads to, and has small functions take the place of calls.
    pub fn promote(&mut self) {
        for (symbol, slots) in std::mem::take(&mut self.slots) {
            let item = &mut self.module.symbols[symbol].item;
            if let wasmir::Item::Function(wasmir::Function::Defined(body)) = item {
                promote::run(&mut body.ir, &slots);
            }
        }
        let kept = std::mem::take(&mut self.kept);
        // What the limits cost and gain is in ARCHITECTURE.md, "What its output costs".
        inline(&mut self.module, Limits::default(), |id, _| {
            !kept.contains(&id)
        });
        for (symbol, declared) in std::mem::take(&mut self.copies) {
            self.module.symbols[symbol].item = declared.into();
        }
    }
}

/// Has the e-graph pass run, or not, whatever `-Copt-level` says: `1` or `0`.
const OPTIMIZE: &str = "WASMRUST_OPTIMIZE";

/// Whether Cranelift's e-graph pass runs.
pub fn optimizes(level: OptLevel) -> bool {
    match std::env::var(OPTIMIZE).as_deref() {
        Ok("0") => false,
        Ok("1") => true,
        _ => level != OptLevel::No,
    }
}

/// How a unit is encoded, on one thread: several are at the same time.
pub fn options(level: OptLevel) -> codegen_cranelift::Options {
    codegen_cranelift::Options {
        threads: 1,
        optimize: optimizes(level),
        ..codegen_cranelift::Options::default()
    }
}

/// What thin LTO would hand on. There is none.
pub struct NoBuffer;

impl ModuleBufferMethods for NoBuffer {
    fn data(&self) -> &[u8] {
        bug!("no module is serialised")
    }
}

impl WriteBackendMethods for Backend {
    type Module = Unit;
    type TargetMachine = ();
    type ModuleBuffer = NoBuffer;
    type ThinData = ();

    fn thread_profiler() -> Box<dyn Any> {
        Box::new(())
    }

    fn target_machine_factory(
        &self,
        _sess: &Session,
        _opt_level: OptLevel,
        _target_features: &[String],
    ) -> TargetMachineFactoryFn<Self> {
        Arc::new(|_, _| ())
    }

    fn optimize_and_codegen_fat_lto(
        _cgcx: &CodegenContext,
        _prof: &SelfProfilerRef,
        _shared_emitter: &SharedEmitter,
        _tm_factory: TargetMachineFactoryFn<Self>,
        _exported_symbols_for_lto: &[String],
        _each_linked_rlib_for_lto: &[PathBuf],
        _modules: Vec<FatLtoInput<Self>>,
    ) -> CompiledModule {
        bug!("LTO is refused before anything is compiled")
    }

    fn run_thin_lto(
        _cgcx: &CodegenContext,
        _prof: &SelfProfilerRef,
        _dcx: DiagCtxtHandle<'_>,
        _exported_symbols_for_lto: &[String],
        _each_linked_rlib_for_lto: &[PathBuf],
        _modules: Vec<ThinLtoInput<Self>>,
    ) -> (Vec<ThinModule<Self>>, Vec<WorkProduct>) {
        bug!("LTO is refused before anything is compiled")
    }

    fn optimize(
        _cgcx: &CodegenContext,
        prof: &SelfProfilerRef,
        _shared_emitter: &SharedEmitter,
        module: &mut ModuleCodegen<Unit>,
        _config: &ModuleConfig,
    ) {
        let _timer = prof.generic_activity_with_arg("wasmir_promote", &*module.name);
        module.module_llvm.promote();
    }

    fn optimize_and_codegen_thin(
        _cgcx: &CodegenContext,
        _prof: &SelfProfilerRef,
        _shared_emitter: &SharedEmitter,
        _tm_factory: TargetMachineFactoryFn<Self>,
        _thin: ThinModule<Self>,
    ) -> CompiledModule {
        bug!("LTO is refused before anything is compiled")
    }

    fn codegen(
        cgcx: &CodegenContext,
        prof: &SelfProfilerRef,
        shared_emitter: &SharedEmitter,
        module: ModuleCodegen<Unit>,
        config: &ModuleConfig,
    ) -> CompiledModule {
        let dcx = DiagCtxt::new(Box::new(shared_emitter.clone()));
        let dcx = dcx.handle();
        let _timer = prof.generic_activity_with_arg("wasmir_codegen", &*module.name);
        let path = |kind| {
            cgcx.output_filenames.temp_path_for_cgu(
                kind,
                &module.name,
                cgcx.invocation_temp.as_deref(),
            )
        };
        let options = options(config.opt_level.unwrap_or(OptLevel::No));
        if let Err(error) = dump::verify(&module.module_llvm.module) {
            dcx.err(error);
        }
        dump::write(&module.name, &module.module_llvm, &options, dcx);
        let mut emitted = false;
        if let EmitObj::ObjectCode(_) = config.emit_obj {
            match codegen_cranelift::compile(&module.module_llvm.module, &options) {
                Ok(object) => {
                    let path = path(OutputType::Object);
                    if let Err(error) = std::fs::write(&path, object) {
                        dcx.fatal(format!("cannot write {}: {error}", path.display()));
                    }
                    emitted = true;
                }
                Err(error) => dcx.fatal(format!("codegen unit {}: {error}", module.name)),
            }
        }
        module.into_compiled_module(
            emitted,
            false,
            false,
            false,
            false,
            &cgcx.output_filenames,
            cgcx.invocation_temp.as_deref(),
        )
    }

    fn serialize_module(_module: Unit, _is_thin: bool) -> NoBuffer {
        bug!("no module is serialised")
    }
}
