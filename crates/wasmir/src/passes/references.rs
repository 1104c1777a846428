//! Which symbols a body uses, and giving them other numbers.

use cranelift_codegen::entity::PrimaryMap;
use cranelift_codegen::ir::function::FunctionParameters;
use cranelift_codegen::ir::{
    self, ExternalName, FuncRef, GlobalValue, GlobalValueData, Inst, InstructionData, Layout,
    UserExternalName,
};

use crate::SymbolId;
use crate::body::{self, NAMESPACE, Name};

/// The symbols that instructions of the body `ir` refer to, in the order of the text, each as often as it is there. What is
/// declared and not used is not among them.
///
/// # Panics
/// Instructions name what the body does not declare; the verifier would have said so.
pub fn references(ir: &ir::Function) -> impl Iterator<Item = SymbolId> {
    insts(&ir.layout).filter_map(|inst| match ir.dfg.insts[inst] {
        InstructionData::Call { func_ref, .. } | InstructionData::FuncAddr { func_ref, .. } => {
            match body::callee(ir, func_ref) {
                Name::Symbol(symbol) => Some(symbol),
                _ => None,
            }
        }
        InstructionData::UnaryGlobalValue { global_value, .. } => {
            body::global_value(ir, global_value).map(|(symbol, _)| symbol)
        }
        _ => None,
    })
}

/// Gives the symbols that the body `ir` uses other numbers, and drops declarations that are not used.
///
/// # Panics
/// Like [`references`].
pub fn rename(ir: &mut ir::Function, number: impl Fn(SymbolId) -> SymbolId) {
    let ir::Function {
        params, stencil, ..
    } = ir;
    let old = std::mem::replace(params, FunctionParameters::new());
    // Places of instructions are kept relative to this one.
    if !old.base_srcloc().is_default() {
        params.ensure_base_srcloc(old.base_srcloc());
    }
    let mut renamed = |name: &ExternalName| match name {
        ExternalName::User(user) => {
            let user = &old.user_named_funcs()[*user];
            let index = match user.namespace {
                NAMESPACE => number(SymbolId::from_u32(user.index)).as_u32(),
                _ => user.index,
            };
            ExternalName::user(
                params.ensure_user_func_name(UserExternalName::new(user.namespace, index)),
            )
        }
        other => other.clone(),
    };
    let functions = std::mem::take(&mut stencil.dfg.ext_funcs);
    let values = std::mem::take(&mut stencil.global_values);
    let mut new_functions: PrimaryMap<FuncRef, _> = PrimaryMap::new();
    let mut new_values: PrimaryMap<GlobalValue, _> = PrimaryMap::new();
    let mut known_functions = vec![None; functions.len()];
    let mut known_values = vec![None; values.len()];
    for inst in insts(&stencil.layout) {
        match &mut stencil.dfg.insts[inst] {
            InstructionData::Call { func_ref, .. } | InstructionData::FuncAddr { func_ref, .. } => {
                let known = &mut known_functions[func_ref.as_u32() as usize];
                *func_ref = *known.get_or_insert_with(|| {
                    let mut data = functions[*func_ref].clone();
                    data.name = renamed(&data.name);
                    new_functions.push(data)
                });
            }
            InstructionData::UnaryGlobalValue { global_value, .. } => {
                let known = &mut known_values[global_value.as_u32() as usize];
                *global_value = *known.get_or_insert_with(|| {
                    let mut data = values[*global_value].clone();
                    if let GlobalValueData::Symbol { name, .. } = &mut data {
                        *name = renamed(name);
                    }
                    new_values.push(data)
                });
            }
            _ => {}
        }
    }
    stencil.dfg.ext_funcs = new_functions;
    stencil.global_values = new_values;
}

fn insts(layout: &Layout) -> impl Iterator<Item = Inst> {
    layout.blocks().flat_map(|block| layout.block_insts(block))
}
