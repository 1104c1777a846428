//! Mono items: codegen units are compiled to modules, and functions get their symbols.

use std::time::Instant;

use rustc_codegen_ssa::ModuleCodegen;
use rustc_codegen_ssa::base::maybe_create_entry_wrapper;
use rustc_codegen_ssa::mono_item::MonoItemExt;
use rustc_codegen_ssa::traits::PreDefineCodegenMethods;
use rustc_hir::attrs::{InlineAttr, Linkage};
use rustc_hir::def_id::{DefId, LOCAL_CRATE};
use rustc_middle::dep_graph;
use rustc_middle::middle::codegen_fn_attrs::{CodegenFnAttrFlags, CodegenFnAttrs};
use rustc_middle::mono::{CodegenUnit, MonoItem, MonoItemData};
use rustc_middle::ty::layout::FnAbiOf;
use rustc_middle::ty::{self, Instance, TyCtxt, TypeVisitableExt};
use rustc_span::Symbol as Name;
use wasmir::{Binding, Data, Function, Import, Item, Symbol, SymbolId, Visibility};

use crate::builder::Builder;
use crate::context::CodegenCx;
use crate::write::Unit;
use crate::{allocator, copies, crash, image};

/// Translates a codegen unit. The number is what it cost, by which rustc orders the work that follows.
pub fn compile_codegen_unit(tcx: TyCtxt<'_>, name: Name) -> (ModuleCodegen<Unit>, u64) {
    let start = Instant::now();
    let node = tcx.codegen_unit(name).codegen_dep_node(tcx);
    let (module, _) = tcx.dep_graph.with_task(
        node,
        tcx,
        name,
        translate_unit,
        Some(dep_graph::hash_result),
    );
    (module, start.elapsed().as_nanos() as u64)
}

fn translate_unit(tcx: TyCtxt<'_>, name: Name) -> ModuleCodegen<Unit> {
    let unit = tcx.codegen_unit(name);
    let items = match name == image::unit_name(tcx) {
        true => Vec::new(),
        false => unit.items_in_deterministic_order(tcx),
    };
    let module = translate(tcx, name.as_str(), &items, Some(unit));
    ModuleCodegen::new_regular(name.to_string(), module)
}

/// Translates items, and the program's start if it is of a codegen unit.
pub fn translate<'tcx>(
    tcx: TyCtxt<'tcx>,
    name: &str,
    items: &[(MonoItem<'tcx>, MonoItemData)],
    unit: Option<&CodegenUnit<'tcx>>,
) -> Unit {
    let mut cx = CodegenCx::new(tcx, name);
    for &(item, data) in items {
        item.predefine::<Builder<'_, '_>>(&mut cx, name, data.linkage, data.visibility);
    }
    for &(item, data) in items {
        crash::watch(tcx, &item, || {
            item.define::<Builder<'_, '_>>(&mut cx, name, data);
        });
        if let MonoItem::Fn(instance) = item
            && crate::dump::wanted()
        {
            let symbol = cx.function(instance);
            cx.statements.borrow_mut().add(&cx, instance, symbol);
        }
    }
    if let Some(unit) = unit {
        maybe_create_entry_wrapper::<Builder<'_, '_>>(&cx, unit);
    }
    for &(item, _) in items {
        let MonoItem::Fn(instance) = item else {
            continue;
        };
        // `#[used]` functions are kept by the linker, too.
        let attributes = tcx.codegen_instance_attrs(instance.def);
        if attributes.flags.contains(CodegenFnAttrFlags::USED_LINKER) {
            cx.with_symbol(cx.function(instance), |it| it.retain = true);
        }
        if is_kept(&attributes) {
            cx.kept.borrow_mut().insert(cx.function(instance));
        }
    }
    let mut copies = copies::define(&mut cx, name);
    copies.extend(allocator::copy(&cx));
    cx.finish(copies)
}

/// Whether a function is not put in the place of calls, because its source says so or it is seldom called.
pub fn is_kept(attributes: &CodegenFnAttrs) -> bool {
    let is_cold = attributes.flags.contains(CodegenFnAttrFlags::COLD);
    attributes.inline == InlineAttr::Never || is_cold
}

/// What the linker makes of several definitions.
fn binding(linkage: Linkage) -> Binding {
    match linkage {
        Linkage::External | Linkage::AvailableExternally => Binding::Strong,
        Linkage::Internal => Binding::Local,
        Linkage::LinkOnceAny
        | Linkage::LinkOnceODR
        | Linkage::WeakAny
        | Linkage::WeakODR
        | Linkage::ExternalWeak
        | Linkage::Common => Binding::Weak,
    }
}

fn visibility(it: rustc_middle::mono::Visibility) -> Visibility {
    match it {
        rustc_middle::mono::Visibility::Default | rustc_middle::mono::Visibility::Protected => {
            Visibility::Default
        }
        rustc_middle::mono::Visibility::Hidden => Visibility::Hidden,
    }
}

impl<'tcx> PreDefineCodegenMethods<'tcx> for CodegenCx<'tcx> {
    fn predefine_static(
        &mut self,
        def_id: DefId,
        linkage: Linkage,
        visible: rustc_middle::mono::Visibility,
        symbol_name: &str,
    ) {
        let tls = self.is_thread_local(def_id);
        let symbol = self.symbol(symbol_name, || Item::Data(Data::Undefined { tls }));
        self.with_symbol(symbol, |it| {
            it.binding = binding(linkage);
            it.visibility = visibility(visible);
        });
        self.statics.borrow_mut().insert(def_id, symbol);
    }

    fn predefine_fn(
        &mut self,
        instance: Instance<'tcx>,
        linkage: Linkage,
        visible: rustc_middle::mono::Visibility,
        symbol_name: &str,
    ) {
        assert!(!instance.args.has_infer());
        let fn_abi = self.fn_abi_of_instance(instance, ty::List::empty());
        let signature = self.signature_of(fn_abi);
        let symbol = self.external_function(symbol_name, signature);
        // compiler_builtins is linked into everything, and must not be exported from there.
        let hidden = linkage != Linkage::Internal && self.tcx.is_compiler_builtins(LOCAL_CRATE);
        self.with_symbol(symbol, |it| {
            it.binding = binding(linkage);
            it.visibility = if hidden {
                Visibility::Hidden
            } else {
                visibility(visible)
            };
        });
        self.instances.borrow_mut().insert(instance, symbol);
    }
}

impl<'tcx> CodegenCx<'tcx> {
    /// The symbol of a function, from elsewhere if this codegen unit does not define it.
    pub fn function(&self, instance: Instance<'tcx>) -> SymbolId {
        if let Some(&symbol) = self.instances.borrow().get(&instance) {
            return symbol;
        }
        let tcx = self.tcx;
        let name = tcx.symbol_name(instance).name;
        let fn_abi = self.fn_abi_of_instance(instance, ty::List::empty());
        let signature = self.signature_of(fn_abi);
        let known = self.symbols.borrow().contains_key(name);
        let symbol = self.external_function(name, signature);
        if !known {
            let import = self.wasm_import(instance);
            let attributes = tcx.codegen_instance_attrs(instance.def);
            let weak = attributes.import_linkage == Some(Linkage::ExternalWeak);
            self.with_symbol(symbol, |it: &mut Symbol| {
                if let Item::Function(Function::Undefined { import: place, .. }) = &mut it.item {
                    *place = import;
                }
                if weak {
                    it.binding = Binding::Weak;
                }
            });
        }
        self.instances.borrow_mut().insert(instance, symbol);
        symbol
    }

    /// Where `#[link(wasm_import_module = "…")]` says that a function comes from.
    fn wasm_import(&self, instance: Instance<'tcx>) -> Option<Import> {
        let def_id = instance.def_id();
        let module = self
            .tcx
            .wasm_import_module_map(def_id.krate)
            .get(&def_id)?
            .clone();
        let attributes = self.tcx.codegen_instance_attrs(instance.def);
        let name = attributes
            .symbol_name
            .unwrap_or_else(|| self.tcx.item_name(def_id));
        Some(Import {
            module,
            name: name.to_string(),
        })
    }
}
