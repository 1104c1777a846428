//! Names in bodies: symbols, intrinsics, and what a reference stands for.

use cranelift_codegen::entity::EntityRef;
use cranelift_codegen::ir::{
    self, ExtFuncData, ExternalName, FuncRef, GlobalValue, GlobalValueData, Signature, SourceLoc,
    UserExternalName, UserFuncName,
};

use crate::{LocationId, SymbolId};

/// The namespace of symbols in Cranelift's names.
pub const NAMESPACE: u32 = 0;

/// What a name in a body stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Name<'a> {
    /// A symbol of the module, which may not exist until the verifier has looked.
    Symbol(SymbolId),
    /// An intrinsic, by its name without `%`.
    Intrinsic(&'a str),
    /// Nothing that WasmIR knows.
    Other,
}

/// What `name` stands for in the body `ir`.
#[must_use]
pub fn resolve<'a>(ir: &ir::Function, name: &'a ExternalName) -> Name<'a> {
    match name {
        ExternalName::User(user) => match ir.params.user_named_funcs().get(*user) {
            Some(user) if user.namespace == NAMESPACE => {
                Name::Symbol(SymbolId::from_u32(user.index))
            }
            _ => Name::Other,
        },
        ExternalName::TestCase(name) => {
            std::str::from_utf8(name.raw()).map_or(Name::Other, Name::Intrinsic)
        }
        ExternalName::LibCall(_) | ExternalName::KnownSymbol(_) => Name::Other,
    }
}

/// What a function reference of the body `ir` names.
///
/// # Panics
/// `func` is not one of the body's.
#[must_use]
pub fn callee(ir: &ir::Function, func: FuncRef) -> Name<'_> {
    resolve(ir, &ir.dfg.ext_funcs[func].name)
}

/// The symbol that a global value of the body `ir` names, and the offset that is added to its address; nothing for other
/// kinds of global values, which the verifier refuses.
///
/// # Panics
/// `value` is not one of the body's.
#[must_use]
pub fn global_value(ir: &ir::Function, value: GlobalValue) -> Option<(SymbolId, i64)> {
    match &ir.global_values[value] {
        GlobalValueData::Symbol { name, offset, .. } => match resolve(ir, name) {
            Name::Symbol(symbol) => Some((symbol, offset.bits())),
            _ => None,
        },
        _ => None,
    }
}

/// The symbols that the body `ir` declares to use, in the order of its functions and then of its global values. One may come
/// several times, and it need not exist.
pub fn references(ir: &ir::Function) -> impl Iterator<Item = SymbolId> {
    let functions = ir.dfg.ext_funcs.values().map(|it| &it.name);
    let values = ir.global_values.values().filter_map(|it| match it {
        GlobalValueData::Symbol { name, .. } => Some(name),
        _ => None,
    });
    functions
        .chain(values)
        .filter_map(|name| match resolve(ir, name) {
            Name::Symbol(symbol) => Some(symbol),
            _ => None,
        })
}

/// The name of the body of `symbol`.
#[must_use]
pub fn name(symbol: SymbolId) -> UserFuncName {
    UserFuncName::user(NAMESPACE, symbol.as_u32())
}

/// Makes `symbol` known to the body `ir`.
pub fn external_name(ir: &mut ir::Function, symbol: SymbolId) -> ExternalName {
    let name = UserExternalName::new(NAMESPACE, symbol.as_u32());
    ExternalName::user(ir.params.ensure_user_func_name(name))
}

/// Declares a function, or a global to be read or set, that the body `ir` can then call.
pub fn import_function(ir: &mut ir::Function, symbol: SymbolId, signature: Signature) -> FuncRef {
    let name = external_name(ir, symbol);
    let signature = ir.import_signature(signature);
    import(ir, name, signature)
}

/// Declares the intrinsic `name`, without `%`, that the body `ir` can then call.
pub fn import_intrinsic(ir: &mut ir::Function, name: &str, signature: Signature) -> FuncRef {
    let signature = ir.import_signature(signature);
    import(ir, ExternalName::testcase(name), signature)
}

fn import(ir: &mut ir::Function, name: ExternalName, signature: ir::SigRef) -> FuncRef {
    ir.import_function(ExtFuncData {
        name,
        signature,
        colocated: false,
        patchable: false,
    })
}

/// Declares data, `offset` bytes into it, whose address the body `ir` can then take: with `symbol_value`, or `tls_value` if
/// `tls`.
pub fn import_data(ir: &mut ir::Function, symbol: SymbolId, offset: i64, tls: bool) -> GlobalValue {
    let name = external_name(ir, symbol);
    ir.create_global_value(GlobalValueData::Symbol {
        name,
        offset: offset.into(),
        colocated: false,
        tls,
    })
}

/// The mark of an instruction that comes from `location`.
#[must_use]
pub fn source_loc(location: Option<LocationId>) -> SourceLoc {
    location.map_or_else(SourceLoc::default, |it| SourceLoc::new(it.as_u32()))
}

/// Where an instruction that is marked so comes from.
#[must_use]
pub fn location(mark: SourceLoc) -> Option<LocationId> {
    (!mark.is_default()).then(|| LocationId::new(mark.bits() as usize))
}
