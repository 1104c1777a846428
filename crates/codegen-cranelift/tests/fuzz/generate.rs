//! Random functions over the whole of WasmIR's subset: types, operators, control flow, memory, calls.

mod extra;
mod floats;
mod integers;
mod memory;
mod vectors;

use std::collections::HashMap;

use wasmir::cranelift_codegen::cursor::{Cursor, FuncCursor};
use wasmir::cranelift_codegen::ir::condcodes::{FloatCC, IntCC};
use wasmir::cranelift_codegen::ir::{
    self, AbiParam, Block, BlockArg, Function, InstBuilder, JumpTableData, MemFlagsData, Signature,
    StackSlot, StackSlotData, StackSlotKind, TrapCode, Type, Value, types,
};
use wasmir::cranelift_codegen::isa::CallConv;
use wasmir::{Body, Module, Symbol, SymbolId, body};

use super::graph::{End, Graph};
use super::rng::Rng;

const INTS: [Type; 5] = [types::I8, types::I16, types::I32, types::I64, types::I128];
const SCALARS: [Type; 7] = [
    types::I8,
    types::I16,
    types::I32,
    types::I64,
    types::I128,
    types::F32,
    types::F64,
];
const VECTORS: [Type; 6] = [
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
    let extra = seed & 256 != 0;
    if extra && seed & 1 != 0 {
        module.features.enable("atomics");
    }
    let mut leaves = Vec::new();
    for number in 0..functions {
        let mut rng = Rng::new(seed.wrapping_mul(1000).wrapping_add(number as u64));
        let id = SymbolId::from_u32(number as u32);
        // Every other one calls others, and only those that call none: with more levels of calls in loops some do not end in
        // the interpreter's lifetime.
        let calls = number % 2 == 1;
        let pointer = takes_pointer(seed, number);
        let callees = if calls { &leaves[..] } else { &[] };
        let func = function(&mut rng, id, callees, extra, pointer);
        if !calls {
            leaves.push(Callee {
                id,
                signature: func.signature.clone(),
                takes_pointer: pointer,
            });
        }
        let mut symbol = Symbol::new(format!("f{number}"), Body::new(func));
        symbol.export = Some(format!("f{number}"));
        module.symbols.push(symbol);
    }
    module
}

/// Whether the first parameter is the address of the caller's slot, so that only a caller can call it.
pub fn takes_pointer(seed: u64, number: usize) -> bool {
    seed & 256 != 0 && seed & 2 != 0 && number.is_multiple_of(2)
}

fn signature(rng: &mut Rng, takes_pointer: bool) -> Signature {
    let mut signature = Signature::new(CallConv::Fast);
    if takes_pointer {
        signature.params.push(AbiParam::new(types::I32));
    }
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

/// A function that may be called.
#[derive(Clone)]
struct Callee {
    id: SymbolId,
    signature: Signature,
    takes_pointer: bool,
}

struct Maker<'a> {
    rng: &'a mut Rng,
    pos: FuncCursor<'a>,
    /// Values that may be used here, by type.
    values: HashMap<Type, Vec<Value>>,
    slot: StackSlot,
    /// Another slot, and its bytes, in modules with the operators of [`extra`].
    other: Option<(StackSlot, u32)>,
    callees: &'a [Callee],
    /// The address of the caller's slot, which is as large.
    pointer: Option<Value>,
}

const SLOT: u32 = 64;

fn function(
    rng: &mut Rng,
    id: SymbolId,
    callees: &[Callee],
    extra: bool,
    takes_pointer: bool,
) -> Function {
    let signature = signature(rng, takes_pointer);
    let mut func = Function::with_name_signature(body::name(id), signature.clone());
    let graph = Graph::random(rng, 9);
    let other = extra.then(|| {
        let size = rng.pick(&[0, 8, 40, 200]);
        let data = StackSlotData::new(StackSlotKind::ExplicitSlot, size, 3);
        (func.create_sized_stack_slot(data), size)
    });
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
    let pointer = takes_pointer.then(|| func.dfg.block_params(blocks[0])[0]);
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
        let skipped = if number == 0 {
            usize::from(takes_pointer)
        } else {
            2
        };
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
            other,
            callees,
            pointer,
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
        other,
        callees,
        pointer,
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
        if self.other.is_some() && self.rng.one_in(6) {
            return self.extra();
        }
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

    /// A call of a function before this one, if it may call any.
    fn call(&mut self) {
        if self.callees.is_empty() {
            return;
        }
        let number = self.rng.below(self.callees.len());
        let Callee {
            id,
            signature,
            takes_pointer,
        } = self.callees[number].clone();
        let mut args = Vec::new();
        if takes_pointer {
            args.push(self.pos.ins().stack_addr(types::I32, self.slot, 0));
        }
        for param in &signature.params[args.len()..] {
            args.push(self.any(param.value_type));
        }
        let callee = body::import_function(self.pos.func, id, signature);
        let call = self.pos.ins().call(callee, &args);
        let result = self.pos.func.dfg.first_result(call);
        self.keep(result);
    }
}
