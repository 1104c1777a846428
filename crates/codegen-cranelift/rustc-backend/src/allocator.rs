//! The shim between the names by which `alloc` calls the heap and the functions that `#[global_allocator]` or std provides.

use cranelift_codegen::ir::InstBuilder;
use rustc_ast::expand::allocator::{
    AllocatorMethod, AllocatorTy, NO_ALLOC_SHIM_IS_UNSTABLE, default_fn_name, global_fn_name,
};
use rustc_codegen_ssa::base::{allocator_kind_for_codegen, allocator_shim_contents};
use rustc_middle::bug;
use rustc_middle::ty::TyCtxt;
use rustc_symbol_mangling::mangle_internal_symbol;
use wasmir::cranelift_codegen::cursor::{Cursor, FuncCursor};
use wasmir::cranelift_codegen::ir::{AbiParam, Function as Ir, Signature, types};
use wasmir::cranelift_codegen::isa::CallConv;
use wasmir::{Body, Function, Module, Symbol, SymbolId, Visibility};

use crate::context::CodegenCx;
use crate::features::Features;

/// A function of the shim: its name, what it calls if that is anything, and what both take and give.
struct Forwarder {
    from: String,
    to: Option<String>,
    signature: Signature,
}

/// A module of functions that each call another one.
pub fn shim(tcx: TyCtxt<'_>, name: &str, methods: &[AllocatorMethod]) -> Module {
    let mut module = Module::new(name);
    Features::of(tcx.sess).declare(&mut module.features);
    for it in forwarders(tcx, methods) {
        let target = it.to.map(|to| {
            let item = undefined(&it.signature);
            let symbol = Symbol::new(to, item);
            module.symbols.push(Symbol {
                visibility: Visibility::Hidden,
                ..symbol
            })
        });
        let own = module.symbols.next_key();
        let body = body(own, target, &it.signature);
        module.symbols.push(Symbol::new(it.from, body));
    }
    module
}

/// Gives the unit bodies of those of the shim's functions that it calls, and returns what it declares them as.
///
/// The shim is made for whoever links the program, who alone knows what it calls.
pub fn copy(cx: &CodegenCx<'_>) -> Vec<(SymbolId, Function)> {
    let tcx = cx.tcx;
    let mut copies = Vec::new();
    let Some(kind) = allocator_kind_for_codegen(tcx) else {
        return copies;
    };
    for it in forwarders(tcx, &allocator_shim_contents(tcx, kind)) {
        let Some(symbol) = cx.symbols.borrow().get(&it.from).copied() else {
            continue;
        };
        let declared = undefined(&it.signature);
        if cx.module.borrow().symbols[symbol].item != declared.clone().into() {
            continue;
        }
        let target = it
            .to
            .map(|to| cx.symbol(&to, || undefined(&it.signature).into()));
        let body = body(symbol, target, &it.signature);
        cx.with_symbol(symbol, |it| it.item = body.into());
        copies.push((symbol, declared));
    }
    copies
}

fn forwarders(tcx: TyCtxt<'_>, methods: &[AllocatorMethod]) -> Vec<Forwarder> {
    let forwarder = |method: &AllocatorMethod| Forwarder {
        from: mangle_internal_symbol(tcx, &global_fn_name(method.name)),
        to: Some(mangle_internal_symbol(tcx, &default_fn_name(method.name))),
        signature: signature(method),
    };
    let mark = Forwarder {
        from: mangle_internal_symbol(tcx, NO_ALLOC_SHIM_IS_UNSTABLE),
        to: None,
        signature: Signature::new(CallConv::Fast),
    };
    methods.iter().map(forwarder).chain([mark]).collect()
}

fn signature(method: &AllocatorMethod) -> Signature {
    let mut signature = Signature::new(CallConv::Fast);
    for input in method.inputs {
        let count = match input.ty {
            AllocatorTy::Layout => 2,
            AllocatorTy::Ptr | AllocatorTy::Usize => 1,
            AllocatorTy::Never | AllocatorTy::ResultPtr | AllocatorTy::Unit => {
                bug!("an allocator's method takes {:?}", method.name)
            }
        };
        for _ in 0..count {
            signature.params.push(AbiParam::new(types::I32));
        }
    }
    match method.output {
        AllocatorTy::ResultPtr => signature.returns.push(AbiParam::new(types::I32)),
        AllocatorTy::Never | AllocatorTy::Unit => {}
        AllocatorTy::Layout | AllocatorTy::Usize | AllocatorTy::Ptr => {
            bug!("an allocator's method gives {:?}", method.name)
        }
    }
    signature
}

fn undefined(signature: &Signature) -> Function {
    Function::Undefined {
        signature: signature.clone(),
        import: None,
    }
}

/// The body of `own`, which calls `target` with what it is given.
fn body(own: SymbolId, target: Option<SymbolId>, signature: &Signature) -> Body {
    let mut ir = Ir::with_name_signature(wasmir::body::name(own), signature.clone());
    let callee =
        target.map(|target| wasmir::body::import_function(&mut ir, target, signature.clone()));
    let block = ir.dfg.make_block();
    let params: Vec<_> = signature
        .params
        .iter()
        .map(|param| ir.dfg.append_block_param(block, param.value_type))
        .collect();
    let mut cursor = FuncCursor::new(&mut ir);
    cursor.insert_block(block);
    let results = match callee {
        Some(callee) => {
            let call = cursor.ins().call(callee, &params);
            cursor.func.dfg.inst_results(call).to_vec()
        }
        None => Vec::new(),
    };
    cursor.ins().return_(&results);
    Body::new(ir)
}
