//! Makes a function that comes out wrong smaller, as long as it does.

use wasmir::body::{self, Name};
use wasmir::cranelift_codegen::cursor::{Cursor, FuncCursor};
use wasmir::cranelift_codegen::ir::{
    BlockArg, Function, Inst, InstBuilder, InstructionData, Opcode, TrapCode, Value, types,
};
use wasmir::{Body, Module, Symbol};

/// The module with another function of this number, without those after it, and with nothing in those that it does not call.
pub fn module(module: &Module, number: usize, func: &Function) -> Module {
    let mut small = Module::new(module.name.clone());
    small.features = module.features.clone();
    let called: Vec<_> = func
        .layout
        .blocks()
        .flat_map(|block| func.layout.block_insts(block))
        .filter_map(|inst| match func.dfg.insts[inst] {
            InstructionData::Call { func_ref, .. } => Some(&func.dfg.ext_funcs[func_ref].name),
            _ => None,
        })
        .filter_map(|name| match body::resolve(func, name) {
            Name::Symbol(id) => Some(id),
            _ => None,
        })
        .collect();
    for (at, (id, symbol)) in module.symbols.iter().enumerate().take(number + 1) {
        let Some(body) = module.body(id) else {
            continue;
        };
        let ir = if at == number {
            func.clone()
        } else if called.contains(&id) {
            body.ir.clone()
        } else {
            nothing(&body.ir)
        };
        let mut copy = Symbol::new(symbol.name.clone(), Body::new(ir));
        copy.export = symbol.export.clone();
        small.symbols.push(copy);
    }
    small
}

/// A function of the same signature that only traps.
fn nothing(func: &Function) -> Function {
    let mut empty = Function::with_name_signature(func.name.clone(), func.signature.clone());
    let block = empty.dfg.make_block();
    for param in &func.signature.params {
        empty.dfg.append_block_param(block, param.value_type);
    }
    empty.layout.append_block(block);
    let mut pos = FuncCursor::new(&mut empty).at_bottom(block);
    pos.ins().trap(TrapCode::unwrap_user(1));
    empty
}

/// The smallest function that was found for which `is_wrong` holds, as it does for `func`.
pub fn shrink(func: &Function, mut is_wrong: impl FnMut(&Function) -> bool) -> Function {
    let mut best = func.clone();
    loop {
        let insts: Vec<Inst> = best
            .layout
            .blocks()
            .flat_map(|block| best.layout.block_insts(block))
            .collect();
        let mut is_smaller = false;
        // From the end, so that what is not needed any more goes at once.
        for inst in insts.into_iter().rev() {
            for attempt in 0..2 {
                let mut candidate = best.clone();
                if simplify(&mut candidate, inst, attempt)
                    && weight(&candidate) < weight(&best)
                    && is_wrong(&candidate)
                {
                    best = candidate;
                    is_smaller = true;
                    break;
                }
            }
        }
        if !is_smaller {
            return best;
        }
    }
}

/// How complicated a function is. It must fall, or else zeros would be exchanged for zeros for ever.
fn weight(func: &Function) -> usize {
    func.layout
        .blocks()
        .flat_map(|block| func.layout.block_insts(block))
        .map(|inst| match func.dfg.insts[inst].opcode() {
            Opcode::Iconst | Opcode::F32const | Opcode::F64const | Opcode::Jump => 1,
            Opcode::Uextend => 2,
            _ => 4,
        })
        .sum()
}

/// Changes an instruction, or everything behind it; whether that makes the function simpler.
fn simplify(func: &mut Function, inst: Inst, attempt: u8) -> bool {
    if func.layout.inst_block(inst).is_none() {
        return false;
    }
    let changed = match func.dfg.insts[inst] {
        InstructionData::Brif { blocks, .. } => {
            let call = blocks[usize::from(attempt)];
            let block = call.block(&func.dfg.value_lists);
            let args: Vec<BlockArg> = call.args(&func.dfg.value_lists).collect();
            func.replace(inst).jump(block, &args);
            true
        }
        InstructionData::BranchTable { table, .. } => {
            let calls = func.dfg.jump_tables[table].all_branches();
            let call = calls[usize::from(attempt).min(calls.len() - 1)];
            let block = call.block(&func.dfg.value_lists);
            let args: Vec<BlockArg> = call.args(&func.dfg.value_lists).collect();
            func.replace(inst).jump(block, &args);
            true
        }
        data if data.opcode().is_terminator() => false,
        _ => drop_inst(func, inst, attempt),
    };
    if changed {
        drop_unreached(func);
    }
    changed
}

/// Takes an instruction away. Its results become zeros, or one of its operands.
fn drop_inst(func: &mut Function, inst: Inst, attempt: u8) -> bool {
    let results = func.dfg.inst_results(inst).to_vec();
    let used = |func: &Function, value: Value| {
        let value = func.dfg.resolve_aliases(value);
        func.layout
            .blocks()
            .flat_map(|block| func.layout.block_insts(block))
            .any(|inst| {
                func.dfg
                    .inst_values(inst)
                    .any(|it| func.dfg.resolve_aliases(it) == value)
            })
    };
    let args = func.dfg.inst_args(inst).to_vec();
    for result in results {
        let ty = func.dfg.value_type(result);
        let other = if attempt == 0 {
            let is_used = used(func, result);
            match func.dfg.insts[inst] {
                // Constants are as simple as can be.
                InstructionData::UnaryImm { .. }
                | InstructionData::UnaryIeee32 { .. }
                | InstructionData::UnaryIeee64 { .. }
                    if is_used =>
                {
                    return false;
                }
                _ if !is_used => None,
                _ => {
                    let mut pos = FuncCursor::new(func).at_inst(inst);
                    match ty {
                        types::F32 => Some(pos.ins().f32const(0.0)),
                        types::F64 => Some(pos.ins().f64const(0.0)),
                        types::I128 => {
                            let zero = pos.ins().iconst(types::I64, 0);
                            Some(pos.ins().uextend(ty, zero))
                        }
                        _ if ty.is_int() => Some(pos.ins().iconst(ty, 0)),
                        _ => return false,
                    }
                }
            }
        } else {
            match args.iter().find(|it| func.dfg.value_type(**it) == ty) {
                Some(arg) => Some(*arg),
                None => return false,
            }
        };
        if let Some(other) = other {
            for block in func.layout.blocks().collect::<Vec<_>>() {
                for user in func.layout.block_insts(block).collect::<Vec<_>>() {
                    func.dfg
                        .map_inst_values(user, |it| if it == result { other } else { it });
                }
            }
        }
    }
    func.layout.remove_inst(inst);
    true
}

fn drop_unreached(func: &mut Function) {
    let mut reached = Vec::new();
    let mut walk: Vec<_> = func.layout.entry_block().into_iter().collect();
    while let Some(block) = walk.pop() {
        if reached.contains(&block) {
            continue;
        }
        reached.push(block);
        if let Some(last) = func.layout.last_inst(block) {
            let dfg = &func.dfg;
            let calls = dfg.insts[last].branch_destination(&dfg.jump_tables, &dfg.exception_tables);
            walk.extend(calls.iter().map(|it| it.block(&dfg.value_lists)));
        }
    }
    for block in func.layout.blocks().collect::<Vec<_>>() {
        if !reached.contains(&block) {
            while let Some(inst) = func.layout.first_inst(block) {
                func.layout.remove_inst(inst);
            }
            func.layout.remove_block(block);
        }
    }
}
