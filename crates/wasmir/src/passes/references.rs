//! Which symbols a body uses, and giving them other numbers.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use cranelift_codegen::entity::{EntityRef, PrimaryMap, SecondaryMap};
use cranelift_codegen::ir::function::FunctionParameters;
use cranelift_codegen::ir::{
    self, ExternalName, GlobalValueData, Inst, InstructionData, Layout, StackSlot, UserExternalName,
};

use crate::body::{self, NAMESPACE, Name};
use crate::{Body, SymbolId, Variable};

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

/// Gives the symbols that the body `ir` uses other numbers, drops declarations and stack slots that are not used, and joins
/// declarations that are equal, so that two reads of one address are seen to be such.
///
/// # Panics
/// Like [`references`].
pub fn rename(ir: &mut ir::Function, number: impl Fn(SymbolId) -> SymbolId) {
    rename_with(ir, &mut [], number);
}

/// [`rename`] for a body with its variables, whose stack slots count as used.
///
/// # Panics
/// Like [`references`].
pub fn rename_body(body: &mut Body, number: impl Fn(SymbolId) -> SymbolId) {
    rename_with(&mut body.ir, &mut body.variables, number);
}

fn rename_with(
    ir: &mut ir::Function,
    variables: &mut [Variable],
    number: impl Fn(SymbolId) -> SymbolId,
) {
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
            let UserExternalName { namespace, index } = old.user_named_funcs()[*user];
            let index = match namespace {
                NAMESPACE => number(SymbolId::from_u32(index)).as_u32(),
                _ => index,
            };
            let name = UserExternalName::new(namespace, index);
            ExternalName::user(params.ensure_user_func_name(name))
        }
        other => other.clone(),
    };
    let mut signatures = Join::new(std::mem::take(&mut stencil.dfg.signatures));
    let mut functions = Join::new(std::mem::take(&mut stencil.dfg.ext_funcs));
    let mut values = Join::new(std::mem::take(&mut stencil.global_values));
    let slots = std::mem::take(&mut stencil.sized_stack_slots);
    let mut kept: SecondaryMap<StackSlot, Option<StackSlot>> = SecondaryMap::new();
    // Two slots are two, even if they are equal.
    let all = &mut stencil.sized_stack_slots;
    let mut keep = |slot: &mut StackSlot| {
        *slot = *kept[*slot].get_or_insert_with(|| all.push(slots[*slot].clone()));
    };
    for inst in insts(&stencil.layout) {
        match &mut stencil.dfg.insts[inst] {
            InstructionData::Call { func_ref, .. } | InstructionData::FuncAddr { func_ref, .. } => {
                *func_ref = functions.keep(*func_ref, |data| {
                    data.name = renamed(&data.name);
                    data.signature = signatures.keep(data.signature, |_| ());
                });
            }
            InstructionData::UnaryGlobalValue { global_value, .. } => {
                *global_value = values.keep(*global_value, |data| {
                    if let GlobalValueData::Symbol { name, .. } = data {
                        *name = renamed(name);
                    }
                });
            }
            InstructionData::StackAddr { stack_slot, .. } => keep(stack_slot),
            InstructionData::CallIndirect { sig_ref, .. } => {
                *sig_ref = signatures.keep(*sig_ref, |_| ());
            }
            _ => {}
        }
    }
    let parts = variables.iter_mut().flat_map(|it| &mut it.parts);
    parts.for_each(|it| keep(&mut it.slot));
    stencil.dfg.signatures = signatures.new;
    stencil.dfg.ext_funcs = functions.new;
    stencil.global_values = values.new;
}

/// A table of declarations that is made anew of those that are used, each once.
struct Join<K: EntityRef, T> {
    old: PrimaryMap<K, T>,
    new: PrimaryMap<K, T>,
    /// The new numbers of old ones.
    numbers: SecondaryMap<K, Option<K>>,
    /// Those of one hash: Cranelift's types can be hashed and compared, but say nothing of `Eq`.
    known: HashMap<u64, Vec<K>>,
}

impl<K: EntityRef, T: Clone + PartialEq + Hash> Join<K, T> {
    fn new(old: PrimaryMap<K, T>) -> Self {
        Join {
            numbers: SecondaryMap::with_capacity(old.len()),
            old,
            new: PrimaryMap::new(),
            known: HashMap::new(),
        }
    }

    /// The new number of `key`, whose data is changed by `change` when it is first met.
    fn keep(&mut self, key: K, change: impl FnOnce(&mut T)) -> K {
        if let Some(number) = self.numbers[key] {
            return number;
        }
        let mut data = self.old[key].clone();
        change(&mut data);
        let mut hasher = DefaultHasher::new();
        data.hash(&mut hasher);
        let alike = self.known.entry(hasher.finish()).or_default();
        let number = match alike.iter().find(|it| self.new[**it] == data) {
            Some(number) => *number,
            None => {
                let number = self.new.push(data);
                alike.push(number);
                number
            }
        };
        self.numbers[key] = Some(number);
        number
    }
}

/// The instructions of a body, in the order of the text.
pub(super) fn insts(layout: &Layout) -> impl Iterator<Item = Inst> {
    layout.blocks().flat_map(|block| layout.block_insts(block))
}
