//! The shim between the names by which `alloc` calls the heap and the functions that `#[global_allocator]` or std provides.

use cranelift_codegen::ir::InstBuilder;
use rustc_ast::expand::allocator::{
    AllocatorMethod, AllocatorTy, NO_ALLOC_SHIM_IS_UNSTABLE, default_fn_name, global_fn_name,
};
use rustc_middle::bug;
use rustc_middle::ty::TyCtxt;
use rustc_symbol_mangling::mangle_internal_symbol;
use wasmir::cranelift_codegen::cursor::{Cursor, FuncCursor};
use wasmir::cranelift_codegen::ir::{AbiParam, Function as Ir, Signature, types};
use wasmir::{Body, Function, Module, Symbol, Visibility};

use crate::features::Features;

/// A module of functions that each call another one.
pub fn shim(tcx: TyCtxt<'_>, name: &str, methods: &[AllocatorMethod]) -> Module {
    let mut module = Module::new(name);
    Features::of(tcx.sess).declare(&mut module.features);
    for method in methods {
        let mut signature = Signature::new(wasmir::cranelift_codegen::isa::CallConv::Fast);
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
        let from = mangle_internal_symbol(tcx, &global_fn_name(method.name));
        let to = mangle_internal_symbol(tcx, &default_fn_name(method.name));
        define(&mut module, &from, Some(&to), &signature);
    }
    let name = mangle_internal_symbol(tcx, NO_ALLOC_SHIM_IS_UNSTABLE);
    define(
        &mut module,
        &name,
        None,
        &Signature::new(wasmir::cranelift_codegen::isa::CallConv::Fast),
    );
    module
}

fn define(module: &mut Module, from: &str, to: Option<&str>, signature: &Signature) {
    let target = to.map(|to| {
        let item = Function::Undefined {
            signature: signature.clone(),
            import: None,
        };
        let symbol = Symbol {
            visibility: Visibility::Hidden,
            ..Symbol::new(to, item)
        };
        module.symbols.push(symbol)
    });
    let own = module.symbols.next_key();
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
    module.symbols.push(Symbol::new(from, Body::new(ir)));
}
