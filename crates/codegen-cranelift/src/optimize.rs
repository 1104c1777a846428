//! Step 0: Cranelift's e-graph pass, with the ISA `pulley32` standing in: nothing is emitted for it.
//!
//! The pass turns divisions by constants into multiplications, which a machine profits from. wasm has no multiplication with
//! the upper half as result, and whoever runs wasm does the same for its machine, so divisors are hidden from the pass: they
//! become symbols of a namespace of their own ([`hidden_constant`]).

use std::sync::LazyLock;

use cranelift_codegen::Context;
use cranelift_codegen::control::ControlPlane;
use cranelift_codegen::cursor::{Cursor, FuncCursor};
use cranelift_codegen::ir::{
    Block, ExternalName, Function, GlobalValue, GlobalValueData, InstBuilder, InstructionData,
    Opcode, SourceLoc, UserExternalName, Value, ValueDef, types,
};
use cranelift_codegen::isa::OwnedTargetIsa;
use cranelift_codegen::settings::{self, Configurable};

use crate::Error;

/// The ISA that gives pointers 32 bits and has every rewrite of the middle end.
static ISA: LazyLock<Result<OwnedTargetIsa, String>> = LazyLock::new(|| {
    let mut flags = settings::builder();
    let set = |flags: &mut settings::Builder, name: &str, value: &str| {
        flags
            .set(name, value)
            .map_err(|error| format!("setting {name}: {error}"))
    };
    set(&mut flags, "opt_level", "speed")?;
    set(&mut flags, "enable_verifier", "false")?;
    let isa = cranelift_codegen::isa::lookup_by_name("pulley32").map_err(|it| it.to_string())?;
    isa.finish(settings::Flags::new(flags))
        .map_err(|it| it.to_string())
});

/// The namespace of symbols that stand for constants; [`wasmir::body::NAMESPACE`] is that of the module's.
const CONSTANTS: u32 = 1;

/// A branch to a block that does nothing but trap.
struct BranchToTrap {
    /// The block that the branch ends.
    block: Block,
    /// Places of the branch and the trap.
    branch: SourceLoc,
    trap: SourceLoc,
}

/// Those whose trap has a place of its own.
fn branches_to_traps(func: &Function) -> Vec<BranchToTrap> {
    let mut found = Vec::new();
    for block in func.layout.blocks() {
        let Some(inst) = func.layout.last_inst(block) else {
            continue;
        };
        let InstructionData::Brif { blocks, .. } = &func.dfg.insts[inst] else {
            continue;
        };
        let trap = blocks.iter().find_map(|call| {
            let target = call.block(&func.dfg.value_lists);
            let first = func.layout.first_inst(target)?;
            (func.dfg.insts[first].opcode() == Opcode::Trap).then_some(first)
        });
        let Some(trap) = trap else {
            continue;
        };
        let (branch, trap) = (func.srcloc(inst), func.srcloc(trap));
        if !trap.is_default() && trap != branch {
            found.push(BranchToTrap {
                block,
                branch,
                trap,
            });
        }
    }
    found
}

/// The pass makes one instruction of such a branch and its trap, at the branch's place. Who looks for a trap wants the trap's.
fn place_traps(func: &mut Function, traps: &[BranchToTrap]) {
    for it in traps {
        let Some(end) = func.layout.last_inst(it.block) else {
            continue;
        };
        let Some(before) = func.layout.prev_inst(end) else {
            continue;
        };
        let is_trap = matches!(
            func.dfg.insts[before].opcode(),
            Opcode::Trapz | Opcode::Trapnz
        );
        if is_trap
            && func.dfg.insts[end].opcode() == Opcode::Jump
            && func.srcloc(before) == it.branch
        {
            func.set_srcloc(before, it.trap);
        }
    }
}

/// Optimises a copy of `func` in `context`.
///
/// # Errors
/// [`Error::Internal`]: the pass refused the function.
pub fn optimize(func: &Function, context: &mut Context) -> Result<(), Error> {
    let isa = match &*ISA {
        Ok(isa) => isa,
        Err(error) => {
            return Err(Error::Internal {
                function: String::new(),
                what: error.clone(),
            });
        }
    };
    context.clear();
    context.func = func.clone();
    hide_divisors(&mut context.func);
    let traps = branches_to_traps(func);
    let result = context.optimize(&**isa, &mut ControlPlane::default());
    result.map_err(|error| Error::Internal {
        function: func.name.to_string(),
        what: error.to_string(),
    })?;
    place_traps(&mut context.func, &traps);
    Ok(())
}

/// The constant that a global value of an optimised function stands for, if it is one.
#[must_use]
pub fn hidden_constant(func: &Function, value: GlobalValue) -> Option<i64> {
    let GlobalValueData::Symbol {
        name: ExternalName::User(name),
        offset,
        ..
    } = &func.global_values[value]
    else {
        return None;
    };
    let name = func.params.user_named_funcs().get(*name)?;
    (name.namespace == CONSTANTS).then_some(offset.bits())
}

/// The divisor of a division that is to stay one.
fn divisor(func: &Function, data: &InstructionData) -> Option<(Value, i64)> {
    let InstructionData::Binary {
        opcode: Opcode::Udiv | Opcode::Sdiv | Opcode::Urem | Opcode::Srem,
        args: [_, divisor],
    } = *data
    else {
        return None;
    };
    if !matches!(func.dfg.value_type(divisor), types::I32 | types::I64) {
        return None;
    }
    let ValueDef::Result(inst, _) = func.dfg.value_def(func.dfg.resolve_aliases(divisor)) else {
        return None;
    };
    let InstructionData::UnaryImm {
        opcode: Opcode::Iconst,
        imm,
    } = func.dfg.insts[inst]
    else {
        return None;
    };
    // Powers of two become shifts, and 0 and ±1 are special.
    let bits = imm.bits();
    (!bits.unsigned_abs().is_power_of_two() && bits != 0).then_some((divisor, bits))
}

fn hide_divisors(func: &mut Function) {
    let mut pos = FuncCursor::new(func);
    while pos.next_block().is_some() {
        while let Some(inst) = pos.next_inst() {
            let Some((value, bits)) = divisor(pos.func, &pos.func.dfg.insts[inst]) else {
                continue;
            };
            let ty = pos.func.dfg.value_type(value);
            let name = UserExternalName::new(CONSTANTS, 0);
            let name = ExternalName::user(pos.func.params.ensure_user_func_name(name));
            let hidden = pos.func.create_global_value(GlobalValueData::Symbol {
                name,
                offset: bits.into(),
                colocated: false,
                tls: false,
            });
            let value = pos.ins().symbol_value(ty, hidden);
            pos.func.dfg.inst_args_mut(inst)[1] = value;
        }
    }
}
