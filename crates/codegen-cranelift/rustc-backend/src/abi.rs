//! Signatures: from rustc's `FnAbi` to those of WasmIR, as LLVM would lower them for wasm32.
//!
//! rustc decides what is passed as a register and what as an address. What is left to the back end is that a function has
//! one result at most, because std's objects are compiled without the feature `multivalue`: a pair is returned through an
//! address in a hidden first parameter, with each half where a C struct has it.

use std::rc::Rc;

use cranelift_codegen::ir::{AbiParam, InstBuilder, Signature, types};
use rustc_codegen_ssa::mir::operand::OperandValue;
use rustc_codegen_ssa::mir::place::PlaceRef;
use rustc_codegen_ssa::traits::{
    AbiBuilderMethods, ArgAbiBuilderMethods, BuilderMethods, LayoutTypeCodegenMethods,
};
use rustc_middle::bug;
use rustc_middle::ty::Ty;
use rustc_middle::ty::layout::LayoutOf;
use rustc_target::callconv::{ArgAbi, ArgAttributes, ArgExtension, FnAbi, PassMode};

use crate::builder::Builder;
use crate::context::CodegenCx;
use crate::types::{Prim, Type, cast_type, pair_offset};
use crate::value::{Scalar, Value};

/// The number of a [`SignatureData`] in its codegen unit.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct FnSig(u32);

/// What a function takes and gives.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct SignatureData {
    pub params: Vec<Param>,
    pub ret: Type,
    pub ret_extension: Extension,
    /// It takes more than `params`, C's way: in a buffer of the caller's, whose address is one more parameter.
    pub variadic: bool,
}

/// One value that a function takes.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Param {
    pub prim: Prim,
    pub extension: Extension,
}

/// What the upper bits of a narrow integer are where it is passed as an `i32`.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Extension {
    Any,
    Zero,
    Sign,
}

impl Extension {
    fn of(attributes: &ArgAttributes) -> Extension {
        match attributes.arg_ext {
            ArgExtension::None => Extension::Any,
            ArgExtension::Zext => Extension::Zero,
            ArgExtension::Sext => Extension::Sign,
        }
    }

    fn apply(self, param: AbiParam) -> AbiParam {
        match self {
            Extension::Any => param,
            Extension::Zero => param.uext(),
            Extension::Sign => param.sext(),
        }
    }
}

impl SignatureData {
    /// Whether the result goes through an address that is the first parameter.
    pub fn is_demoted(&self) -> bool {
        match self.ret {
            Type::Void => false,
            Type::Prim(prim) => matches!(prim, Prim::I128 | Prim::F128),
            Type::Pair(..) => true,
            Type::Memory { .. } => bug!("a result without a form in registers: {self:?}"),
        }
    }

    /// The signature in WasmIR.
    pub fn lower(&self) -> Signature {
        let mut signature = Signature::new(wasmir::cranelift_codegen::isa::CallConv::Fast);
        if self.is_demoted() {
            signature.params.push(AbiParam::new(types::I32));
        } else if let Type::Prim(prim) = self.ret {
            let result = AbiParam::new(prim.clif());
            signature.returns.push(if prim == Prim::I1 {
                result.uext()
            } else {
                self.ret_extension.apply(result)
            });
        }
        signature.params.extend(self.params.iter().map(|it| {
            let param = AbiParam::new(it.prim.clif());
            if it.prim == Prim::I1 {
                param.uext()
            } else {
                it.extension.apply(param)
            }
        }));
        if self.variadic {
            signature.params.push(AbiParam::new(types::I32));
        }
        signature
    }
}

impl<'tcx> CodegenCx<'tcx> {
    /// The signature behind a number.
    pub fn signature(&self, signature: FnSig) -> Rc<SignatureData> {
        Rc::clone(&self.signatures.borrow()[signature.0 as usize])
    }

    pub fn intern(&self, data: SignatureData) -> FnSig {
        let (index, _) = self.signatures.borrow_mut().insert_full(Rc::new(data));
        FnSig(index as u32)
    }

    /// The signature that takes `args` and gives `ret`, whatever the upper bits.
    pub fn intern_signature(&self, args: &[Type], ret: Type) -> FnSig {
        let params = args.iter().map(|ty| Param {
            prim: ty.prim(),
            extension: Extension::Any,
        });
        self.intern(SignatureData {
            params: params.collect(),
            ret,
            ret_extension: Extension::Any,
            variadic: false,
        })
    }

    /// The signature of a function that rustc passes arguments to so.
    pub fn signature_of(&self, fn_abi: &FnAbi<'tcx, Ty<'tcx>>) -> FnSig {
        let mut params = Vec::with_capacity(fn_abi.args.len() + 1);
        let pointer = Param {
            prim: Prim::Ptr,
            extension: Extension::Any,
        };
        let mut ret_extension = Extension::Any;
        let ret = match &fn_abi.ret.mode {
            PassMode::Ignore => Type::Void,
            PassMode::Direct(attributes) => {
                ret_extension = Extension::of(attributes);
                self.immediate_backend_type(fn_abi.ret.layout)
            }
            PassMode::Pair(..) => self.immediate_backend_type(fn_abi.ret.layout),
            PassMode::Cast { cast, .. } => {
                ret_extension = Extension::of(&cast.attrs);
                Type::Prim(cast_type(cast))
            }
            PassMode::Indirect { .. } => {
                params.push(pointer);
                Type::Void
            }
        };
        let fixed = if fn_abi.c_variadic {
            fn_abi.fixed_count as usize
        } else {
            fn_abi.args.len()
        };
        for arg in &fn_abi.args[..fixed.min(fn_abi.args.len())] {
            match &arg.mode {
                PassMode::Ignore => {}
                PassMode::Direct(attributes) => params.push(Param {
                    prim: self.immediate_backend_type(arg.layout).prim(),
                    extension: Extension::of(attributes),
                }),
                PassMode::Pair(first, second) => {
                    for (index, attributes) in [first, second].into_iter().enumerate() {
                        let ty = self.scalar_pair_element_backend_type(arg.layout, index, true);
                        params.push(Param {
                            prim: ty.prim(),
                            extension: Extension::of(attributes),
                        });
                    }
                }
                PassMode::Cast { cast, pad_i32 } => {
                    if *pad_i32 {
                        bug!("no ABI of wasm32 pads");
                    }
                    params.push(Param {
                        prim: cast_type(cast),
                        extension: Extension::of(&cast.attrs),
                    });
                }
                PassMode::Indirect { meta_attrs, .. } => {
                    params.push(pointer);
                    if meta_attrs.is_some() {
                        let layout = self.layout_of(Ty::new_mut_ptr(self.tcx, arg.layout.ty));
                        let ty = self.scalar_pair_element_backend_type(layout, 1, true);
                        params.push(Param {
                            prim: ty.prim(),
                            extension: Extension::Any,
                        });
                    }
                }
            }
        }
        self.intern(SignatureData {
            params,
            ret,
            ret_extension,
            variadic: fn_abi.c_variadic,
        })
    }
}

impl<'a, 'tcx> Builder<'a, 'tcx> {
    /// Returns a value, through the hidden parameter if the signature has one.
    pub fn return_value(&mut self, value: Value) {
        let (hidden, ret) = {
            let body = self.body.borrow();
            let signature = self.cx.signature(body.signature);
            let hidden = signature.is_demoted().then(|| body.params[0]);
            (hidden, signature.ret)
        };
        let Some(hidden) = hidden else {
            let value = self.clif(value.one());
            self.terminate(|ins| {
                ins.return_(&[value]);
            });
            return;
        };
        let address = Scalar::ssa(hidden, Prim::Ptr);
        let value = match (ret, value) {
            (Type::Prim(_), value) => value,
            (Type::Pair(..), value @ Value::Pair(..)) => value,
            _ => bug!("{value:?} returned as {ret:?}"),
        };
        self.store_value(value, address);
        self.terminate(|ins| {
            ins.return_(&[]);
        });
    }

    /// Stores each part of a value where a C struct has it.
    pub fn store_value(&mut self, value: Value, address: Scalar) {
        match value {
            Value::Void => {}
            Value::One(one) => self.store_scalar(one, address, false),
            Value::Pair(a, b) => {
                self.store_scalar(a, address, false);
                let second = self.offset_by(address, pair_offset(a.prim, b.prim) as i32);
                self.store_scalar(b, second, false);
            }
            Value::Vector { symbol, size } => {
                let from = Value::data(symbol, 0).one();
                let size = Scalar::constant(size.into(), Prim::I32);
                self.copy(address, from, size, rustc_abi::Align::ONE);
            }
        }
    }
}

impl<'a, 'tcx> AbiBuilderMethods for Builder<'a, 'tcx> {
    fn get_param(&mut self, index: usize) -> Value {
        let body = self.body.borrow();
        let signature = self.cx.signature(body.signature);
        let hidden = usize::from(signature.is_demoted());
        let prim = match signature.params.get(index) {
            Some(param) => param.prim,
            None => Prim::Ptr,
        };
        Value::ssa(body.params[index + hidden], prim)
    }
}

impl<'a, 'tcx> ArgAbiBuilderMethods<'tcx> for Builder<'a, 'tcx> {
    fn store_fn_arg(
        &mut self,
        arg_abi: &ArgAbi<'tcx, Ty<'tcx>>,
        idx: &mut usize,
        dst: PlaceRef<'tcx, Value>,
    ) {
        let mut next = || {
            let value = self.get_param(*idx);
            *idx += 1;
            value
        };
        match arg_abi.mode {
            PassMode::Ignore => {}
            PassMode::Pair(..) => {
                let pair = OperandValue::Pair(next(), next());
                pair.store(self, dst);
            }
            PassMode::Indirect {
                meta_attrs: Some(_),
                ..
            } => bug!("an argument without a size cannot be stored"),
            PassMode::Direct(_) | PassMode::Cast { .. } | PassMode::Indirect { .. } => {
                let value = next();
                self.store_arg(arg_abi, value, dst);
            }
        }
    }

    fn store_arg(
        &mut self,
        arg_abi: &ArgAbi<'tcx, Ty<'tcx>>,
        val: Value,
        dst: PlaceRef<'tcx, Value>,
    ) {
        match &arg_abi.mode {
            PassMode::Ignore => {}
            PassMode::Indirect {
                meta_attrs: Some(_),
                ..
            } => bug!("an argument without a size cannot be stored"),
            PassMode::Indirect { attrs, .. } => {
                let align = attrs.pointee_align.unwrap_or(arg_abi.layout.align.abi);
                let source = rustc_codegen_ssa::mir::place::PlaceValue::new_sized(val, align);
                self.typed_place_copy(dst.val, source, arg_abi.layout);
            }
            // The register may have more bytes than the aggregate, never fewer.
            PassMode::Cast { .. } => self.store_scalar(val.one(), dst.val.llval.one(), false),
            PassMode::Direct(_) | PassMode::Pair(..) => {
                rustc_codegen_ssa::mir::operand::OperandRef::from_immediate_or_packed_pair(
                    self,
                    val,
                    arg_abi.layout,
                )
                .val
                .store(self, dst);
            }
        }
    }
}
