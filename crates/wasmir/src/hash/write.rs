//! The form that is hashed: tags, numbers in little-endian order, and texts with their length before them.

use cranelift_codegen::entity::EntityRef;
use cranelift_codegen::ir::{
    self, ArgumentExtension, Block, BlockCall, FuncRef, GlobalValue, GlobalValueData, Inst,
    InstructionData, MemFlags, Signature, Type, Value,
};

use super::{Detail, Hashes};
use crate::body::{self, Name};
use crate::{
    Binding, Body, Function, Item, LocationId, Module, Policy, SubprogramId, SymbolId, subset,
};

/// Writes the form.
pub(super) struct Writer {
    bytes: Vec<u8>,
    detail: Detail,
}

impl Writer {
    pub(super) fn new(detail: Detail) -> Self {
        // Most bodies are written without growing it.
        let bytes = Vec::with_capacity(4096);
        Writer { bytes, detail }
    }

    pub(super) fn into_bytes(self) -> Vec<u8> {
        self.bytes
    }

    pub(super) fn u8(&mut self, value: u8) {
        self.bytes.push(value);
    }

    pub(super) fn u32(&mut self, value: u32) {
        self.bytes.extend(value.to_le_bytes());
    }

    pub(super) fn u64(&mut self, value: u64) {
        self.bytes.extend(value.to_le_bytes());
    }

    pub(super) fn len(&mut self, value: usize) {
        self.u64(value as u64);
    }

    pub(super) fn bytes(&mut self, bytes: &[u8]) {
        self.len(bytes.len());
        self.bytes.extend_from_slice(bytes);
    }

    pub(super) fn text(&mut self, text: &str) {
        self.bytes(text.as_bytes());
    }

    pub(super) fn flags(&mut self, flags: &[bool]) {
        self.bytes.extend(flags.iter().map(|flag| u8::from(*flag)));
    }

    pub(super) fn optional(&mut self, text: Option<&str>) {
        self.flags(&[text.is_some()]);
        self.text(text.unwrap_or_default());
    }

    fn immediate(&mut self, value: u64) {
        if self.detail.immediates {
            self.u64(value);
        }
    }

    pub(super) fn features(&mut self, module: &Module) {
        self.len(module.features.0.len());
        for (name, policy) in &module.features.0 {
            self.text(name);
            self.flags(&[*policy == Policy::Used]);
        }
    }

    fn ty(&mut self, ty: Type) {
        match subset::number(ty) {
            Some(number) => self.u8(number),
            None => {
                self.u8(u8::MAX);
                self.text(&ty.to_string());
            }
        }
    }

    pub(super) fn signature(&mut self, signature: &Signature) {
        for list in [&signature.params, &signature.returns] {
            self.len(list.len());
            for it in list {
                self.ty(it.value_type);
                self.u8(match it.extension {
                    ArgumentExtension::None => 0,
                    ArgumentExtension::Uext => 1,
                    ArgumentExtension::Sext => 2,
                });
            }
        }
    }

    /// A symbol that `from` refers to, and what encoding a reference depends on.
    pub(super) fn symbol(&mut self, hashes: &Hashes<'_>, from: SymbolId, id: SymbolId) {
        let module = hashes.module;
        let Some(symbol) = module.symbols.get(id) else {
            self.u8(0);
            self.u32(id.as_u32());
            return;
        };
        match &symbol.item {
            Item::Function(_) => {
                self.u8(1);
                if let Some(signature) = module.signature(id) {
                    self.signature(signature);
                }
            }
            Item::Data(data) => {
                self.u8(2);
                self.flags(&[data.is_tls()]);
            }
            Item::Table(table) => {
                self.u8(3);
                self.text(table.element.name());
            }
            Item::Global(global) => {
                self.u8(4);
                self.text(global.ty.name());
                self.flags(&[global.mutable]);
            }
        }
        if !self.detail.symbols {
            return;
        }
        if id == from {
            self.u8(0);
            return;
        }
        match (hashes.local[id], symbol.binding) {
            (Some(hash), _) => {
                self.u8(1);
                self.bytes(&hash.0);
            }
            (None, Binding::Local) => {
                self.u8(2);
                self.text(&symbol.name);
            }
            (None, binding) => {
                self.u8(3);
                self.flags(&[binding == Binding::Weak, symbol.is_defined()]);
                self.text(&symbol.name);
            }
        }
        // Whether an undefined function is imported, and from where, is said once for the module.
        if let Item::Function(Function::Undefined {
            import: Some(it), ..
        }) = &symbol.item
        {
            self.text(&it.module);
            self.text(&it.name);
        }
    }

    pub(super) fn place(&mut self, module: &Module, mut location: Option<LocationId>) {
        let debug = &module.debug;
        while let Some(it) = location.and_then(|id| debug.locations.get(id)) {
            self.u8(1);
            self.text(debug.files.get(it.file).map_or("", |file| &file.path));
            self.u32(it.line);
            self.u32(it.column);
            self.subprogram(module, it.subprogram);
            // The verifier sees to it that they descend; before that, nothing here may go on for ever.
            location = it.inlined_at.filter(|caller| Some(*caller) < location);
        }
        self.u8(0);
    }

    /// A function or block, and those that it is within.
    pub(super) fn subprogram(&mut self, module: &Module, mut id: Option<SubprogramId>) {
        let debug = &module.debug;
        while let Some(it) = id.and_then(|id| debug.subprograms.get(id)) {
            self.u8(1);
            self.text(&it.name);
            self.text(debug.files.get(it.file).map_or("", |file| &file.path));
            self.u32(it.line);
            // The verifier sees to it that they descend, as for places.
            id = it.within.filter(|around| Some(*around) < id);
        }
        self.u8(0);
    }

    /// The body of `id`.
    pub(super) fn body(&mut self, hashes: &Hashes<'_>, id: SymbolId, body: &Body) {
        let ir = &body.ir;
        self.signature(&ir.signature);
        if self.detail.places {
            self.subprogram(hashes.module, body.subprogram);
            self.variables(hashes.module, &body.variables);
        }
        self.len(ir.sized_stack_slots.len());
        for (_, slot) in ir.sized_stack_slots.iter() {
            self.immediate(u64::from(slot.size));
            self.immediate(u64::from(slot.align_shift));
        }
        // Flags are shared by many accesses, and Cranelift says them only as text.
        let accesses: Vec<String> = flags_of(ir);
        let mut writer = BodyWriter {
            w: self,
            hashes,
            id,
            ir,
            accesses,
        };
        for block in ir.layout.blocks() {
            writer.block(block);
        }
    }
}

/// What each of a body's flags of memory says, with alias regions by what they are.
fn flags_of(ir: &ir::Function) -> Vec<String> {
    let mut texts = Vec::new();
    for block in ir.layout.blocks() {
        for inst in ir.layout.block_insts(block) {
            let Some(flags) = ir.dfg.insts[inst].memflags() else {
                continue;
            };
            let index = flags.index();
            if texts.len() <= index {
                texts.resize(index + 1, String::new());
            }
            if texts[index].is_empty() {
                let data = ir.dfg.mem_flags[flags];
                let regions = &ir.dfg.alias_regions;
                let region = data.alias_region().filter(|it| regions.is_valid(*it));
                let region = region.map_or(0, |it| u64::from(regions[it].user_id) + 1);
                texts[index] = format!("{region}{}", data.with_alias_region(None));
            }
        }
    }
    texts
}

struct BodyWriter<'a> {
    w: &'a mut Writer,
    hashes: &'a Hashes<'a>,
    id: SymbolId,
    ir: &'a ir::Function,
    /// By the number of flags.
    accesses: Vec<String>,
}

impl BodyWriter<'_> {
    fn block(&mut self, block: Block) {
        let ir = self.ir;
        self.w.u8(b'B');
        self.w.u32(block.as_u32());
        self.w.flags(&[ir.layout.is_cold(block)]);
        let params = ir.dfg.block_params(block);
        self.w.len(params.len());
        for param in params {
            self.w.u32(param.as_u32());
            self.w.ty(ir.dfg.value_type(*param));
        }
        for inst in ir.layout.block_insts(block) {
            self.inst(inst);
        }
    }

    fn inst(&mut self, inst: Inst) {
        let ir = self.ir;
        let data = &ir.dfg.insts[inst];
        self.w.u8(b'I');
        self.w.u8(data.opcode() as u8);
        for result in ir.dfg.inst_results(inst) {
            self.w.u32(result.as_u32());
            self.w.ty(ir.dfg.value_type(*result));
        }
        self.w.u8(b'=');
        for value in ir.dfg.inst_args(inst) {
            self.value(*value);
        }
        if let Some(flags) = data.memflags() {
            self.flags(flags);
        }
        if self.w.detail.places {
            self.w
                .place(self.hashes.module, body::location(ir.srcloc(inst)));
        }
        self.rest(data);
    }

    /// What an instruction has besides its opcode, values and flags.
    fn rest(&mut self, data: &InstructionData) {
        use InstructionData as I;
        let ir = self.ir;
        match *data {
            I::AtomicCas { .. }
            | I::Binary { .. }
            | I::LoadNoOffset { .. }
            | I::MultiAry { .. }
            | I::NullAry { .. }
            | I::StoreNoOffset { .. }
            | I::Ternary { .. }
            | I::Unary { .. } => {}
            I::AtomicRmw { op, .. } => self.w.u8(op as u8),
            I::BinaryImm8 { imm, .. } | I::TernaryImm8 { imm, .. } => self.w.u8(imm),
            I::IntCompare { cond, .. } => self.w.u8(cond as u8),
            I::FloatCompare { cond, .. } => self.w.u8(cond as u8),
            I::CondTrap { code, .. } | I::Trap { code, .. } | I::IntAddTrap { code, .. } => {
                self.w.u8(code.as_raw().get());
            }
            I::Load { offset, .. } | I::Store { offset, .. } => self.offset(offset.into()),
            I::StackAddr {
                stack_slot, offset, ..
            } => {
                self.w.u32(stack_slot.as_u32());
                self.offset(offset.into());
            }
            I::UnaryImm { imm, .. } => self.w.immediate(imm.bits() as u64),
            I::UnaryIeee16 { imm, .. } => self.w.immediate(u64::from(imm.bits())),
            I::UnaryIeee32 { imm, .. } => self.w.immediate(u64::from(imm.bits())),
            I::UnaryIeee64 { imm, .. } => self.w.immediate(imm.bits()),
            I::UnaryConst {
                constant_handle, ..
            } => {
                if self.w.detail.immediates {
                    self.w
                        .bytes(ir.dfg.constants.get(constant_handle).as_slice());
                }
            }
            I::Shuffle { imm, .. } => {
                let lanes = ir.dfg.immediates.get(imm);
                self.w.bytes(lanes.map_or(&[], |it| it.as_slice()));
            }
            I::Jump {
                ref destination, ..
            } => self.block_call(destination),
            I::Brif { ref blocks, .. } => blocks.iter().for_each(|it| self.block_call(it)),
            I::BranchTable { table, .. } => {
                let table = &ir.dfg.jump_tables[table];
                self.w.len(table.as_slice().len());
                table
                    .all_branches()
                    .iter()
                    .for_each(|it| self.block_call(it));
            }
            I::Call { func_ref, .. } | I::FuncAddr { func_ref, .. } => self.callee(func_ref),
            I::CallIndirect { sig_ref, .. } => self.w.signature(&ir.dfg.signatures[sig_ref]),
            I::UnaryGlobalValue { global_value, .. } => self.global_value(global_value),
            // These are not part of WasmIR; a hash is asked for before a verifier may have said so.
            I::DynamicStackAddr { .. }
            | I::ExceptionHandlerAddress { .. }
            | I::TryCall { .. }
            | I::TryCallIndirect { .. } => self.w.text(&format!("{data:?}")),
        }
    }

    fn value(&mut self, value: Value) {
        self.w.u32(self.ir.dfg.resolve_aliases(value).as_u32());
    }

    fn offset(&mut self, offset: i32) {
        self.w.immediate(offset as u32 as u64);
    }

    fn flags(&mut self, flags: MemFlags) {
        let text = &self.accesses[flags.index()];
        self.w.bytes.push(b'F');
        self.w.text(text);
    }

    fn block_call(&mut self, call: &BlockCall) {
        let pool = &self.ir.dfg.value_lists;
        self.w.u32(call.block(pool).as_u32());
        let arguments: Vec<_> = call.args(pool).collect();
        self.w.len(arguments.len());
        for argument in arguments {
            match argument.as_value() {
                Some(value) => self.value(value),
                None => self.w.text(&argument.to_string()),
            }
        }
    }

    fn callee(&mut self, func: FuncRef) {
        let data = &self.ir.dfg.ext_funcs[func];
        if let Some(signature) = self.ir.dfg.signatures.get(data.signature) {
            self.w.signature(signature);
        }
        match body::callee(self.ir, func) {
            Name::Symbol(symbol) => self.w.symbol(self.hashes, self.id, symbol),
            // An intrinsic is an instruction, and no symbol.
            Name::Intrinsic(name) => self.w.text(name),
            Name::Other => self
                .w
                .text(&data.name.display(Some(&self.ir.params)).to_string()),
        }
    }

    fn global_value(&mut self, value: GlobalValue) {
        match (
            body::global_value(self.ir, value),
            &self.ir.global_values[value],
        ) {
            (Some((symbol, offset)), GlobalValueData::Symbol { tls, .. }) => {
                self.w.immediate(offset as u64);
                self.w.flags(&[*tls]);
                self.w.symbol(self.hashes, self.id, symbol);
            }
            (_, other) => self.w.text(&other.to_string()),
        }
    }
}
