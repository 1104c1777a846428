//! Random functions over the whole of WasmIR's subset: types, operators, control flow, memory, calls.

use std::collections::HashMap;

use wasmir::cranelift_codegen::cursor::{Cursor, FuncCursor};
use wasmir::cranelift_codegen::ir::condcodes::{FloatCC, IntCC};
use wasmir::cranelift_codegen::ir::{
    self, AbiParam, AtomicRmwOp, Block, BlockArg, Function, InstBuilder, JumpTableData,
    MemFlagsData, Signature, StackSlot, StackSlotData, StackSlotKind, TrapCode, Type, Value, types,
};
use wasmir::cranelift_codegen::isa::CallConv;
use wasmir::{Body, Module, Symbol, SymbolId, body};

use super::graph::{End, Graph};
use super::rng::Rng;

pub const INTS: [Type; 5] = [types::I8, types::I16, types::I32, types::I64, types::I128];
pub const SCALARS: [Type; 7] = [
    types::I8,
    types::I16,
    types::I32,
    types::I64,
    types::I128,
    types::F32,
    types::F64,
];
pub const VECTORS: [Type; 6] = [
    types::I8X16,
    types::I16X8,
    types::I32X4,
    types::I64X2,
    types::F32X4,
    types::F64X2,
];

/// A module of functions that are exported as `f0`, `f1`, …
pub fn module(seed: u64, functions: usize) -> Module {
    let mut module = Module::new(format!("seed {seed}"));
    for name in ["simd128", "bulk-memory", "nontrapping-fptoint", "sign-ext"] {
        module.features.enable(name);
    }
    let mut signatures = Vec::new();
    for number in 0..functions {
        let mut rng = Rng::new(seed.wrapping_mul(1000).wrapping_add(number as u64));
        let id = SymbolId::from_u32(number as u32);
        let func = function(&mut rng, id, &signatures);
        signatures.push(func.signature.clone());
        let mut symbol = Symbol::new(format!("f{number}"), Body::new(func));
        symbol.export = Some(format!("f{number}"));
        module.symbols.push(symbol);
    }
    module
}

fn signature(rng: &mut Rng) -> Signature {
    let mut signature = Signature::new(CallConv::Fast);
    for _ in 0..rng.below(5) {
        let ty = rng.pick(&SCALARS);
        let param = AbiParam::new(ty);
        signature.params.push(match rng.below(3) {
            0 if ty.bits() < 32 => param.uext(),
            1 if ty.bits() < 32 => param.sext(),
            _ => param,
        });
    }
    let ty = rng.pick(&[
        types::I64,
        types::I64,
        types::I32,
        types::I16,
        types::I8,
        types::F32,
        types::F64,
    ]);
    let result = AbiParam::new(ty);
    // So that the host sees all bits of it.
    signature.returns.push(if ty.bits() < 32 {
        result.uext()
    } else {
        result
    });
    signature
}

struct Maker<'a> {
    rng: &'a mut Rng,
    pos: FuncCursor<'a>,
    /// Values that may be used here, by type.
    values: HashMap<Type, Vec<Value>>,
    slot: StackSlot,
    callees: &'a [Signature],
}

const SLOT: u32 = 64;

fn function(rng: &mut Rng, id: SymbolId, callees: &[Signature]) -> Function {
    let signature = signature(rng);
    let mut func = Function::with_name_signature(body::name(id), signature.clone());
    let graph = Graph::random(rng, 9);
    let slot = func.create_sized_stack_slot(StackSlotData::new(
        StackSlotKind::ExplicitSlot,
        SLOT,
        rng.pick(&[0, 3, 4, 4, 5]),
    ));
    let count = graph.ends.len();
    let blocks: Vec<Block> = (0..count).map(|_| func.dfg.make_block()).collect();
    let exit = func.dfg.make_block();
    // Fuel, what was computed so far, and a few of any type.
    let mut params: Vec<Vec<Type>> = vec![Vec::new(); count];
    for types_of in params.iter_mut().skip(1) {
        *types_of = vec![types::I32, types::I64];
        for _ in 0..rng.below(4) {
            let ty = if rng.one_in(4) {
                rng.pick(&VECTORS)
            } else {
                rng.pick(&SCALARS)
            };
            types_of.push(ty);
        }
    }
    for param in &signature.params {
        func.dfg.append_block_param(blocks[0], param.value_type);
    }
    for (block, types_of) in blocks.iter().zip(&params) {
        for ty in types_of {
            func.dfg.append_block_param(*block, *ty);
        }
    }
    let result = func.dfg.append_block_param(exit, types::I64);
    let mut defined: Vec<Vec<(Type, Value)>> = vec![Vec::new(); count];
    for &number in &graph.order {
        let block = blocks[number];
        func.layout.append_block(block);
        let mut values: HashMap<Type, Vec<Value>> = HashMap::new();
        for other in graph.dominating(number) {
            let own = if other == number {
                Vec::new()
            } else {
                defined[other].clone()
            };
            for (ty, value) in own {
                values.entry(ty).or_default().push(value);
            }
        }
        let block_params = func.dfg.block_params(block).to_vec();
        let skipped = if number == 0 { 0 } else { 2 };
        for param in &block_params[skipped..] {
            values
                .entry(func.dfg.value_type(*param))
                .or_default()
                .push(*param);
        }
        let known: HashMap<Type, usize> = values.iter().map(|(ty, all)| (*ty, all.len())).collect();
        let mut pos = FuncCursor::new(&mut func);
        pos.goto_bottom(block);
        let mut maker = Maker {
            rng,
            pos,
            values,
            slot,
            callees,
        };
        let (fuel, sum) = if number == 0 {
            let fuel = maker.pos.ins().iconst(types::I32, 40);
            maker.clear_slot();
            (fuel, maker.pos.ins().iconst(types::I64, 7))
        } else {
            (block_params[0], block_params[1])
        };
        for _ in 0..2 + maker.rng.below(9) {
            maker.statement();
        }
        let sum = maker.mix(sum);
        let one = maker.pos.ins().iconst(types::I32, 1);
        let fuel = maker.pos.ins().isub(fuel, one);
        let end = graph.ends[number].clone();
        maker.end(&end, &blocks, &params, exit, fuel, sum);
        let values = maker.values;
        for ty in SCALARS.iter().chain(&VECTORS) {
            let all = values.get(ty).map_or(&[][..], |it| it);
            let own = known.get(ty).copied().unwrap_or(0);
            let local: Vec<(Type, Value)> = all[own..].iter().map(|it| (*ty, *it)).collect();
            defined[number].extend(local);
        }
        for param in &block_params[skipped..] {
            let ty = func.dfg.value_type(*param);
            defined[number].push((ty, *param));
        }
    }
    func.layout.append_block(exit);
    let mut pos = FuncCursor::new(&mut func);
    pos.goto_bottom(exit);
    let mut maker = Maker {
        rng,
        pos,
        values: HashMap::new(),
        slot,
        callees,
    };
    let ty = signature.returns[0].value_type;
    let result = match ty {
        types::I64 => result,
        types::F32 => {
            let bits = maker.pos.ins().ireduce(types::I32, result);
            let float = maker
                .pos
                .ins()
                .bitcast(types::F32, MemFlagsData::new(), bits);
            maker.canonical(float)
        }
        types::F64 => {
            let float = maker
                .pos
                .ins()
                .bitcast(types::F64, MemFlagsData::new(), result);
            maker.canonical(float)
        }
        _ => maker.pos.ins().ireduce(ty, result),
    };
    maker.pos.ins().return_(&[result]);
    func
}

impl Maker<'_> {
    /// The slot is zero at the start, since memory in wasm is whatever was there.
    fn clear_slot(&mut self) {
        let zero = self.pos.ins().iconst(types::I64, 0);
        for at in 0..SLOT / 8 {
            let address = self
                .pos
                .ins()
                .stack_addr(types::I32, self.slot, (at * 8) as i32);
            self.pos.ins().store(MemFlagsData::new(), zero, address, 0);
        }
    }

    fn keep(&mut self, value: Value) {
        let ty = self.pos.func.dfg.value_type(value);
        self.values.entry(ty).or_default().push(value);
    }

    /// A value of this type: one that is there, or a constant.
    fn any(&mut self, ty: Type) -> Value {
        if let Some(known) = self.values.get(&ty).filter(|it| !it.is_empty())
            && !self.rng.one_in(4)
        {
            // Mostly a late one, so that trees grow.
            let from = if self.rng.one_in(2) {
                known.len().saturating_sub(4)
            } else {
                0
            };
            return known[from + self.rng.below(known.len() - from)];
        }
        let special = self.rng.special();
        match ty {
            types::F32 => {
                let value = self.rng.float() as f32;
                let value = if value.is_nan() { f32::NAN } else { value };
                self.pos.ins().f32const(value)
            }
            types::F64 => {
                let value = self.rng.float();
                let value = if value.is_nan() { f64::NAN } else { value };
                self.pos.ins().f64const(value)
            }
            types::I128 => {
                let (lo, hi) = (self.any(types::I64), self.any(types::I64));
                self.pos.ins().iconcat(lo, hi)
            }
            _ if ty.is_vector() => {
                let lane = self.any(ty.lane_type());
                self.pos.ins().splat(ty, lane)
            }
            _ => {
                let unused = 64 - ty.bits();
                let bits = (special << unused) as i64 >> unused;
                // The reader of constants wants narrow ones without their sign.
                let bits = if unused == 0 {
                    bits
                } else {
                    (bits as u64 & (u64::MAX >> unused)) as i64
                };
                self.pos.ins().iconst(ty, bits)
            }
        }
    }

    fn int(&mut self) -> Type {
        self.rng.pick(&INTS)
    }

    fn float(&mut self) -> Type {
        self.rng.pick(&[types::F32, types::F64])
    }

    /// The value, with the one NaN that both sides agree on.
    fn canonical(&mut self, value: Value) -> Value {
        let is_nan = self.pos.ins().fcmp(FloatCC::Unordered, value, value);
        let nan = if self.pos.func.dfg.value_type(value) == types::F32 {
            self.pos.ins().f32const(f32::NAN)
        } else {
            self.pos.ins().f64const(f64::NAN)
        };
        self.pos.ins().select(is_nan, nan, value)
    }

    /// The value as an `i64`.
    fn observe(&mut self, value: Value) -> Value {
        match self.pos.func.dfg.value_type(value) {
            types::I64 => value,
            types::I128 => {
                let (lo, hi) = self.pos.ins().isplit(value);
                let three = self.pos.ins().iconst(types::I8, 3);
                let lo = self.pos.ins().rotl(lo, three);
                self.pos.ins().bxor(lo, hi)
            }
            types::F32 => {
                let value = self.canonical(value);
                let bits = self
                    .pos
                    .ins()
                    .bitcast(types::I32, MemFlagsData::new(), value);
                self.pos.ins().uextend(types::I64, bits)
            }
            types::F64 => {
                let value = self.canonical(value);
                self.pos
                    .ins()
                    .bitcast(types::I64, MemFlagsData::new(), value)
            }
            ty if ty.is_vector() => {
                // The interpreter has no `bitcast` between vectors and `i128`.
                let lane = self.rng.below(ty.lane_count() as usize) as u8;
                let lane = self.pos.ins().extractlane(value, lane);
                self.observe(lane)
            }
            _ if self.rng.one_in(2) => self.pos.ins().sextend(types::I64, value),
            _ => self.pos.ins().uextend(types::I64, value),
        }
    }

    /// What was computed so far, and a few of the values.
    fn mix(&mut self, mut sum: Value) -> Value {
        for _ in 0..1 + self.rng.below(3) {
            let ty = if self.rng.one_in(5) {
                self.rng.pick(&VECTORS)
            } else {
                self.rng.pick(&SCALARS)
            };
            let value = self.any(ty);
            let value = self.observe(value);
            let seven = self.pos.ins().iconst(types::I8, 7);
            sum = self.pos.ins().rotl(sum, seven);
            sum = self.pos.ins().bxor(sum, value);
        }
        sum
    }

    fn end(
        &mut self,
        end: &End,
        blocks: &[Block],
        params: &[Vec<Type>],
        exit: Block,
        fuel: Value,
        sum: Value,
    ) {
        if matches!(end, End::Return) {
            self.pos.ins().jump(exit, &[BlockArg::Value(sum)]);
            return;
        }
        // Each block has a way out when there is no fuel left.
        let body = self.pos.func.dfg.make_block();
        self.pos
            .ins()
            .brif(fuel, body, &[], exit, &[BlockArg::Value(sum)]);
        self.pos.func.layout.append_block(body);
        self.pos.goto_bottom(body);
        let mut calls = Vec::new();
        for target in end.targets() {
            let mut args = vec![BlockArg::Value(fuel), BlockArg::Value(sum)];
            for ty in &params[target][2..] {
                args.push(BlockArg::Value(self.any(*ty)));
            }
            calls.push((blocks[target], args));
        }
        let ty = self.int();
        match end {
            End::Jump(_) => {
                self.pos.ins().jump(calls[0].0, &calls[0].1);
            }
            End::Branch(..) => {
                let cond = if self.rng.one_in(2) {
                    self.compare()
                } else {
                    self.any(ty)
                };
                self.pos
                    .ins()
                    .brif(cond, calls[0].0, &calls[0].1, calls[1].0, &calls[1].1);
            }
            End::Table(_) => {
                let index = self.any(types::I32);
                let mask = self.pos.ins().iconst(types::I32, 7);
                let index = self.pos.ins().band(index, mask);
                let pool = &mut self.pos.func.dfg.value_lists;
                let mut all: Vec<_> = calls
                    .iter()
                    .map(|(block, args)| ir::BlockCall::new(*block, args.clone(), pool))
                    .collect();
                let default = all.pop().expect("a table has a default");
                let table = self
                    .pos
                    .func
                    .create_jump_table(JumpTableData::new(default, &all));
                self.pos.ins().br_table(index, table);
            }
            End::Return => {}
        }
    }

    fn compare(&mut self) -> Value {
        if self.rng.one_in(4) {
            let ty = self.float();
            let (x, y) = (self.any(ty), self.any(ty));
            let cond = self.rng.pick(FloatCC::all());
            return self.pos.ins().fcmp(cond, x, y);
        }
        let ty = self.int();
        let (x, y) = (self.any(ty), self.any(ty));
        let cond = self.rng.pick(IntCC::all());
        self.pos.ins().icmp(cond, x, y)
    }

    fn statement(&mut self) {
        match self.rng.below(24) {
            0..=5 => self.binary_int(),
            6..=8 => self.unary_int(),
            9 | 10 => self.convert_int(),
            11 | 12 => {
                let value = self.compare();
                self.keep(value);
            }
            13 => self.choose(),
            14 => self.overflow(),
            15 => self.float_operator(),
            16 => self.convert_float(),
            17 | 18 => self.store(),
            19 | 20 => self.load(),
            21 => self.atomic(),
            22 => self.vector(),
            _ => self.rare(),
        }
    }

    fn binary_int(&mut self) {
        let ty = self.int();
        let (x, y) = (self.any(ty), self.any(ty));
        let amount_ty = self.int();
        let value = match self.rng.below(24) {
            0..=2 => self.pos.ins().iadd(x, y),
            3 | 4 => self.pos.ins().isub(x, y),
            5 => self.pos.ins().imul(x, y),
            6 => self.pos.ins().band(x, y),
            7 => self.pos.ins().bor(x, y),
            8 => self.pos.ins().bxor(x, y),
            9 => self.pos.ins().smin(x, y),
            10 => self.pos.ins().smax(x, y),
            11 => self.pos.ins().umin(x, y),
            12 => self.pos.ins().umax(x, y),
            13 if ty != types::I128 => self.pos.ins().umulhi(x, y),
            14 if ty != types::I128 => self.pos.ins().smulhi(x, y),
            15..=19 => {
                let amount = self.any(amount_ty);
                match self.rng.below(5) {
                    0 => self.pos.ins().ishl(x, amount),
                    1 => self.pos.ins().ushr(x, amount),
                    2 => self.pos.ins().sshr(x, amount),
                    3 => self.pos.ins().rotl(x, amount),
                    _ => self.pos.ins().rotr(x, amount),
                }
            }
            _ => {
                // Mostly not by zero.
                let y = if self.rng.one_in(12) {
                    y
                } else {
                    let one = self.one(ty);
                    self.pos.ins().bor(y, one)
                };
                match self.rng.below(4) {
                    0 => self.pos.ins().udiv(x, y),
                    1 => self.pos.ins().sdiv(x, y),
                    2 => self.pos.ins().urem(x, y),
                    _ => self.pos.ins().srem(x, y),
                }
            }
        };
        self.keep(value);
    }

    fn one(&mut self, ty: Type) -> Value {
        if ty == types::I128 {
            let one = self.pos.ins().iconst(types::I64, 1);
            return self.pos.ins().uextend(ty, one);
        }
        self.pos.ins().iconst(ty, 1)
    }

    fn unary_int(&mut self) {
        let ty = self.int();
        let x = self.any(ty);
        let value = match self.rng.below(10) {
            0 => self.pos.ins().ineg(x),
            1 if ty != types::I128 => self.pos.ins().iabs(x),
            2 => self.pos.ins().bnot(x),
            // The interpreter counts no bits of `i128`.
            3 if ty != types::I128 => self.pos.ins().popcnt(x),
            4 => self.pos.ins().clz(x),
            5 => self.pos.ins().ctz(x),
            6 => self.pos.ins().cls(x),
            7 if ty != types::I8 => self.pos.ins().bswap(x),
            8 => self.pos.ins().bitrev(x),
            _ => {
                let to = self.int();
                self.pos.ins().bmask(to, x)
            }
        };
        self.keep(value);
    }

    fn convert_int(&mut self) {
        let (from, to) = (self.int(), self.int());
        let x = self.any(from);
        let value = if from.bits() < to.bits() {
            match self.rng.below(2) {
                0 => self.pos.ins().uextend(to, x),
                _ => self.pos.ins().sextend(to, x),
            }
        } else if from.bits() > to.bits() {
            self.pos.ins().ireduce(to, x)
        } else if from == types::I128 {
            let (lo, hi) = self.pos.ins().isplit(x);
            self.keep(lo);
            hi
        } else if from == types::I64 {
            let y = self.any(from);
            self.pos.ins().iconcat(x, y)
        } else {
            return;
        };
        self.keep(value);
    }

    fn choose(&mut self) {
        let ty = if self.rng.one_in(4) {
            self.rng.pick(&VECTORS)
        } else {
            self.rng.pick(&SCALARS)
        };
        let (x, y) = (self.any(ty), self.any(ty));
        let cond_ty = self.int();
        let cond = if self.rng.one_in(2) {
            self.compare()
        } else {
            self.any(cond_ty)
        };
        let value = if ty.is_int() && self.rng.one_in(3) {
            let mask = self.any(ty);
            self.pos.ins().bitselect(mask, x, y)
        } else {
            self.pos.ins().select(cond, x, y)
        };
        self.keep(value);
    }

    fn overflow(&mut self) {
        let ty = self.int();
        let (x, y) = (self.any(ty), self.any(ty));
        // compiler-builtins multiplies `i128`.
        let kinds = if ty == types::I128 { 4 } else { 6 };
        let (value, flag) = match self.rng.below(kinds) {
            0 => self.pos.ins().uadd_overflow(x, y),
            1 => self.pos.ins().sadd_overflow(x, y),
            2 => self.pos.ins().usub_overflow(x, y),
            3 => self.pos.ins().ssub_overflow(x, y),
            4 => self.pos.ins().umul_overflow(x, y),
            _ => self.pos.ins().smul_overflow(x, y),
        };
        self.keep(value);
        self.keep(flag);
    }

    fn float_operator(&mut self) {
        let ty = self.float();
        let (x, y) = (self.any(ty), self.any(ty));
        let value = match self.rng.below(14) {
            0 => self.pos.ins().fadd(x, y),
            1 => self.pos.ins().fsub(x, y),
            2 => self.pos.ins().fmul(x, y),
            3 => self.pos.ins().fdiv(x, y),
            4 => self.pos.ins().fmin(x, y),
            5 => self.pos.ins().fmax(x, y),
            6 => {
                let y = self.canonical(y);
                self.pos.ins().fcopysign(x, y)
            }
            7 => self.pos.ins().sqrt(x),
            8 => self.pos.ins().fneg(x),
            9 => self.pos.ins().fabs(x),
            10 => self.pos.ins().ceil(x),
            11 => self.pos.ins().floor(x),
            12 => self.pos.ins().trunc(x),
            _ => self.pos.ins().nearest(x),
        };
        self.keep(value);
    }

    fn convert_float(&mut self) {
        let (float, int) = (self.float(), self.rng.pick(&INTS[..4]));
        let value = match self.rng.below(7) {
            0 => {
                let x = self.any(int);
                self.pos.ins().fcvt_from_uint(float, x)
            }
            1 => {
                let x = self.any(int);
                self.pos.ins().fcvt_from_sint(float, x)
            }
            2 => {
                let x = self.any(float);
                self.pos.ins().fcvt_to_uint_sat(int, x)
            }
            3 => {
                let x = self.any(float);
                self.pos.ins().fcvt_to_sint_sat(int, x)
            }
            4 if self.rng.one_in(4) => {
                let x = self.any(float);
                if self.rng.one_in(2) {
                    self.pos.ins().fcvt_to_uint(int, x)
                } else {
                    self.pos.ins().fcvt_to_sint(int, x)
                }
            }
            5 => {
                let x = self.any(types::F32);
                self.pos.ins().fpromote(types::F64, x)
            }
            _ => {
                let x = self.any(types::F64);
                self.pos.ins().fdemote(types::F32, x)
            }
        };
        self.keep(value);
    }

    /// A place in the slot with room for so many bytes: an address and an offset.
    fn place(&mut self, bytes: u32) -> (Value, i32) {
        let at = self.rng.below((SLOT - bytes + 1) as usize) as i32;
        let offset = self.rng.below(at as usize + 1) as i32;
        let base = self
            .pos
            .ins()
            .stack_addr(types::I32, self.slot, at - offset);
        if self.rng.one_in(4) {
            // An address that is computed.
            let index = self.any(types::I32);
            let zero = self.pos.ins().iconst(types::I32, 0);
            let nothing = self.pos.ins().band(index, zero);
            return (self.pos.ins().iadd(base, nothing), offset);
        }
        (base, offset)
    }

    fn store(&mut self) {
        let ty = if self.rng.one_in(5) {
            self.rng.pick(&VECTORS)
        } else {
            self.rng.pick(&SCALARS)
        };
        let mut value = self.any(ty);
        let flags = self.flags();
        if ty.lane_type().is_float() {
            if ty.is_vector() {
                return;
            }
            value = self.canonical(value);
        }
        let (address, offset) = self.place(ty.bytes());
        match ty {
            types::I32 | types::I64 if self.rng.one_in(3) => {
                if ty == types::I64 && self.rng.one_in(2) {
                    self.pos.ins().istore32(flags, value, address, offset);
                } else if self.rng.one_in(2) {
                    self.pos.ins().istore16(flags, value, address, offset);
                } else {
                    self.pos.ins().istore8(flags, value, address, offset);
                }
            }
            _ => {
                self.pos.ins().store(flags, value, address, offset);
            }
        }
    }

    fn flags(&mut self) -> MemFlagsData {
        if self.rng.one_in(2) {
            MemFlagsData::new()
        } else {
            MemFlagsData::new().with_notrap()
        }
    }

    fn load(&mut self) {
        let ty = if self.rng.one_in(5) {
            self.rng.pick(&VECTORS[..4])
        } else {
            self.rng.pick(&SCALARS)
        };
        let flags = self.flags();
        let (address, offset) = self.place(ty.bytes());
        let value = match ty {
            types::I32 | types::I64 if self.rng.one_in(2) => match self.rng.below(6) {
                0 => self.pos.ins().uload8(ty, flags, address, offset),
                1 => self.pos.ins().sload8(ty, flags, address, offset),
                2 => self.pos.ins().uload16(ty, flags, address, offset),
                3 => self.pos.ins().sload16(ty, flags, address, offset),
                4 if ty == types::I64 => self.pos.ins().uload32(flags, address, offset),
                _ if ty == types::I64 => self.pos.ins().sload32(flags, address, offset),
                _ => self.pos.ins().load(ty, flags, address, offset),
            },
            _ => self.pos.ins().load(ty, flags, address, offset),
        };
        self.keep(value);
    }

    fn atomic(&mut self) {
        let ty = self
            .rng
            .pick(&[types::I8, types::I16, types::I32, types::I64]);
        let at = self.rng.below((SLOT / 8) as usize) as i32 * 8;
        let address = self.pos.ins().stack_addr(types::I32, self.slot, at);
        let (x, y) = (self.any(ty), self.any(ty));
        let flags = MemFlagsData::new();
        let value = match self.rng.below(4) {
            0 => self.pos.ins().atomic_load(ty, flags, address),
            1 => {
                self.pos.ins().atomic_store(flags, x, address);
                return;
            }
            2 => self.pos.ins().atomic_cas(flags, address, x, y),
            _ => {
                let op = self.rng.pick(AtomicRmwOp::all());
                self.pos.ins().atomic_rmw(ty, flags, op, address, x)
            }
        };
        self.keep(value);
    }

    fn vector(&mut self) {
        let ty = self.rng.pick(&VECTORS[..4]);
        let lane = ty.lane_type();
        let (x, y) = (self.any(ty), self.any(ty));
        let value = match self.rng.below(16) {
            0 => self.pos.ins().iadd(x, y),
            1 => self.pos.ins().isub(x, y),
            2 if ty != types::I8X16 => self.pos.ins().imul(x, y),
            3 => self.pos.ins().bxor(x, y),
            4 => self.pos.ins().band(x, y),
            5 => {
                let scalar = self.any(lane);
                let at = self.rng.below(ty.lane_count() as usize) as u8;
                self.pos.ins().insertlane(x, scalar, at)
            }
            6 => {
                let at = self.rng.below(ty.lane_count() as usize) as u8;
                self.pos.ins().extractlane(x, at)
            }
            7 => {
                let cond = self.rng.pick(&[
                    IntCC::Equal,
                    IntCC::NotEqual,
                    IntCC::SignedLessThan,
                    IntCC::SignedGreaterThanOrEqual,
                ]);
                self.pos.ins().icmp(cond, x, y)
            }
            8 if ty != types::I64X2 => self.pos.ins().smin(x, y),
            9 if ty != types::I64X2 => self.pos.ins().umax(x, y),
            10 => self.pos.ins().vall_true(x),
            11 => self.pos.ins().vany_true(x),
            12 => {
                let amount = self.any(types::I32);
                match self.rng.below(3) {
                    0 => self.pos.ins().ishl(x, amount),
                    1 => self.pos.ins().ushr(x, amount),
                    _ => self.pos.ins().sshr(x, amount),
                }
            }
            13 if lane.bits() < 32 => match self.rng.below(4) {
                0 => self.pos.ins().sadd_sat(x, y),
                1 => self.pos.ins().uadd_sat(x, y),
                2 => self.pos.ins().ssub_sat(x, y),
                _ => self.pos.ins().usub_sat(x, y),
            },
            14 if ty != types::I64X2 => match self.rng.below(4) {
                0 => self.pos.ins().swiden_low(x),
                1 => self.pos.ins().swiden_high(x),
                2 => self.pos.ins().uwiden_low(x),
                _ => self.pos.ins().uwiden_high(x),
            },
            _ => {
                let mask = self.any(ty);
                self.pos.ins().bitselect(mask, x, y)
            }
        };
        self.keep(value);
    }

    fn rare(&mut self) {
        match self.rng.below(8) {
            0 => {
                let cond = self.compare();
                let other = self.compare();
                let cond = self.pos.ins().bor(cond, other);
                self.pos.ins().trapz(cond, TrapCode::unwrap_user(1));
            }
            1 => {
                let ty = self.int();
                let (x, y) = (self.any(ty), self.any(ty));
                let same = self.pos.ins().icmp(IntCC::Equal, x, y);
                let other = self.compare();
                let cond = self.pos.ins().band(same, other);
                self.pos.ins().trapnz(cond, TrapCode::unwrap_user(1));
            }
            _ => self.call(),
        }
    }

    /// A call of a function before this one, so that there is no recursion.
    fn call(&mut self) {
        if self.callees.is_empty() {
            return;
        }
        let number = self.rng.below(self.callees.len());
        let signature = self.callees[number].clone();
        let args: Vec<Value> = signature
            .params
            .iter()
            .map(|it| self.any(it.value_type))
            .collect();
        let id = SymbolId::from_u32(number as u32);
        let callee = body::import_function(self.pos.func, id, signature);
        let call = self.pos.ins().call(callee, &args);
        let result = self.pos.func.dfg.first_result(call);
        self.keep(result);
    }
}
