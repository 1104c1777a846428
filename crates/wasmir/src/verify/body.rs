//! What is checked of a body.

use cranelift_codegen::ir::condcodes::IntCC;
use cranelift_codegen::ir::entities::AnyEntity;
use cranelift_codegen::ir::{
    self, Endianness, ExternalName, FuncRef, GlobalValueData, Inst, InstructionData, Opcode,
    Signature, Type, Value, ValueDef, types,
};
use cranelift_codegen::isa::TargetIsa;
use cranelift_codegen::verify_function;

use super::module::{Report, check_signature};
use super::{Place, VerifyError};
use crate::body::{self, Name};
use crate::intrinsic::{self, Intrinsic, Operand};
use crate::subset::{self, Verdict};
use crate::{Body, Global, Item, Module, SymbolId, ValType};

/// How large the part of a body's frame that is one slot may be: half of the address space, and nobody has that.
const MAX_SLOT: u32 = 1 << 30;
/// The greatest alignment of a slot, as a power of two.
const MAX_SLOT_ALIGN: u8 = 16;

/// Checks the body of `id`.
pub(super) fn check(
    module: &Module,
    id: SymbolId,
    body: &Body,
    isa: &dyn TargetIsa,
    errors: &mut Vec<VerifyError>,
) {
    let before = errors.len();
    let mut checker = Checker {
        module,
        id,
        ir: &body.ir,
        errors,
    };
    checker.declarations();
    checker.opcodes();
    let known = checker.errors.len() > before;
    if let Err(faults) = verify_function(&body.ir, isa) {
        for fault in faults.0 {
            // What was refused for a reason of ours may be wrong for Cranelift, too, and ours says more.
            let ours = match fault.location {
                AnyEntity::Inst(inst) => checker.is_refused(inst),
                AnyEntity::GlobalValue(_) => true,
                _ => false,
            };
            if known && ours {
                continue;
            }
            checker.cranelift(&fault);
        }
        // The types of values cannot be relied on.
        return;
    }
    checker.instructions();
}

struct Checker<'a> {
    module: &'a Module,
    id: SymbolId,
    ir: &'a ir::Function,
    errors: &'a mut Vec<VerifyError>,
}

impl Checker<'_> {
    /// Errors at the body as a whole, or at one of its declarations.
    fn at(&mut self, what: impl std::fmt::Display) -> Report<'_> {
        Report {
            place: Place::body(self.module, self.id, what),
            errors: self.errors,
        }
    }

    fn at_inst(&mut self, inst: Inst) -> Report<'_> {
        Report {
            place: Place::inst(self.module, self.id, self.ir, inst),
            errors: self.errors,
        }
    }

    /// An error that Cranelift's verifier found.
    fn cranelift(&mut self, fault: &cranelift_codegen::verifier::VerifierError) {
        let message = fault.message.clone();
        match fault.location {
            AnyEntity::Inst(inst) if self.ir.layout.inst_block(inst).is_some() => {
                self.at_inst(inst).invalid(message)
            }
            AnyEntity::Function => self.at("body").invalid(message),
            other => self.at(other).invalid(message),
        }
    }

    fn is_refused(&self, inst: Inst) -> bool {
        let opcode = self.ir.dfg.insts[inst].opcode();
        matches!(subset::verdict(opcode), Verdict::Refused(_))
    }

    /// What stands before the first block.
    fn declarations(&mut self) {
        let (module, ir) = (self.module, self.ir);
        let expected = body::name(self.id);
        if ir.name != expected {
            let message = format!(
                "the body is named `{}`; it is that of `{expected}`",
                ir.name
            );
            self.at("body").invalid(message);
        }
        if ir.layout.entry_block().is_none() {
            self.at("body").invalid("it has no block");
        }
        if ir.stack_limit.is_some() {
            self.at("stack_limit")
                .not_supported("WebAssembly's host limits the stack");
        }
        if !ir.dynamic_stack_slots.is_empty() {
            self.at("body")
                .not_supported("stack slots of dynamic vectors");
        }
        for (slot, data) in ir.sized_stack_slots.iter() {
            if data.size > MAX_SLOT {
                self.at(slot)
                    .invalid(format!("{} bytes; there are at most {MAX_SLOT}", data.size));
            }
            if data.align_shift > MAX_SLOT_ALIGN {
                self.at(slot).invalid(format!(
                    "aligned to 2^{}; the most is 2^{MAX_SLOT_ALIGN}",
                    data.align_shift
                ));
            }
        }
        for (signature, data) in ir.dfg.signatures.iter() {
            check_signature(module, data, &mut self.at(signature));
        }
        for (value, data) in ir.global_values.iter() {
            self.global_value(value, data);
        }
        for (region, data) in ir.dfg.alias_regions.iter() {
            if data.description.contains(['"', '\n']) {
                self.at(region).invalid(
                    "its description has a quotation mark or a line break, which has no text form",
                );
            }
        }
        for func in ir.dfg.ext_funcs.keys() {
            self.function_reference(func);
        }
    }

    fn global_value(&mut self, value: ir::GlobalValue, data: &GlobalValueData) {
        let module = self.module;
        let GlobalValueData::Symbol {
            name, offset, tls, ..
        } = data
        else {
            self.at(value).not_supported("a global value is a symbol");
            return;
        };
        let Some(target) = self.symbol(name) else {
            let message = "it names no symbol of this module";
            self.at(value).invalid(message);
            return;
        };
        let fits = i32::try_from(offset.bits()).is_ok();
        let mut report = self.at(value);
        if !fits {
            report.invalid(format!(
                "the offset {} does not fit into an address",
                offset.bits()
            ));
        }
        match &module.symbols[target].item {
            Item::Data(data) if data.is_tls() != *tls => {
                let message = if *tls {
                    "`tls` for data that is not in thread-local storage"
                } else {
                    "data in thread-local storage without `tls`"
                };
                report.invalid(message);
            }
            Item::Data(_) => {}
            Item::Table(_) => {
                if *tls || offset.bits() != 0 {
                    report.invalid("a table has no address; leave out `tls` and the offset");
                }
            }
            Item::Function(_) => {
                report.invalid("it names a function, whose index is that of `func_addr`")
            }
            Item::Global(_) => {
                report.invalid("it names a global, which has no address; it is read by a call")
            }
        }
    }

    /// The symbol of this module that is named.
    fn symbol(&self, name: &ExternalName) -> Option<SymbolId> {
        match body::resolve(self.ir, name) {
            Name::Symbol(id) if self.module.symbols.is_valid(id) => Some(id),
            _ => None,
        }
    }

    fn function_reference(&mut self, func: FuncRef) {
        let (module, ir) = (self.module, self.ir);
        let data = &ir.dfg.ext_funcs[func];
        // Cranelift's reader leaves these where numbers are left out.
        let Some(signature) = ir.dfg.signatures.get(data.signature) else {
            return;
        };
        if data.patchable {
            self.at(func).not_supported("a call that can be patched");
        }
        match body::resolve(ir, &data.name) {
            Name::Intrinsic(name) => match intrinsic::find(name) {
                Some(found) => self.intrinsic_declaration(func, found, signature),
                None => self
                    .at(func)
                    .invalid(format!("there is no intrinsic `%{name}`")),
            },
            Name::Symbol(id) => match module.symbols.get(id).map(|it| &it.item) {
                Some(Item::Function(_)) => {
                    // A broken alias has none, and is reported there.
                    if let Some(declared) = module.signature(id)
                        && declared != signature
                    {
                        let message =
                            format!("declared here as `{signature}`, and by {id} as `{declared}`");
                        self.at(func).invalid(message);
                    }
                }
                Some(Item::Global(global)) => self.global_access(func, global, signature),
                Some(Item::Data(_)) => self
                    .at(func)
                    .invalid(format!("{id} is data and cannot be called")),
                Some(Item::Table(_)) => self
                    .at(func)
                    .invalid(format!("{id} is a table and cannot be called")),
                None => self.at(func).invalid(format!("{id} does not exist")),
            },
            Name::Other => self
                .at(func)
                .invalid("it names neither a symbol of this module nor an intrinsic"),
        }
    }

    fn intrinsic_declaration(&mut self, func: FuncRef, it: &Intrinsic, signature: &Signature) {
        let declared = it.signature();
        let has_feature = it
            .feature
            .is_none_or(|feature| self.module.features.has(feature));
        let mut report = self.at(func);
        if declared != *signature {
            report.invalid(format!(
                "declared here as `{signature}`; `%{}` is `{declared}`",
                it.name
            ));
        }
        if !has_feature {
            let feature = it.feature.unwrap_or_default();
            report.invalid(format!("`%{}` without the feature `{feature}`", it.name));
        }
    }

    /// A global is called to read or to set it.
    fn global_access(&mut self, func: FuncRef, global: &Global, signature: &Signature) {
        let matches = |ty: Type| match global.ty {
            ValType::I32 => ty == types::I32,
            ValType::I64 => ty == types::I64,
            ValType::F32 => ty == types::F32,
            ValType::F64 => ty == types::F64,
            ValType::V128 => ty.is_vector() && ty.bits() == 128,
            ValType::FuncRef | ValType::ExternRef => false,
        };
        let mut report = self.at(func);
        match (&signature.params[..], &signature.returns[..]) {
            ([], [result]) if matches(result.value_type) => {}
            ([param], []) if matches(param.value_type) => {
                if !global.mutable {
                    report.invalid("the global that this sets cannot be set");
                }
            }
            _ => {
                let ty = global.ty.name();
                let message = match global.ty.is_ref() {
                    true => "Cranelift's IR has no references, so that this global cannot be read or set".to_owned(),
                    false => format!("a global is read by `() -> {ty}` and set by `({ty})`, and not by `{signature}`"),
                };
                report.invalid(message);
            }
        }
    }

    /// Which instructions there are, and where they come from.
    fn opcodes(&mut self) {
        let ir = self.ir;
        let locations = self.module.debug.locations.len();
        for block in ir.layout.blocks() {
            for inst in ir.layout.block_insts(block) {
                let opcode = ir.dfg.insts[inst].opcode();
                if let Verdict::Refused(reason) = subset::verdict(opcode) {
                    self.at_inst(inst).not_supported(reason);
                }
                if let Some(location) = body::location(ir.srcloc(inst))
                    && location.as_u32() as usize >= locations
                {
                    self.at_inst(inst)
                        .invalid(format!("it comes from {location}, which does not exist"));
                }
            }
        }
    }

    /// Types, memory and tables, when Cranelift says that types can be relied on.
    fn instructions(&mut self) {
        let ir = self.ir;
        let simd = self.module.features.has("simd128");
        for block in ir.layout.blocks() {
            for param in ir.dfg.block_params(block) {
                let ty = ir.dfg.value_type(*param);
                if !subset::ANY.contains(ty) {
                    let message = format!("the type `{ty}`; there are {}", subset::ANY);
                    self.at(format!("{block}: {param}")).not_supported(message);
                } else if ty.is_vector() && !simd {
                    let message = format!("the type `{ty}` without the feature `simd128`");
                    self.at(format!("{block}: {param}")).invalid(message);
                }
            }
            for inst in ir.layout.block_insts(block) {
                self.types(inst, simd);
                self.memory(inst);
                self.tables(inst);
                self.addresses(inst);
            }
        }
    }

    fn types(&mut self, inst: Inst, simd: bool) {
        let dfg = &self.ir.dfg;
        let opcode = dfg.insts[inst].opcode();
        let Verdict::Allowed(allowed) = subset::verdict(opcode) else {
            return;
        };
        let operands = dfg.inst_args(inst).iter().chain(dfg.inst_results(inst));
        let wrong: Vec<Type> = operands.map(|value| dfg.value_type(*value)).collect();
        let vector = wrong.iter().copied().find(|ty| ty.is_vector());
        if let Some(ty) = wrong.into_iter().find(|ty| !allowed.contains(*ty)) {
            let message = format!("`{opcode}` with `{ty}`; it takes {allowed}");
            self.at_inst(inst).not_supported(message);
            return;
        }
        let Some(ty) = vector else {
            return;
        };
        if !simd {
            self.at_inst(inst)
                .invalid(format!("the type `{ty}` without the feature `simd128`"));
            return;
        }
        match self.ir.dfg.insts[inst] {
            InstructionData::Binary {
                opcode: Opcode::Imul,
                ..
            } if ty == types::I8X16 => {
                self.at_inst(inst)
                    .not_supported("`imul` with `i8x16`; widen the lanes");
            }
            InstructionData::IntCompare { cond, .. } if ty == types::I64X2 => {
                let signed =
                    matches!(cond, IntCC::Equal | IntCC::NotEqual) || cond.unsigned() != cond;
                if !signed {
                    self.at_inst(inst)
                        .not_supported("`i64x2` is compared as signed only");
                }
            }
            _ => {}
        }
    }

    /// Memory is little-endian. That addresses have 32 bits is seen to by Cranelift.
    fn memory(&mut self, inst: Inst) {
        let dfg = &self.ir.dfg;
        if let Some(flags) = dfg.insts[inst].memflags()
            && dfg.mem_flags[flags].explicit_endianness() == Some(Endianness::Big)
        {
            self.at_inst(inst)
                .not_supported("WebAssembly's memory is little-endian");
        }
    }

    /// A table's symbol is an operand of intrinsics, where they take a table, and of nothing else.
    fn tables(&mut self, inst: Inst) {
        let ir = self.ir;
        let operands: &[Operand] = match ir.dfg.insts[inst] {
            InstructionData::Call { func_ref, .. } => match body::callee(ir, func_ref) {
                Name::Intrinsic(name) => intrinsic::find(name).map_or(&[], |it| it.operands),
                _ => &[],
            },
            _ => &[],
        };
        for (index, value) in ir.dfg.inst_values(inst).enumerate() {
            let takes = operands.get(index) == Some(&Operand::Table);
            match (takes, self.is_table(value)) {
                (true, false) => {
                    let message = format!(
                        "{value} is to be a table: what `symbol_value` gives of a table's symbol"
                    );
                    self.at_inst(inst).invalid(message);
                }
                (false, true) => {
                    let message = format!(
                        "{value} is a table, which only intrinsics that work on tables take"
                    );
                    self.at_inst(inst).invalid(message);
                }
                _ => {}
            }
        }
    }

    /// What `symbol_value`, `tls_value` and `func_addr` can give the value of.
    fn addresses(&mut self, inst: Inst) {
        let ir = self.ir;
        match ir.dfg.insts[inst] {
            InstructionData::UnaryGlobalValue {
                opcode,
                global_value,
            } => {
                let GlobalValueData::Symbol { tls, .. } = ir.global_values[global_value] else {
                    return;
                };
                if tls != (opcode == Opcode::TlsValue) {
                    let right = if tls { "tls_value" } else { "symbol_value" };
                    self.at_inst(inst)
                        .invalid(format!("the value of {global_value} is that of `{right}`"));
                }
            }
            InstructionData::FuncAddr { func_ref, .. } => {
                let is_function = match body::callee(ir, func_ref) {
                    Name::Symbol(id) => self.module.function(id).is_some(),
                    _ => false,
                };
                if !is_function {
                    self.at_inst(inst)
                        .invalid(format!("{func_ref} is no function, and has no index"));
                }
            }
            _ => {}
        }
    }

    fn is_table(&self, value: Value) -> bool {
        let ir = self.ir;
        let ValueDef::Result(inst, _) = ir.dfg.value_def(value) else {
            return false;
        };
        let InstructionData::UnaryGlobalValue { global_value, .. } = ir.dfg.insts[inst] else {
            return false;
        };
        let symbol =
            body::global_value(ir, global_value).and_then(|(id, _)| self.module.symbols.get(id));
        symbol.is_some_and(|it| matches!(it.item, Item::Table(_)))
    }
}
