//! Calls, switches and returns.

use cranelift_codegen::ir::{BlockCall, InstBuilder, JumpTableData, condcodes::IntCC};
use rustc_abi::Align;
use rustc_middle::bug;
use wasmir::SymbolId;

use super::Builder;
use crate::abi::{FnSig, SignatureData};
use crate::context::BasicBlock;
use crate::types::{Prim, Type};
use crate::value::{Kind, Scalar, Value};

/// How many entries a jump table may have for each case.
const TABLE_DENSITY: u128 = 4;
/// With fewer cases, comparisons are shorter.
const TABLE_CASES: usize = 4;

impl<'a, 'tcx> Builder<'a, 'tcx> {
    /// Calls a function that has this symbol.
    pub fn call_symbol(&mut self, symbol: SymbolId, signature: FnSig, args: &[Value]) -> Value {
        self.call_value(Value::func(symbol), signature, args)
    }

    /// Calls a function, by its symbol or its index in the table.
    pub fn call_value(&mut self, callee: Value, signature: FnSig, args: &[Value]) -> Value {
        let data = self.cx.signature(signature);
        let mut operands = Vec::with_capacity(args.len() + 1);
        let result = data.is_demoted().then(|| {
            let slot = self.slot(16, Align::from_bytes(16).expect("a power of two"));
            operands.push(self.clif(slot));
            slot
        });
        let fixed = data.params.len();
        for (arg, param) in args.iter().zip(&data.params) {
            let arg = self.reinterpret(arg.one(), param.prim);
            operands.push(self.clif(arg));
        }
        if data.variadic {
            let buffer = self.variadic_buffer(&args[fixed..]);
            operands.push(self.clif(buffer));
        } else if args.len() != fixed {
            bug!("{} arguments for {data:?}", args.len());
        }
        let callee = callee.one();
        let inst = match callee.kind {
            Kind::Func(symbol) if self.is_declared_so(symbol, signature, &data) => {
                let function = self.body.borrow_mut().function(self.cx, symbol, signature);
                self.ins(|ins| ins.call(function, &operands))
            }
            // A declaration with another signature than this call's. WebAssembly checks signatures of such calls when they
            // are made, so a call that is wrong traps.
            _ => {
                let index = self.clif(callee);
                let lowered = data.lower();
                let signature = self.body.borrow_mut().ir.import_signature(lowered);
                self.ins(|ins| ins.call_indirect(signature, index, &operands))
            }
        };
        if let Some(slot) = result {
            return self.load_value(data.ret, slot, false);
        }
        match data.ret {
            Type::Prim(prim) => {
                let value = self.body.borrow().ir.dfg.inst_results(inst)[0];
                Value::ssa(value, prim)
            }
            _ => Value::Void,
        }
    }

    fn is_declared_so(&self, symbol: SymbolId, signature: FnSig, data: &SignatureData) -> bool {
        let declared = self.cx.declared.borrow()[&symbol];
        declared == signature || self.cx.signature(declared).lower() == data.lower()
    }

    /// What is passed beyond the declared parameters, as LLVM lays it out for wasm32: one after another, each aligned.
    fn variadic_buffer(&mut self, args: &[Value]) -> Scalar {
        let mut size = 0u64;
        let mut places = Vec::new();
        for arg in args {
            let prim = arg.one().prim;
            size = size.next_multiple_of(prim.align().max(4));
            places.push(size);
            size += prim.size().max(4);
        }
        if args.is_empty() {
            return Scalar::constant(0, Prim::Ptr);
        }
        let buffer = self.slot(size, Align::from_bytes(16).expect("a power of two"));
        for (arg, at) in args.iter().zip(places) {
            let address = self.offset_by(buffer, at as i32);
            let arg = arg.one();
            let arg = if arg.prim.is_int() && arg.prim.size() < 4 {
                self.int_cast(arg, Prim::I32, false)
            } else {
                arg
            };
            self.store_scalar(arg, address, false);
        }
        buffer
    }

    /// Goes on at the block of the case that the value is.
    pub fn branch_by_value(
        &mut self,
        value: Scalar,
        otherwise: BasicBlock,
        mut cases: Vec<(u128, BasicBlock)>,
    ) {
        if let Some(known) = value.as_const() {
            let target = cases
                .iter()
                .find(|it| it.0 == known)
                .map_or(otherwise, |it| it.1);
            self.terminate(|ins| {
                ins.jump(target.block, &[]);
            });
            return;
        }
        cases.sort_by_key(|it| it.0);
        self.branch(value, otherwise, &cases);
    }

    fn branch(&mut self, value: Scalar, otherwise: BasicBlock, cases: &[(u128, BasicBlock)]) {
        let (Some(first), Some(last)) = (cases.first(), cases.last()) else {
            self.terminate(|ins| {
                ins.jump(otherwise.block, &[]);
            });
            return;
        };
        let span = last.0 - first.0;
        if cases.len() >= TABLE_CASES && span / TABLE_DENSITY < cases.len() as u128 {
            self.branch_by_table(value, otherwise, first.0, span as usize, cases);
        } else if cases.len() <= TABLE_CASES {
            for &(case, target) in cases {
                let next = self.new_block();
                self.branch_if(IntCC::Equal, value, case, target, next);
                self.at = next;
            }
            self.terminate(|ins| {
                ins.jump(otherwise.block, &[]);
            });
        } else {
            let (lower, upper) = cases.split_at(cases.len() / 2);
            let (left, right) = (self.new_block(), self.new_block());
            self.branch_if(IntCC::UnsignedLessThan, value, upper[0].0, left, right);
            self.at = left;
            self.branch(value, otherwise, lower);
            self.at = right;
            self.branch(value, otherwise, upper);
        }
    }

    fn branch_if(
        &mut self,
        code: IntCC,
        value: Scalar,
        case: u128,
        yes: BasicBlock,
        no: BasicBlock,
    ) {
        let x = self.clif(value);
        let y = self.clif(Scalar::constant(case, value.prim));
        let condition = self.ins(|ins| ins.icmp(code, x, y));
        self.ins(|ins| ins.brif(condition, yes.block, &[], no.block, &[]));
    }

    fn branch_by_table(
        &mut self,
        value: Scalar,
        otherwise: BasicBlock,
        first: u128,
        span: usize,
        cases: &[(u128, BasicBlock)],
    ) {
        let start = Scalar::constant(first, value.prim);
        let index = self.int(super::Op::Sub, value, start);
        // A table's index is an `i32`: what does not fit is told apart before.
        let index = if index.prim.bits() > 32 {
            let wide = self.clif(index);
            let end = self.clif(Scalar::constant(span as u128, index.prim));
            let inside = self.ins(|ins| ins.icmp(IntCC::UnsignedLessThanOrEqual, wide, end));
            let next = self.new_block();
            self.ins(|ins| ins.brif(inside, next.block, &[], otherwise.block, &[]));
            self.at = next;
            self.int_cast(index, Prim::I32, false)
        } else {
            self.int_cast(index, Prim::I32, false)
        };
        let index = self.clif(index);
        let table = {
            let ir = &mut self.body.borrow_mut().ir;
            let pool = &mut ir.dfg.value_lists;
            let mut call = |to: BasicBlock| BlockCall::new(to.block, std::iter::empty(), pool);
            let default = call(otherwise);
            let mut table = Vec::with_capacity(span + 1);
            for &(case, target) in cases {
                // Each has arguments of its own: a copy of a call would share them.
                while table.len() < (case - first) as usize {
                    table.push(call(otherwise));
                }
                table.push(call(target));
            }
            ir.create_jump_table(JumpTableData::new(default, &table))
        };
        self.terminate(|ins| {
            ins.br_table(index, table);
        });
    }
}
