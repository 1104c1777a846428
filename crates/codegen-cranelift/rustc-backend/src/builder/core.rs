//! The builder itself: a place in a body, where instructions are added, and how values become operands.

use std::cell::RefCell;
use std::ops::Deref;
use std::rc::Rc;

use cranelift_codegen::cursor::{Cursor, FuncCursor};
use cranelift_codegen::ir::{
    self, InsertBuilder, InstBuilder, MemFlagsData, SourceLoc, TrapCode, types,
};
use rustc_abi::{HasDataLayout, TargetDataLayout};
use rustc_codegen_ssa::traits::BackendTypes;
use rustc_middle::ty::layout::{
    FnAbiError, FnAbiOfHelpers, FnAbiRequest, HasTyCtxt, HasTypingEnv, LayoutError, LayoutOfHelpers,
};
use rustc_middle::ty::{self, Ty, TyCtxt};
use rustc_span::Span;
use rustc_target::spec::{HasTargetSpec, Target};
use wasmir::SymbolId;

use crate::context::{BasicBlock, Body, CodegenCx};
use crate::types::Prim;
use crate::value::{Kind, Scalar};

/// The trap of code that cannot be reached, and of `abort`.
pub const UNREACHABLE: TrapCode = TrapCode::unwrap_user(1);

/// Adds instructions to a block.
pub struct Builder<'a, 'tcx> {
    pub cx: &'a CodegenCx<'tcx>,
    pub body: Rc<RefCell<Body>>,
    pub at: BasicBlock,
    pub location: SourceLoc,
}

/// Adds one instruction.
pub type Ins<'c, 'f> = InsertBuilder<'c, &'c mut FuncCursor<'f>>;

impl<'a, 'tcx> Builder<'a, 'tcx> {
    /// A builder at the end of a block.
    pub fn new(cx: &'a CodegenCx<'tcx>, at: BasicBlock) -> Self {
        let body = Rc::clone(&cx.bodies.borrow()[at.body as usize]);
        Builder {
            cx,
            body,
            at,
            location: SourceLoc::default(),
        }
    }

    /// A new block of a function, whose first block takes its parameters.
    pub fn append(cx: &CodegenCx<'tcx>, function: SymbolId) -> BasicBlock {
        let number = cx.body(function);
        let body = Rc::clone(&cx.bodies.borrow()[number as usize]);
        let body = &mut *body.borrow_mut();
        let first = body.ir.layout.entry_block().is_none();
        let block = body.ir.dfg.make_block();
        body.ir.layout.append_block(block);
        if first {
            let params = body.ir.signature.params.clone();
            for param in params {
                let value = body.ir.dfg.append_block_param(block, param.value_type);
                body.params.push(value);
            }
        }
        BasicBlock {
            body: number,
            block,
        }
    }

    /// A new block of the same function.
    pub fn new_block(&mut self) -> BasicBlock {
        let symbol = self.body.borrow().symbol;
        Self::append(self.cx, symbol)
    }

    /// Adds an instruction.
    pub fn ins<R>(&mut self, add: impl FnOnce(Ins<'_, '_>) -> R) -> R {
        let body = &mut *self.body.borrow_mut();
        let mut cursor = FuncCursor::new(&mut body.ir).at_bottom(self.at.block);
        cursor.set_srcloc(self.location);
        add(cursor.ins())
    }

    /// Adds the last instruction of the block. What follows goes to a block that nothing leads to.
    pub fn terminate(&mut self, add: impl FnOnce(Ins<'_, '_>)) {
        self.ins(add);
        self.at = self.new_block();
    }

    /// A scalar as an operand.
    pub fn clif(&mut self, scalar: Scalar) -> ir::Value {
        let ty = scalar.prim.clif();
        match scalar.kind {
            Kind::Ssa(value) => value,
            Kind::Offset { base, by } => {
                let by = self.ins(|ins| ins.iconst(types::I32, i64::from(by as u32)));
                self.ins(|ins| ins.iadd(base, by))
            }
            Kind::Const(bits) => self.constant(bits, scalar.prim),
            Kind::Undef => self.constant(0, scalar.prim),
            Kind::Data { symbol, offset } => {
                let data = self.body.borrow_mut().data(symbol, offset, false);
                self.ins(|ins| ins.symbol_value(ty, data))
            }
            Kind::Func(symbol) => {
                let signature = self.cx.declared.borrow()[&symbol];
                let function = self.body.borrow_mut().function(self.cx, symbol, signature);
                self.ins(|ins| ins.func_addr(ty, function))
            }
            Kind::Stack { slot, offset } => {
                self.body.borrow_mut().slots.escape(slot);
                self.ins(|ins| ins.stack_addr(ty, slot, offset))
            }
        }
    }

    fn constant(&mut self, bits: u128, prim: Prim) -> ir::Value {
        match prim {
            Prim::F32 => {
                self.ins(|ins| ins.f32const(ir::immediates::Ieee32::with_bits(bits as u32)))
            }
            Prim::F64 => {
                self.ins(|ins| ins.f64const(ir::immediates::Ieee64::with_bits(bits as u64)))
            }
            Prim::I128 | Prim::F128 => {
                let low = self.ins(|ins| ins.iconst(types::I64, bits as u64 as i64));
                let high = self.ins(|ins| ins.iconst(types::I64, (bits >> 64) as u64 as i64));
                self.ins(|ins| ins.iconcat(low, high))
            }
            Prim::Vector(_) => {
                let bytes = bits.to_le_bytes().to_vec();
                let constant = {
                    let body = &mut *self.body.borrow_mut();
                    body.ir.dfg.constants.insert(bytes.into())
                };
                self.ins(|ins| ins.vconst(prim.clif(), constant))
            }
            prim => {
                let bits = bits as i64;
                self.ins(|ins| ins.iconst(prim.clif(), bits))
            }
        }
    }

    /// The address so many bytes after another, in the same object.
    pub fn offset_by(&mut self, address: Scalar, bytes: i32) -> Scalar {
        let kind = match address.kind {
            _ if bytes == 0 => address.kind,
            Kind::Data { symbol, offset } => Kind::Data {
                symbol,
                offset: offset.wrapping_add(bytes),
            },
            Kind::Stack { slot, offset } => Kind::Stack {
                slot,
                offset: offset.wrapping_add(bytes),
            },
            Kind::Const(bits) => Kind::Const((bits as u32).wrapping_add(bytes as u32).into()),
            Kind::Offset { base, by } if by.checked_add(bytes).is_some_and(|it| it >= 0) => {
                Kind::Offset {
                    base,
                    by: by + bytes,
                }
            }
            Kind::Ssa(base) if bytes > 0 => Kind::Offset { base, by: bytes },
            _ => {
                let base = self.clif(address);
                let by = self.ins(|ins| ins.iconst(types::I32, i64::from(bytes as u32)));
                Kind::Ssa(self.ins(|ins| ins.iadd(base, by)))
            }
        };
        Scalar { kind, ..address }
    }

    /// The same bits as a value of another type of the same size.
    pub fn reinterpret(&mut self, scalar: Scalar, prim: Prim) -> Scalar {
        if scalar.prim.clif() == prim.clif()
            || !matches!(scalar.kind, Kind::Ssa(_) | Kind::Offset { .. })
        {
            // A constant has no type yet, unless it is an address that must become a number in a float.
            return match scalar.kind {
                Kind::Const(_) | Kind::Undef | Kind::Ssa(_) => scalar.retype(prim),
                _ if scalar.prim.clif() == prim.clif() => scalar.retype(prim),
                _ => {
                    let value = self.clif(scalar);
                    self.bitcast_ssa(value, prim)
                }
            };
        }
        let value = self.clif(scalar);
        self.bitcast_ssa(value, prim)
    }

    fn bitcast_ssa(&mut self, value: ir::Value, prim: Prim) -> Scalar {
        let flags = MemFlagsData::new().with_endianness(ir::Endianness::Little);
        let value = self.ins(|ins| ins.bitcast(prim.clif(), flags, value));
        Scalar::ssa(value, prim)
    }

    /// Calls a function by its name, as the runtime library of the compiler has it.
    pub fn libcall(&mut self, name: &str, args: &[Scalar], ret: Option<Prim>) -> Option<Scalar> {
        use crate::types::Type;
        let params: Vec<Type> = args.iter().map(|it| Type::Prim(it.prim)).collect();
        let result = ret.map_or(Type::Void, Type::Prim);
        let signature = self.cx.intern_signature(&params, result);
        let symbol = self.cx.external_function(name, signature);
        let args: Vec<_> = args
            .iter()
            .map(|&it| crate::value::Value::One(it))
            .collect();
        match self.call_symbol(symbol, signature, &args) {
            crate::value::Value::Void => None,
            value => Some(value.one()),
        }
    }
}

impl<'a, 'tcx> Deref for Builder<'a, 'tcx> {
    type Target = CodegenCx<'tcx>;

    fn deref(&self) -> &CodegenCx<'tcx> {
        self.cx
    }
}

impl<'a, 'tcx> BackendTypes for Builder<'a, 'tcx> {
    type Function = <CodegenCx<'tcx> as BackendTypes>::Function;
    type BasicBlock = <CodegenCx<'tcx> as BackendTypes>::BasicBlock;
    type Funclet = <CodegenCx<'tcx> as BackendTypes>::Funclet;
    type Value = <CodegenCx<'tcx> as BackendTypes>::Value;
    type Type = <CodegenCx<'tcx> as BackendTypes>::Type;
    type FunctionSignature = <CodegenCx<'tcx> as BackendTypes>::FunctionSignature;
    type DIScope = <CodegenCx<'tcx> as BackendTypes>::DIScope;
    type DILocation = <CodegenCx<'tcx> as BackendTypes>::DILocation;
    type DIVariable = <CodegenCx<'tcx> as BackendTypes>::DIVariable;
}

impl<'tcx> HasTyCtxt<'tcx> for Builder<'_, 'tcx> {
    fn tcx(&self) -> TyCtxt<'tcx> {
        self.cx.tcx
    }
}

impl HasDataLayout for Builder<'_, '_> {
    fn data_layout(&self) -> &TargetDataLayout {
        self.cx.data_layout()
    }
}

impl HasTargetSpec for Builder<'_, '_> {
    fn target_spec(&self) -> &Target {
        self.cx.target_spec()
    }
}

impl<'tcx> HasTypingEnv<'tcx> for Builder<'_, 'tcx> {
    fn typing_env(&self) -> ty::TypingEnv<'tcx> {
        self.cx.typing_env()
    }
}

impl<'tcx> LayoutOfHelpers<'tcx> for Builder<'_, 'tcx> {
    fn handle_layout_err(&self, err: LayoutError<'tcx>, span: Span, ty: Ty<'tcx>) -> ! {
        self.cx.handle_layout_err(err, span, ty)
    }
}

impl<'tcx> FnAbiOfHelpers<'tcx> for Builder<'_, 'tcx> {
    fn handle_fn_abi_err(
        &self,
        err: FnAbiError<'tcx>,
        span: Span,
        request: FnAbiRequest<'tcx>,
    ) -> ! {
        self.cx.handle_fn_abi_err(err, span, request)
    }
}
