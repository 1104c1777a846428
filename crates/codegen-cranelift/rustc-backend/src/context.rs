//! The context of one codegen unit: its module as far as it is built, and what it knows by name.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use cranelift_codegen::ir::{self, FuncRef, GlobalValue};
use rustc_abi::{HasDataLayout, TargetDataLayout};
use rustc_codegen_ssa::errors::FailedToGetLayout;
use rustc_codegen_ssa::traits::{BackendTypes, MiscCodegenMethods};
use rustc_data_structures::fx::{FxHashMap, FxHashSet, FxIndexMap, FxIndexSet};
use rustc_middle::span_bug;
use rustc_middle::ty::layout::{
    FnAbiError, FnAbiOfHelpers, FnAbiRequest, HasTyCtxt, HasTypingEnv, LayoutError, LayoutOfHelpers,
};
use rustc_middle::ty::{self, ExistentialTraitRef, Instance, Ty, TyCtxt};
use rustc_session::Session;
use rustc_span::def_id::DefId;
use rustc_span::{Span, Spanned};
use rustc_target::spec::{HasTargetSpec, Target};
use wasmir::{
    Function, Item, LocationId, Module, SubprogramId, Symbol, SymbolId, Variable, Visibility,
};

use crate::abi::{FnSig, SignatureData};
use crate::debuginfo::{DebugContext, Scope};
use crate::dump::Statements;
use crate::features::Features;
use crate::promote::Slots;
use crate::types::Type;
use crate::value::Value;
use crate::write::Unit;

/// What is known of a codegen unit while it is translated.
pub struct CodegenCx<'tcx> {
    pub tcx: TyCtxt<'tcx>,
    pub features: Features,
    pub module: RefCell<Module>,
    pub signatures: RefCell<FxIndexSet<Rc<SignatureData>>>,
    /// Bodies in the order in which they were begun.
    pub bodies: RefCell<Vec<Rc<RefCell<Body>>>>,
    pub debug: DebugContext<'tcx>,
    /// Symbols that other objects see, by the name that is linked by.
    pub symbols: RefCell<FxHashMap<String, SymbolId>>,
    /// Functions in the order in which they were named.
    pub instances: RefCell<FxIndexMap<Instance<'tcx>, SymbolId>>,
    pub statics: RefCell<FxHashMap<DefId, SymbolId>>,
    /// Data of allocations, by the address of the interned allocation.
    pub allocations: RefCell<FxHashMap<usize, SymbolId>>,
    pub strings: RefCell<FxHashMap<String, SymbolId>>,
    vtables: RefCell<FxHashMap<(Ty<'tcx>, Option<ExistentialTraitRef<'tcx>>), Value>>,
    /// The signatures that functions were declared with.
    pub declared: RefCell<FxHashMap<SymbolId, FnSig>>,
    body_of: RefCell<FxHashMap<SymbolId, u32>>,
    unnamed: Cell<u32>,
    /// Functions of the unit whose bodies are not put in the place of calls.
    pub kept: RefCell<FxHashSet<SymbolId>>,
    pub statements: RefCell<Statements>,
}

/// A function's body as far as it is built.
pub struct Body {
    pub symbol: SymbolId,
    pub signature: FnSig,
    pub ir: ir::Function,
    /// Parameters of the entry block, a hidden one first.
    pub params: Vec<ir::Value>,
    /// What is done to stack slots.
    pub slots: Slots,
    pub subprogram: Option<SubprogramId>,
    /// Those that a debugger is to see, by their numbers among all of the unit.
    pub variables: FxIndexMap<u32, Variable>,
    functions: FxHashMap<(SymbolId, FnSig), FuncRef>,
    data: FxHashMap<(SymbolId, i32), GlobalValue>,
    intrinsics: FxHashMap<&'static str, FuncRef>,
}

/// A block of the body with a number.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct BasicBlock {
    pub body: u32,
    pub block: ir::Block,
}

impl Body {
    /// The reference by which this body calls a function.
    pub fn function(&mut self, cx: &CodegenCx<'_>, symbol: SymbolId, signature: FnSig) -> FuncRef {
        let ir = &mut self.ir;
        *self
            .functions
            .entry((symbol, signature))
            .or_insert_with(|| {
                wasmir::body::import_function(ir, symbol, cx.signature(signature).lower())
            })
    }

    /// The reference by which this body takes the address of data.
    pub fn data(&mut self, symbol: SymbolId, offset: i32, tls: bool) -> GlobalValue {
        let ir = &mut self.ir;
        *self
            .data
            .entry((symbol, offset))
            .or_insert_with(|| wasmir::body::import_data(ir, symbol, offset.into(), tls))
    }

    /// The reference by which this body calls an intrinsic.
    ///
    /// # Panics
    /// There is none of this name.
    pub fn intrinsic(&mut self, name: &'static str) -> FuncRef {
        let ir = &mut self.ir;
        *self.intrinsics.entry(name).or_insert_with(|| {
            let intrinsic = wasmir::intrinsic::find(name).expect("an intrinsic of WasmIR");
            wasmir::body::import_intrinsic(ir, name, intrinsic.signature())
        })
    }
}

impl<'tcx> CodegenCx<'tcx> {
    pub fn new(tcx: TyCtxt<'tcx>, name: &str) -> Self {
        let features = Features::of(tcx.sess);
        let mut module = Module::new(name);
        features.declare(&mut module.features);
        CodegenCx {
            tcx,
            features,
            debug: DebugContext::new(tcx, &mut module),
            module: RefCell::new(module),
            signatures: RefCell::default(),
            bodies: RefCell::default(),
            symbols: RefCell::default(),
            instances: RefCell::default(),
            statics: RefCell::default(),
            allocations: RefCell::default(),
            strings: RefCell::default(),
            vtables: RefCell::default(),
            declared: RefCell::default(),
            body_of: RefCell::default(),
            unnamed: Cell::new(0),
            kept: RefCell::default(),
            statements: RefCell::default(),
        }
    }

    /// A name for a local symbol, which only this codegen unit uses.
    pub fn local_name(&self, prefix: &str) -> String {
        let number = self.unnamed.get();
        self.unnamed.set(number + 1);
        format!("{prefix}.{number}")
    }

    /// The symbol of this name; `make` says what it is if it is not known yet.
    pub fn symbol(&self, name: &str, make: impl FnOnce() -> Item) -> SymbolId {
        if let Some(&symbol) = self.symbols.borrow().get(name) {
            return symbol;
        }
        let symbol = self
            .module
            .borrow_mut()
            .symbols
            .push(Symbol::new(name, make()));
        self.symbols.borrow_mut().insert(name.to_owned(), symbol);
        symbol
    }

    /// A function from elsewhere, with this name.
    pub fn external_function(&self, name: &str, signature: FnSig) -> SymbolId {
        let symbol = self.symbol(name, || {
            Item::Function(Function::Undefined {
                signature: self.signature(signature).lower(),
                import: None,
            })
        });
        self.declared
            .borrow_mut()
            .entry(symbol)
            .or_insert(signature);
        symbol
    }

    /// Changes what is known of a symbol.
    pub fn with_symbol<R>(&self, symbol: SymbolId, change: impl FnOnce(&mut Symbol) -> R) -> R {
        change(&mut self.module.borrow_mut().symbols[symbol])
    }

    /// The body of a function, begun if it is not yet.
    pub fn body(&self, symbol: SymbolId) -> u32 {
        if let Some(&body) = self.body_of.borrow().get(&symbol) {
            return body;
        }
        let signature = self
            .module
            .borrow()
            .signature(symbol)
            .expect("a function")
            .clone();
        let mut ir = ir::Function::with_name_signature(wasmir::body::name(symbol), signature);
        // Places of instructions are kept relative to one that must be known, and below which there is none.
        ir.params.ensure_base_srcloc(ir::SourceLoc::new(0));
        let number = self.bodies.borrow().len() as u32;
        let abi = self.declared.borrow()[&symbol];
        self.bodies.borrow_mut().push(Rc::new(RefCell::new(Body {
            symbol,
            signature: abi,
            ir,
            params: Vec::new(),
            slots: Slots::default(),
            subprogram: None,
            variables: FxIndexMap::default(),
            functions: FxHashMap::default(),
            data: FxHashMap::default(),
            intrinsics: FxHashMap::default(),
        })));
        self.body_of.borrow_mut().insert(symbol, number);
        number
    }

    /// Whether a function's body is begun.
    pub fn is_begun(&self, symbol: SymbolId) -> bool {
        self.body_of.borrow().contains_key(&symbol)
    }

    /// The module, with the bodies in it. Those of `copies` are there to be put in alone.
    pub fn finish(self, copies: Vec<(SymbolId, Function)>) -> Unit {
        let mut module = self.module.into_inner();
        let mut slots = Vec::new();
        for body in self.bodies.into_inner() {
            let body = Rc::into_inner(body)
                .expect("no builder is left")
                .into_inner();
            let mut defined = wasmir::Body::new(body.ir);
            defined.subprogram = body.subprogram;
            defined.variables = body.variables.into_values().collect();
            module.symbols[body.symbol].item = defined.into();
            slots.push((body.symbol, body.slots));
        }
        Unit {
            module,
            slots,
            kept: self.kept.into_inner(),
            copies,
            statements: self.statements.into_inner(),
        }
    }
}

impl<'tcx> BackendTypes for CodegenCx<'tcx> {
    type Function = SymbolId;
    type BasicBlock = BasicBlock;
    // A module whose panics abort has no landing pads.
    type Funclet = ();
    type Value = Value;
    type Type = Type;
    type FunctionSignature = FnSig;
    type DIScope = Scope;
    type DILocation = LocationId;
    type DIVariable = u32;
}

impl<'tcx> MiscCodegenMethods<'tcx> for CodegenCx<'tcx> {
    fn vtables(&self) -> &RefCell<FxHashMap<(Ty<'tcx>, Option<ExistentialTraitRef<'tcx>>), Value>> {
        &self.vtables
    }

    fn get_fn(&self, instance: Instance<'tcx>) -> SymbolId {
        self.function(instance)
    }

    fn get_fn_addr(&self, instance: Instance<'tcx>) -> Value {
        Value::func(self.function(instance))
    }

    fn eh_personality(&self) -> SymbolId {
        let signature = self.intern_signature(&[], Type::Void);
        self.external_function("rust_eh_personality", signature)
    }

    fn sess(&self) -> &Session {
        self.tcx.sess
    }

    fn set_frame_pointer_type(&self, _llfn: SymbolId) {}

    fn apply_target_cpu_attr(&self, _llfn: SymbolId) {}

    fn declare_c_main(&self, fn_type: FnSig) -> Option<SymbolId> {
        let name = self.tcx.sess.target.entry_name.as_ref();
        if self.symbols.borrow().contains_key(name) {
            return None;
        }
        let symbol = self.external_function(name, fn_type);
        self.with_symbol(symbol, |it| it.visibility = Visibility::Hidden);
        Some(symbol)
    }
}

impl<'tcx> HasTyCtxt<'tcx> for CodegenCx<'tcx> {
    fn tcx(&self) -> TyCtxt<'tcx> {
        self.tcx
    }
}

impl HasDataLayout for CodegenCx<'_> {
    fn data_layout(&self) -> &TargetDataLayout {
        &self.tcx.data_layout
    }
}

impl HasTargetSpec for CodegenCx<'_> {
    fn target_spec(&self) -> &Target {
        &self.tcx.sess.target
    }
}

impl<'tcx> HasTypingEnv<'tcx> for CodegenCx<'tcx> {
    fn typing_env(&self) -> ty::TypingEnv<'tcx> {
        ty::TypingEnv::fully_monomorphized()
    }
}

impl<'tcx> LayoutOfHelpers<'tcx> for CodegenCx<'tcx> {
    fn handle_layout_err(&self, err: LayoutError<'tcx>, span: Span, ty: Ty<'tcx>) -> ! {
        match err {
            LayoutError::SizeOverflow(_)
            | LayoutError::InvalidSimd { .. }
            | LayoutError::ReferencesError(_) => self.tcx.dcx().span_fatal(span, err.to_string()),
            _ => self
                .tcx
                .dcx()
                .emit_fatal(FailedToGetLayout { span, ty, err }),
        }
    }
}

impl<'tcx> FnAbiOfHelpers<'tcx> for CodegenCx<'tcx> {
    fn handle_fn_abi_err(
        &self,
        err: FnAbiError<'tcx>,
        span: Span,
        request: FnAbiRequest<'tcx>,
    ) -> ! {
        match err {
            FnAbiError::Layout(LayoutError::SizeOverflow(_) | LayoutError::InvalidSimd { .. }) => {
                self.tcx.dcx().emit_fatal(Spanned { span, node: err })
            }
            _ => span_bug!(span, "no ABI for {request:?}: {err:?}"),
        }
    }
}
