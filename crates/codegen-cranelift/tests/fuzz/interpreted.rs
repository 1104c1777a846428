//! Functions as the interpreter gets them: what it has wrong is put in other words for it, so that we can be tested on it.

use wasmir::cranelift_codegen::cursor::{Cursor, FuncCursor};
use wasmir::cranelift_codegen::ir::condcodes::IntCC;
use wasmir::cranelift_codegen::ir::{
    Function, Inst, InstBuilder, InstructionData, Opcode, Value, types,
};

/// A function that does the same, and that the interpreter has right.
pub fn rewrite(func: &Function) -> Function {
    let mut func = func.clone();
    let mut pos = FuncCursor::new(&mut func);
    while pos.next_block().is_some() {
        while let Some(inst) = pos.next_inst() {
            match pos.func.dfg.insts[inst] {
                InstructionData::Load {
                    opcode: Opcode::Uload32 | Opcode::Sload32,
                    ..
                } => long_load(&mut pos, inst),
                InstructionData::Binary {
                    opcode: Opcode::Srem,
                    args,
                } => remainder(&mut pos, inst, args),
                _ => {}
            }
        }
    }
    func
}

/// It takes the type of the address for that of the result, which is an `i64`.
fn long_load(pos: &mut FuncCursor<'_>, inst: Inst) {
    let InstructionData::Load {
        opcode,
        arg,
        flags,
        offset,
    } = pos.func.dfg.insts[inst]
    else {
        return;
    };
    let flags = pos.func.dfg.mem_flags[flags];
    let narrow = pos.ins().load(types::I32, flags, arg, offset);
    let long = pos.func.replace(inst);
    match opcode {
        Opcode::Uload32 => long.uextend(types::I64, narrow),
        _ => long.sextend(types::I64, narrow),
    };
}

/// It traps for the least number and -1, as if that were a division. The remainder by 1 is the same one, zero.
fn remainder(pos: &mut FuncCursor<'_>, inst: Inst, [x, y]: [Value; 2]) {
    let ty = pos.func.dfg.value_type(y);
    let mut constant = |value: i64| {
        if ty == types::I128 {
            let narrow = pos.ins().iconst(types::I64, value);
            pos.ins().sextend(ty, narrow)
        } else {
            let unused = 64 - ty.bits();
            pos.ins()
                .iconst(ty, ((value as u64) << unused >> unused) as i64)
        }
    };
    let (minus_one, one) = (constant(-1), constant(1));
    let is_minus_one = pos.ins().icmp(IntCC::Equal, y, minus_one);
    let y = pos.ins().select(is_minus_one, one, y);
    pos.func.replace(inst).srem(x, y);
}
