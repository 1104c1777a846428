//! WasmIR: the stable boundary between a compiler's front end and the encoding of WebAssembly.
//!
//! A [`Module`] is a container of [`Symbol`]s (functions, data, tables, globals) with what an object file needs around them:
//! target features, constructors, custom sections and places in the source. The bodies of functions are Cranelift's IR
//! ([`cranelift_codegen::ir::Function`]), in the subset that [`subset`] documents. What WebAssembly can do and Cranelift's IR
//! cannot say is a call of an [`intrinsic`].
//!
//! The target is wasm32: addresses are `i32`, and objects follow the tool conventions' `Linking.md`, version 2.
//!
//! # How a body names things
//!
//! | thing | in the text of a body |
//! |---|---|
//! | symbol number 7 | `u0:7`, an [`ExternalName::User`] of namespace 0 |
//! | a call | `fn0 = u0:7 sig0`, then `call fn0(…)` |
//! | the address of data | `gv0 = symbol u0:7`, then `symbol_value.i32 gv0` |
//! | the address of data in thread-local storage | `gv0 = symbol tls u0:7`, then `tls_value.i32 gv0` |
//! | the address of a function: its index in `__indirect_function_table` | `func_addr.i32 fn0` |
//! | a call through such an index | `call_indirect sig0, v0(…)` |
//! | the value of a global | `call fn0()`, where `fn0` names the global and has a result and no parameter |
//! | setting a global | `call fn0(v0)`, where `fn0` names the global and has a parameter and no result |
//! | a table | `gv0 = symbol u0:9`, then `symbol_value.i32 gv0`, which only intrinsics may take |
//! | an intrinsic | `fn1 = %memory_size() -> i32 fast`, an [`ExternalName::TestCase`] |
//!
//! All signatures have the calling convention `fast`, and parameters of the purpose `normal` alone. `i8` and `i16` are passed
//! as `i32`, whose upper bits are what `uext` or `sext` says, or anything; `i128` is passed as two `i64`, the lower half first.
//! There is at most one result, and it is no `i128`: std's objects come from LLVM without `multivalue`.
//!
//! Stack slots lie on the shadow stack, below `__stack_pointer`; whoever encodes the module writes prologue and epilogue.
//!
//! Variables that debuggers are to see lie in stack slots: [`Body::variables`].
//!
//! The [`SourceLoc`] of an instruction is the number of a [`Location`] in [`Module::debug`]; the default one means none.
//!
//! ```
//! use wasmir::cranelift_codegen::cursor::{Cursor, FuncCursor};
//! use wasmir::cranelift_codegen::ir::{AbiParam, Function, InstBuilder, Signature, types::I32};
//! use wasmir::{Body, Import, Module, Symbol, SymbolId};
//!
//! let mut signature = Signature::new(wasmir::CALL_CONV);
//! signature.params.push(AbiParam::new(I32));
//! let mut module = Module::new("hello");
//! let import = Some(Import { module: "host".into(), name: "log".into() });
//! let log = wasmir::Function::Undefined { signature: signature.clone(), import };
//! let log = module.symbols.push(Symbol::new("log", log));
//!
//! let id = module.symbols.next_key();
//! let mut ir = Function::with_name_signature(wasmir::body::name(id), Signature::new(wasmir::CALL_CONV));
//! let callee = wasmir::body::import_function(&mut ir, log, signature);
//! let block = ir.dfg.make_block();
//! let mut cursor = FuncCursor::new(&mut ir);
//! cursor.insert_block(block);
//! let answer = cursor.ins().iconst(I32, 42);
//! cursor.ins().call(callee, &[answer]);
//! cursor.ins().return_(&[]);
//! module.symbols.push(Symbol::new("hello", Body::new(ir)));
//!
//! wasmir::verify::verify(&module).unwrap();
//! let text = wasmir::text::print(&module);
//! assert!(text.contains("call fn0(v0)"));
//! assert_eq!(wasmir::text::parse(&text).unwrap(), module);
//! ```
//!
//! [`ExternalName::User`]: cranelift_codegen::ir::ExternalName::User
//! [`ExternalName::TestCase`]: cranelift_codegen::ir::ExternalName::TestCase
//! [`SourceLoc`]: cranelift_codegen::ir::SourceLoc

pub mod body;
pub mod data;
pub mod debug;
pub mod features;
pub mod filetest;
pub mod hash;
pub mod intrinsic;
mod module;
pub mod passes;
pub mod subset;
pub mod text;
pub mod verify;

pub use cranelift_codegen;
pub use data::{Contents, Data, Relocation, RelocationKind, Segment};
pub use debug::{
    Debug, File, FileId, Location, LocationId, Subprogram, SubprogramId, TypeId, Variable,
};
pub use features::{Features, Policy};
pub use module::{
    Binding, Body, CALL_CONV, Constructor, CustomSection, Function, Global, Import, Item, Module,
    Symbol, SymbolId, Table, ValType, Visibility,
};
