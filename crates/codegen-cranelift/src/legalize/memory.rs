//! Addresses, loads and stores.

use cranelift_codegen::ir::{
    self, ExternalName, GlobalValueData, Inst, MemFlags, Opcode, StackSlot, Value, types,
};
use wasmir::SymbolId;
use wasmir::body::{self, Name};

use super::{Known, Legalizer};
use crate::Error;
use crate::builtin::Builtin;
use crate::op::{Effects, Op, Type};
use crate::optimize::hidden_constant;
use crate::ssa::{Node, SymbolRef, Val};

impl Legalizer<'_> {
    pub(super) fn stack_addr(
        &mut self,
        inst: Inst,
        slot: StackSlot,
        offset: i32,
    ) -> Result<(), Error> {
        let at = self.scratch.slots[slot.as_u32() as usize];
        let val = self.frame_address(at.wrapping_add(offset));
        self.set(self.result(inst), val);
        Ok(())
    }

    pub(super) fn symbol(&self, name: &ExternalName) -> Option<SymbolRef> {
        match body::resolve(self.func, name) {
            Name::Symbol(symbol) => Some(SymbolRef(symbol.as_u32())),
            Name::Intrinsic(_) | Name::Other => None,
        }
    }

    pub(super) fn global_value(
        &mut self,
        inst: Inst,
        opcode: Opcode,
        value: ir::GlobalValue,
    ) -> Result<(), Error> {
        let to = self.result(inst);
        if let Some(bits) = hidden_constant(self.func, value) {
            let val = match self.ty(to) {
                types::I64 => self.push_i64(bits),
                _ => self.push_i32(bits as i32),
            };
            self.set(to, val);
            return Ok(());
        }
        let GlobalValueData::Symbol { name, offset, .. } = &self.func.global_values[value] else {
            return Err(self.no_inst(inst));
        };
        let symbol = self.symbol(name).ok_or_else(|| self.no_inst(inst))?;
        let imm = Node::place(offset.bits() as i32, Some(symbol));
        let is_tls = opcode == Opcode::TlsValue
            || self
                .env
                .module
                .data(SymbolId::from_u32(symbol.0))
                .is_some_and(|it| it.is_tls());
        let val = if is_tls {
            let base = u64::from(Builtin::TlsBase.symbol().0);
            let base = self
                .code
                .push(Op::GlobalGet, Type::I32, &[], base, self.loc);
            // It is set when a thread starts, and never again.
            self.code.node_mut(base).effects = Effects::PURE;
            let offset = self.code.push(Op::TlsOffset, Type::I32, &[], imm, self.loc);
            self.push(Op::I32Add, &[base, offset])
        } else {
            self.code.push(Op::Address, Type::I32, &[], imm, self.loc)
        };
        self.set(to, val);
        Ok(())
    }

    pub(super) fn func_addr(&mut self, inst: Inst, func: ir::FuncRef) -> Result<(), Error> {
        let symbol = self.symbol(&self.func.dfg.ext_funcs[func].name);
        let symbol = symbol.ok_or_else(|| self.no_inst(inst))?;
        let val = self
            .code
            .push(Op::TableIndex, Type::I32, &[], symbol.0.into(), self.loc);
        self.set(self.result(inst), val);
        Ok(())
    }

    /// A base and an offset that wasm may add without wrapping around.
    ///
    /// wasm's effective addresses have 33 bits, so only an offset that does not leave the object may be folded: the operand of
    /// a load is one by definition, and so is a place in the frame.
    pub(super) fn fold_address(&mut self, address: Val, offset: i32) -> (Val, i32) {
        if Some(address) != self.frame.base && self.code.node(address).op == Op::I32Add {
            let base = self.code.arg(address, 0);
            if Some(base) == self.frame.base
                && let Some(known) = self.i32_const(self.code.arg(address, 1))
                && let Some(sum) = known.checked_add(offset)
                && sum >= 0
            {
                return (base, sum);
            }
        }
        if offset < 0 {
            return (self.add_const(address, offset), 0);
        }
        (address, offset)
    }

    /// The operand and immediate of an access.
    pub(super) fn place(&mut self, address: Value, offset: i32) -> (Val, u64) {
        let address = self.lo(address);
        let node = *self.code.node(address);
        if node.op == Op::Address
            && let Some(sum) = node.offset().checked_add(offset)
            && sum >= 0
        {
            return (self.push_i32(0), Node::place(sum, node.symbol()));
        }
        let (base, offset) = self.fold_address(address, offset);
        (base, Node::place(offset, None))
    }

    /// Appends an access.
    pub(super) fn access(&mut self, op: Op, ty: Type, args: &[Val], imm: u64, align: u8) -> Val {
        let val = self.code.push(op, ty, args, imm, self.loc);
        self.code.node_mut(val).aux = align;
        val
    }

    pub(super) fn load(
        &mut self,
        inst: Inst,
        opcode: Opcode,
        address: Value,
        flags: MemFlags,
        offset: i32,
    ) -> Result<(), Error> {
        let to = self.result(inst);
        let ty = self.ty(to);
        let flags = self.func.dfg.mem_flags[flags];
        let (base, imm) = self.place(address, offset);
        let effects = match (flags.readonly() && flags.notrap(), flags.notrap()) {
            (true, _) => Effects::PURE,
            (false, true) => Effects::READ,
            (false, false) => Effects::LOAD,
        };
        let wide = ty == types::I64;
        let choose = |narrow: Op, long: Op| if wide { long } else { narrow };
        let (op, log2, known) = match opcode {
            Opcode::Load => match ty {
                types::I8 => (Op::I32Load8U, 0, Known::ZERO),
                types::I16 => (Op::I32Load16U, 1, Known::ZERO),
                types::I32 => (Op::I32Load, 2, Known::NOTHING),
                types::I64 => (Op::I64Load, 3, Known::NOTHING),
                types::F32 => (Op::F32Load, 2, Known::NOTHING),
                types::F64 => (Op::F64Load, 3, Known::NOTHING),
                types::I128 => return self.load_wide(to, base, imm, effects, flags.aligned()),
                _ if super::wasm_type(ty).is_some() => (Op::V128Load, 4, Known::NOTHING),
                _ => return Err(self.no_type(ty)),
            },
            Opcode::Uload8 => (choose(Op::I32Load8U, Op::I64Load8U), 0, Known::BOTH),
            Opcode::Sload8 => (choose(Op::I32Load8S, Op::I64Load8S), 0, Known::SIGN),
            Opcode::Uload16 => (choose(Op::I32Load16U, Op::I64Load16U), 1, Known::BOTH),
            Opcode::Sload16 => (choose(Op::I32Load16S, Op::I64Load16S), 1, Known::SIGN),
            Opcode::Uload32 => (Op::I64Load32U, 2, Known::NOTHING),
            Opcode::Sload32 => (Op::I64Load32S, 2, Known::NOTHING),
            Opcode::Uload8x8 => (Op::V128Load8x8U, 3, Known::NOTHING),
            Opcode::Sload8x8 => (Op::V128Load8x8S, 3, Known::NOTHING),
            Opcode::Uload16x4 => (Op::V128Load16x4U, 3, Known::NOTHING),
            Opcode::Sload16x4 => (Op::V128Load16x4S, 3, Known::NOTHING),
            Opcode::Uload32x2 => (Op::V128Load32x2U, 3, Known::NOTHING),
            Opcode::Sload32x2 => (Op::V128Load32x2S, 3, Known::NOTHING),
            _ => return Err(self.no_inst(inst)),
        };
        let align = if flags.aligned() { log2 } else { 0 };
        let val = self.access(op, op.info().result, &[base], imm, align);
        self.code.node_mut(val).effects = effects;
        self.set_known(to, val, known);
        Ok(())
    }

    fn load_wide(
        &mut self,
        to: Value,
        base: Val,
        imm: u64,
        effects: Effects,
        aligned: bool,
    ) -> Result<(), Error> {
        let align = if aligned { 3 } else { 0 };
        let lo = self.access(Op::I64Load, Type::I64, &[base], imm, align);
        let (base, imm) = self.upper(base, imm);
        let hi = self.access(Op::I64Load, Type::I64, &[base], imm, align);
        for val in [lo, hi] {
            self.code.node_mut(val).effects = effects;
        }
        self.set_pair(to, (lo, hi));
        Ok(())
    }

    /// The place eight bytes further.
    fn upper(&mut self, base: Val, imm: u64) -> (Val, u64) {
        match (imm as u32 as i32).checked_add(8) {
            Some(sum) => (base, u64::from(sum as u32) | imm & !0xffff_ffff),
            None => (self.add_const(base, 8), imm),
        }
    }

    pub(super) fn store(
        &mut self,
        inst: Inst,
        opcode: Opcode,
        [value, address]: [Value; 2],
        flags: MemFlags,
        offset: i32,
    ) -> Result<(), Error> {
        let ty = self.ty(value);
        let flags = self.func.dfg.mem_flags[flags];
        let (base, imm) = self.place(address, offset);
        let wide = ty == types::I64;
        let choose = |narrow: Op, long: Op| if wide { long } else { narrow };
        let (op, log2) = match opcode {
            Opcode::Store => match ty {
                types::I8 => (Op::I32Store8, 0),
                types::I16 => (Op::I32Store16, 1),
                types::I32 => (Op::I32Store, 2),
                types::I64 => (Op::I64Store, 3),
                types::F32 => (Op::F32Store, 2),
                types::F64 => (Op::F64Store, 3),
                types::I128 => {
                    let (lo, hi) = self.pair(value);
                    let align = if flags.aligned() { 3 } else { 0 };
                    self.access(Op::I64Store, Type::Void, &[base, lo], imm, align);
                    let (base, imm) = self.upper(base, imm);
                    self.access(Op::I64Store, Type::Void, &[base, hi], imm, align);
                    return Ok(());
                }
                _ if super::wasm_type(ty).is_some() => (Op::V128Store, 4),
                _ => return Err(self.no_type(ty)),
            },
            Opcode::Istore8 => (choose(Op::I32Store8, Op::I64Store8), 0),
            Opcode::Istore16 => (choose(Op::I32Store16, Op::I64Store16), 1),
            Opcode::Istore32 => (Op::I64Store32, 2),
            _ => return Err(self.no_inst(inst)),
        };
        let align = if flags.aligned() { log2 } else { 0 };
        let value = self.lo(value);
        self.access(op, Type::Void, &[base, value], imm, align);
        Ok(())
    }
}
