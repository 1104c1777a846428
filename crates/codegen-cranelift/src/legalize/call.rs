//! Calls: of functions, of globals (which are read and set), and of intrinsics.

use cranelift_codegen::ir::{self, Inst, Opcode, Value, types};
use wasmir::body::{self, Name};
use wasmir::intrinsic::{self, Effect};
use wasmir::{Item, SymbolId};

use super::{Known, Legalizer, signature};
use crate::Error;
use crate::op::{Effects, Immediate, Op, Type};
use crate::ssa::{SymbolRef, Term, Val};

impl Legalizer<'_> {
    pub(super) fn call(
        &mut self,
        inst: Inst,
        opcode: Opcode,
        callee: ir::FuncRef,
    ) -> Result<(), Error> {
        let func = self.func;
        let callee = &func.dfg.ext_funcs[callee];
        match body::resolve(func, &callee.name) {
            Name::Symbol(symbol) => match self.env.module.symbols.get(symbol).map(|it| &it.item) {
                Some(Item::Global(_)) => self.global(inst, symbol),
                _ => {
                    let target = SymbolRef(symbol.as_u32());
                    self.finish_call(inst, opcode, callee.signature, target.0.into(), None)
                }
            },
            Name::Intrinsic(name) => self.intrinsic(inst, name),
            Name::Other => Err(self.no_inst(inst)),
        }
    }

    pub(super) fn call_indirect(
        &mut self,
        inst: Inst,
        opcode: Opcode,
        sig: ir::SigRef,
    ) -> Result<(), Error> {
        let wasm = self.in_function(signature(&self.func.dfg.signatures[sig]))?;
        let known = self.code.signatures.iter().position(|it| *it == wasm);
        let number = known.unwrap_or_else(|| {
            self.code.signatures.push(wasm);
            self.code.signatures.len() - 1
        });
        let callee = self.func.dfg.inst_args(inst)[0];
        self.finish_call(inst, opcode, sig, number as u64, Some(callee))
    }

    /// An error of a signature names the function that it is in.
    fn in_function<T>(&self, result: Result<T, Error>) -> Result<T, Error> {
        result.map_err(|error| match error {
            Error::Unsupported { what, .. } => self.unsupported(what),
            other => other,
        })
    }

    fn finish_call(
        &mut self,
        inst: Inst,
        opcode: Opcode,
        sig: ir::SigRef,
        imm: u64,
        callee: Option<Value>,
    ) -> Result<(), Error> {
        let func = self.func;
        let sig = &func.dfg.signatures[sig];
        let values = &func.dfg.inst_args(inst)[usize::from(callee.is_some())..];
        let mut args = std::mem::take(&mut self.scratch.args);
        args.clear();
        for (param, &value) in sig.params.iter().zip(values) {
            args.push(self.extended(value, param.extension.into()));
            if param.value_type == types::I128 {
                args.push(self.lowered(value).hi);
            }
        }
        if let Some(callee) = callee {
            args.push(self.lo(callee));
        }
        self.calls = true;
        let tail = matches!(opcode, Opcode::ReturnCall | Opcode::ReturnCallIndirect);
        let (op, ty) = match (tail, callee.is_some()) {
            (false, false) => (Op::Call, self.result_type(sig)?),
            (false, true) => (Op::CallIndirect, self.result_type(sig)?),
            (true, false) => (Op::ReturnCall, Type::Void),
            (true, true) => (Op::ReturnCallIndirect, Type::Void),
        };
        if tail {
            if !self.env.module.features.has("tail-call") {
                return Err(
                    self.unsupported("a tail call without the feature `tail-call`".to_owned())
                );
            }
            self.epilogue();
        }
        let val = self.code.push_many(op, ty, &args, imm, self.loc);
        self.scratch.args = args;
        if tail {
            self.end(Term::Unreachable);
        } else if let [result] = *func.dfg.inst_results(inst) {
            self.set_known(result, val, sig.returns[0].extension.into());
        }
        Ok(())
    }

    fn result_type(&self, sig: &ir::Signature) -> Result<Type, Error> {
        match sig.returns[..] {
            [] => Ok(Type::Void),
            [param] if param.value_type != types::I128 => {
                super::wasm_type(param.value_type).ok_or_else(|| self.no_type(param.value_type))
            }
            _ => {
                Err(self.unsupported("a call with more than one result of wasm's types".to_owned()))
            }
        }
    }

    fn global(&mut self, inst: Inst, symbol: SymbolId) -> Result<(), Error> {
        let func = self.func;
        let imm = u64::from(symbol.as_u32());
        if let [value] = *func.dfg.inst_args(inst) {
            let val = self.lo(value);
            self.code
                .push(Op::GlobalSet, Type::Void, &[val], imm, self.loc);
        }
        if let [result] = *func.dfg.inst_results(inst) {
            let ty = self.ty(result);
            let wasm = super::wasm_type(ty).ok_or_else(|| self.no_type(ty))?;
            let val = self.code.push(Op::GlobalGet, wasm, &[], imm, self.loc);
            self.set(result, val);
        }
        Ok(())
    }

    fn intrinsic(&mut self, inst: Inst, name: &str) -> Result<(), Error> {
        let Some(known) = intrinsic::find(name) else {
            return Err(self.unsupported(format!("intrinsic `%{name}`")));
        };
        let func = self.func;
        let args = func.dfg.inst_args(inst);
        let tables = known
            .operands
            .iter()
            .take_while(|it| **it == intrinsic::Operand::Table)
            .count();
        let table = |at: usize| -> Result<u32, Error> {
            let node = self.code.node(self.lo(args[at]));
            match node.symbol() {
                Some(symbol) if node.op == Op::Address => Ok(symbol.0),
                _ => Err(self.unsupported(format!("`%{name}` of a table that is not a symbol"))),
            }
        };
        let imm = match tables {
            0 => 0,
            1 => u64::from(table(0)?),
            _ => u64::from(table(0)?) | u64::from(table(1)?) << 32,
        };
        let values: Vec<Val> = args[tables..].iter().map(|it| self.lo(*it)).collect();
        let val = match name {
            "table_grow_null" => {
                let null = self.null(imm);
                self.code
                    .push(Op::TableGrow, Type::I32, &[null, values[0]], imm, self.loc)
            }
            "table_set_null" => {
                let null = self.null(imm);
                self.code
                    .push(Op::TableSet, Type::Void, &[values[0], null], imm, self.loc)
            }
            "table_is_null" => {
                let ty = self.element(imm);
                let element = self.code.push(Op::TableGet, ty, &values, imm, self.loc);
                self.push(Op::RefIsNull, &[element])
            }
            "table_fill_null" => {
                let null = self.null(imm);
                let args = [values[0], null, values[1]];
                self.code
                    .push(Op::TableFill, Type::Void, &args, imm, self.loc)
            }
            _ => {
                let op = Op::by_flat_name(name);
                let op = op.ok_or_else(|| self.unsupported(format!("intrinsic `%{name}`")))?;
                let ty = op.info().result;
                let val = self.code.push(op, ty, &values, imm, self.loc);
                // `memory.atomic.*` are accesses, whose alignment is exact.
                if op.info().immediate == Immediate::Memory {
                    self.code.node_mut(val).aux = if name.ends_with("64") { 3 } else { 2 };
                }
                val
            }
        };
        let node = self.code.node_mut(val);
        node.effects = match known.effect {
            Effect::Pure => Effects::PURE,
            Effect::Read => node.effects,
            Effect::Write => Effects::CALL,
        };
        if let [result] = *func.dfg.inst_results(inst) {
            self.set_known(result, val, Known::NOTHING);
        }
        Ok(())
    }

    /// The type of a table's elements.
    fn element(&self, table: u64) -> Type {
        let symbol = self
            .env
            .module
            .symbols
            .get(SymbolId::from_u32(table as u32));
        match symbol.map(|it| &it.item) {
            Some(Item::Table(table)) if table.element == wasmir::ValType::ExternRef => {
                Type::ExternRef
            }
            _ => Type::FuncRef,
        }
    }

    fn null(&mut self, table: u64) -> Val {
        let ty = self.element(table);
        self.code
            .push(Op::RefNull, ty, &[], u64::from(ty.encoding()), self.loc)
    }
}
