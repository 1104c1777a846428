//! Statics and other data: allocations of the interpreter's become segments with relocations.

use cranelift_codegen::ir::InstBuilder;
use rustc_abi::{self as abi, Endian, HasDataLayout, Primitive, Size, WrappingRange};
use rustc_codegen_ssa::traits::{
    BaseTypeCodegenMethods, ConstCodegenMethods, StaticBuilderMethods, StaticCodegenMethods,
};
use rustc_hir::attrs::Linkage;
use rustc_hir::def_id::{DefId, LOCAL_CRATE};
use rustc_middle::bug;
use rustc_middle::middle::codegen_fn_attrs::CodegenFnAttrFlags;
use rustc_middle::mir::interpret::{
    ConstAllocation, Pointer, Scalar as Interpreted, read_target_uint,
};
use rustc_middle::ty::Instance;
use wasmir::{
    Binding, Constructor, Contents, CustomSection, Data, Item, Relocation, RelocationKind, Segment,
    Symbol, SymbolId,
};

use crate::builder::Builder;
use crate::context::CodegenCx;
use crate::types::Prim;
use crate::value::{Kind, Scalar, Value};

/// The priority of constructors that have none of their own.
const USUAL_PRIORITY: u32 = 65535;

impl<'tcx> CodegenCx<'tcx> {
    /// Whether each thread has its own. Without threads there is one thread's, and it lies with the other data.
    pub fn is_thread_local(&self, def_id: DefId) -> bool {
        let attributes = self.tcx.codegen_fn_attrs(def_id);
        attributes.flags.contains(CodegenFnAttrFlags::THREAD_LOCAL) && self.features.atomics
    }

    /// The bytes of an allocation, and what is to be filled in.
    fn contents(&self, alloc: ConstAllocation<'_>) -> (Vec<u8>, Vec<Relocation>) {
        let alloc = alloc.inner();
        // What is not initialised may be anything, so the interpreter's zeros do.
        let mut bytes = alloc
            .inspect_with_uninit_and_ptr_outside_interpreter(0..alloc.len())
            .to_vec();
        let pointer_size = self.data_layout().pointer_size();
        let layout = abi::Scalar::Initialized {
            value: Primitive::Pointer(abi::AddressSpace::ZERO),
            valid_range: WrappingRange::full(pointer_size),
        };
        let mut relocations = Vec::new();
        for &(at, provenance) in alloc.provenance().ptrs().iter() {
            let start = at.bytes() as usize;
            let place = &bytes[start..start + pointer_size.bytes() as usize];
            let offset = read_target_uint(Endian::Little, place).expect("a pointer's bytes") as u64;
            let pointer = Pointer::new(provenance, Size::from_bytes(offset));
            let scalar = Interpreted::from_pointer(pointer, &self.tcx);
            let target = self
                .scalar_to_backend(scalar, layout, self.type_ptr())
                .one();
            let fill = match target.kind {
                Kind::Const(address) => address as u32,
                _ => 0,
            };
            bytes[start..start + 4].copy_from_slice(&fill.to_le_bytes());
            let (kind, target, addend) = match target.kind {
                Kind::Const(_) => continue,
                Kind::Data { symbol, offset } => (RelocationKind::Address, symbol, offset),
                Kind::Func(symbol) => (RelocationKind::TableIndex, symbol, 0),
                kind => bug!("{kind:?} in data"),
            };
            relocations.push(Relocation {
                offset: start as u32,
                kind,
                target,
                addend,
            });
        }
        relocations.sort_by_key(|it| it.offset);
        (bytes, relocations)
    }

    fn segment(&self, family: &str, name: &str, alloc: ConstAllocation<'_>) -> Segment {
        let (bytes, relocations) = self.contents(alloc);
        let align = alloc.inner().align.bytes() as u32;
        let zero = relocations.is_empty() && bytes.iter().all(|&it| it == 0);
        let (family, contents) = match family {
            ".data" if zero => (".bss", Contents::Zeros(bytes.len() as u32)),
            ".tdata" if zero => (".tbss", Contents::Zeros(bytes.len() as u32)),
            family => (family, Contents::Bytes(bytes)),
        };
        let mut segment = Segment::new(format!("{family}.{name}"), align, contents);
        segment.relocations = relocations;
        segment
    }

    fn local_data(&self, family: &str, prefix: &str, alloc: ConstAllocation<'_>) -> SymbolId {
        let name = self.local_name(prefix);
        let segment = self.segment(family, &name, alloc);
        let symbol = Symbol::new(name, Item::Data(Data::Defined(segment))).local();
        self.module.borrow_mut().symbols.push(symbol)
    }

    /// Data that has no name and may be written.
    pub fn mutable_data(&self, alloc: ConstAllocation<'_>) -> SymbolId {
        let key = std::ptr::from_ref(alloc.inner()).addr();
        if let Some(&symbol) = self.allocations.borrow().get(&key) {
            return symbol;
        }
        let symbol = self.local_data(".data", "data", alloc);
        self.allocations.borrow_mut().insert(key, symbol);
        symbol
    }

    /// The symbol of a static, from elsewhere if this codegen unit does not define it.
    pub fn static_symbol(&self, def_id: DefId) -> SymbolId {
        if let Some(&symbol) = self.statics.borrow().get(&def_id) {
            return symbol;
        }
        let name = self.tcx.symbol_name(Instance::mono(self.tcx, def_id)).name;
        let attributes = self.tcx.codegen_fn_attrs(def_id);
        let tls = self.is_thread_local(def_id);
        let symbol = self.symbol(name, || Item::Data(Data::Undefined { tls }));
        let symbol = match attributes.import_linkage {
            Some(linkage) => self.linkage_static(symbol, name, linkage),
            None => symbol,
        };
        self.statics.borrow_mut().insert(def_id, symbol);
        symbol
    }

    /// A foreign static with `#[linkage]` is a pointer that holds the address of the symbol, or null if there is none.
    fn linkage_static(&self, target: SymbolId, name: &str, linkage: Linkage) -> SymbolId {
        if linkage == Linkage::ExternalWeak {
            self.with_symbol(target, |it| it.binding = Binding::Weak);
        }
        let crate_id = self.tcx.stable_crate_id(LOCAL_CRATE);
        let name = format!("_rust_extern_with_linkage_{crate_id:016x}_{name}");
        let mut segment = Segment::new(format!(".data.{name}"), 4, vec![0; 4]);
        segment.relocations.push(Relocation {
            offset: 0,
            kind: RelocationKind::Address,
            target,
            addend: 0,
        });
        let symbol = Symbol::new(name, Item::Data(Data::Defined(segment))).local();
        self.module.borrow_mut().symbols.push(symbol)
    }
}

impl<'tcx> StaticCodegenMethods for CodegenCx<'tcx> {
    fn static_addr_of(&self, alloc: ConstAllocation<'_>, kind: Option<&str>) -> Value {
        let key = std::ptr::from_ref(alloc.inner()).addr();
        if let Some(&symbol) = self.allocations.borrow().get(&key) {
            return Value::data(symbol, 0);
        }
        let symbol = self.local_data(".rodata", kind.unwrap_or("const"), alloc);
        self.allocations.borrow_mut().insert(key, symbol);
        Value::data(symbol, 0)
    }

    fn codegen_static(&mut self, def_id: DefId) {
        let tcx = self.tcx;
        let Ok(alloc) = tcx.eval_static_initializer(def_id) else {
            // The error has been reported.
            return;
        };
        let attributes = tcx.codegen_fn_attrs(def_id);
        let name = tcx.symbol_name(Instance::mono(tcx, def_id)).name;
        let family = if self.is_thread_local(def_id) {
            ".tdata"
        } else if alloc.inner().mutability.is_not() {
            ".rodata"
        } else {
            ".data"
        };
        let symbol = self.static_symbol(def_id);
        let segment = self.segment(family, name, alloc);
        if let Some(section) = attributes.link_section {
            self.link_section(section.as_str(), &segment);
        }
        let used = attributes.flags.contains(CodegenFnAttrFlags::USED_LINKER);
        self.with_symbol(symbol, |it| {
            it.item = Item::Data(Data::Defined(segment));
            it.retain |= used;
        });
    }
}

impl<'tcx> CodegenCx<'tcx> {
    /// A static with `#[link_section]` goes to a custom section of that name; functions whose addresses are in `.init_array`
    /// become constructors.
    fn link_section(&self, section: &str, segment: &Segment) {
        let mut module = self.module.borrow_mut();
        let Some(rest) = section.strip_prefix(".init_array") else {
            let Contents::Bytes(bytes) = &segment.contents else {
                let bytes = vec![0; segment.contents.len()];
                module.custom_sections.push(CustomSection {
                    name: section.to_owned(),
                    bytes,
                });
                return;
            };
            module.custom_sections.push(CustomSection {
                name: section.to_owned(),
                bytes: bytes.clone(),
            });
            return;
        };
        let priority = rest
            .strip_prefix('.')
            .and_then(|it| it.parse().ok())
            .unwrap_or(USUAL_PRIORITY);
        for relocation in &segment.relocations {
            if relocation.kind == RelocationKind::TableIndex {
                module.constructors.push(Constructor {
                    priority,
                    function: relocation.target,
                });
            }
        }
    }
}

impl<'a, 'tcx> StaticBuilderMethods for Builder<'a, 'tcx> {
    fn get_static(&mut self, def_id: DefId) -> Value {
        let symbol = self.cx.static_symbol(def_id);
        if !self.cx.is_thread_local(def_id) {
            return Value::data(symbol, 0);
        }
        let data = self.body.borrow_mut().data(symbol, 0, true);
        let address = self.ins(|ins| ins.tls_value(Prim::Ptr.clif(), data));
        Value::One(Scalar::ssa(address, Prim::Ptr))
    }
}
