//! The module: symbols and what belongs to all of them.

use cranelift_codegen::entity::{PrimaryMap, entity_impl};
use cranelift_codegen::ir::{self, Signature};
use cranelift_codegen::isa::CallConv;

use crate::text::print_body;
use crate::{Data, Debug, Features, SubprogramId, Variable};

/// The number of a symbol in its module.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SymbolId(u32);
entity_impl!(SymbolId, "sym");

/// What becomes one object file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Module {
    /// A name for people, such as that of the codegen unit. No meaning hangs on it.
    pub name: String,
    /// Which features the code uses, and which must not be linked with it.
    pub features: Features,
    /// Everything that is defined here or comes from elsewhere. Bodies and relocations refer to symbols by number.
    pub symbols: PrimaryMap<SymbolId, Symbol>,
    /// Functions that the linker's `__wasm_call_ctors` calls.
    pub constructors: Vec<Constructor>,
    /// Sections that the linker joins by name and passes on, in the order of the object.
    pub custom_sections: Vec<CustomSection>,
    /// Places in the source.
    pub debug: Debug,
}

impl Module {
    /// An empty module without features.
    #[must_use]
    pub fn new(name: impl Into<String>) -> Self {
        Module {
            name: name.into(),
            ..Module::default()
        }
    }

    /// The function that a symbol is; nothing for another kind of symbol or a number out of range.
    #[must_use]
    pub fn function(&self, id: SymbolId) -> Option<&Function> {
        match &self.symbols.get(id)?.item {
            Item::Function(function) => Some(function),
            _ => None,
        }
    }

    /// The data that a symbol is; nothing for another kind of symbol or a number out of range.
    #[must_use]
    pub fn data(&self, id: SymbolId) -> Option<&Data> {
        match &self.symbols.get(id)?.item {
            Item::Data(data) => Some(data),
            _ => None,
        }
    }

    /// The body that a symbol has. An alias has none of its own.
    #[must_use]
    pub fn body(&self, id: SymbolId) -> Option<&Body> {
        match self.function(id)? {
            Function::Defined(body) => Some(body),
            _ => None,
        }
    }

    /// The signature of a function, an alias's being that of its target; nothing if the symbol is none or the alias is broken.
    #[must_use]
    pub fn signature(&self, id: SymbolId) -> Option<&Signature> {
        match self.function(id)? {
            Function::Undefined { signature, .. } => Some(signature),
            Function::Defined(body) => Some(&body.ir.signature),
            // An alias of an alias is refused by the verifier, so this does not follow chains, which could be circular.
            Function::Alias { target } => self.body(*target).map(|body| &body.ir.signature),
        }
    }
}

/// A name with a meaning for the linker.
#[derive(Clone, Debug, PartialEq)]
pub struct Symbol {
    /// The name that is linked by. Local symbols may share theirs; it is not empty.
    pub name: String,
    /// Who may see and replace it.
    pub binding: Binding,
    /// Whether other dynamic modules may see it.
    pub visibility: Visibility,
    /// The linker keeps it even if nothing refers to it (`WASM_SYM_NO_STRIP`), as `#[used]` asks.
    pub retain: bool,
    /// The linked module exports a defined function by this name.
    pub export: Option<String>,
    /// What it is.
    pub item: Item,
}

impl Symbol {
    /// A symbol of strong binding and default visibility that is neither retained nor exported.
    #[must_use]
    pub fn new(name: impl Into<String>, item: impl Into<Item>) -> Self {
        Symbol {
            name: name.into(),
            binding: Binding::Strong,
            visibility: Visibility::Default,
            retain: false,
            export: None,
            item: item.into(),
        }
    }

    /// The same symbol, seen by its own module alone.
    #[must_use]
    pub fn local(mut self) -> Self {
        self.binding = Binding::Local;
        self
    }

    /// Whether its definition is in this module. An alias counts as one.
    #[must_use]
    pub fn is_defined(&self) -> bool {
        self.item.is_defined()
    }
}

/// Who sees a symbol, and which of several definitions counts (`Linking.md`, "Symbol binding").
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Binding {
    /// Other objects see it; two definitions are an error.
    Strong,
    /// Other objects see it; a strong definition, or the first weak one, is taken. Undefined, it may stay so: its address is
    /// then zero, and calling it traps.
    Weak,
    /// Only this module sees it.
    Local,
}

/// Whether a symbol is visible outside what it is linked into (`Linking.md`, `WASM_SYM_VISIBILITY_HIDDEN`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Visibility {
    /// It may be.
    Default,
    /// It is not.
    Hidden,
}

/// What a symbol stands for.
#[derive(Clone, Debug, PartialEq)]
pub enum Item {
    /// Code.
    Function(Function),
    /// Bytes in linear memory.
    Data(Data),
    /// A table of references.
    Table(Table),
    /// A global variable of WebAssembly's, such as `__stack_pointer`; Rust's statics are data.
    Global(Global),
}

impl Item {
    /// Whether it is a definition, or an alias of one.
    #[must_use]
    pub fn is_defined(&self) -> bool {
        match self {
            Item::Function(Function::Undefined { .. }) | Item::Data(Data::Undefined { .. }) => {
                false
            }
            Item::Function(_) | Item::Data(Data::Defined(_)) => true,
            Item::Table(table) => table.defined,
            Item::Global(global) => global.init.is_some(),
        }
    }
}

/// A function: from elsewhere, with a body, or another name of one with a body.
#[derive(Clone, Debug, PartialEq)]
pub enum Function {
    /// Another object defines it, or the host.
    Undefined {
        /// What it takes and gives. The linker refuses, or makes a trap of, a definition with another one.
        signature: Signature,
        /// Where the linked module imports it from, if no object defines it; otherwise it is `env` and the symbol's name.
        import: Option<Import>,
    },
    /// It is defined here.
    Defined(Box<Body>),
    /// Another name for a function with a body in this module: one index, and so one address, has several symbols.
    Alias {
        /// The function with the body.
        target: SymbolId,
    },
}

/// The code of a function.
///
/// Two are equal if they print alike: the numbers of blocks, values and instructions' operands count, unused room in
/// Cranelift's tables does not.
#[derive(Clone, Debug)]
pub struct Body {
    /// Cranelift's IR. Its name is that of the symbol: `u0:` and the number.
    pub ir: ir::Function,
    /// What the function is called in the source, and where.
    pub subprogram: Option<SubprogramId>,
    /// Its variables.
    pub variables: Vec<Variable>,
}

impl Body {
    /// A body without a place in the source.
    #[must_use]
    pub fn new(ir: ir::Function) -> Self {
        Body {
            ir,
            subprogram: None,
            variables: Vec::new(),
        }
    }
}

impl PartialEq for Body {
    fn eq(&self, other: &Self) -> bool {
        self.subprogram == other.subprogram
            && self.variables == other.variables
            && print_body(&self.ir) == print_body(&other.ir)
    }
}

/// Where a module imports something from.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Import {
    /// The first of the two names.
    pub module: String,
    /// The second.
    pub name: String,
}

/// A table of references.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// `funcref` or `externref`.
    pub element: ValType,
    /// Elements at the start.
    pub min: u32,
    /// How far it may grow; without one there is no limit.
    pub max: Option<u32>,
    /// Whether this module makes it. Otherwise another object does, or the linker, as with `__indirect_function_table`.
    pub defined: bool,
    /// Where the linked module imports it from, if it is not defined and no object defines it.
    pub import: Option<Import>,
}

/// A global variable of WebAssembly's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Global {
    /// Its type.
    pub ty: ValType,
    /// Whether it can be set.
    pub mutable: bool,
    /// The bits that it has at the start (for `v128`, little-endian; for a reference, zero, which is null); without them another
    /// object defines it, or the linker.
    pub init: Option<u128>,
    /// Where the linked module imports it from, if it is not defined and no object defines it.
    pub import: Option<Import>,
}

/// WebAssembly's types of values.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(
    missing_docs,
    reason = "they are called what the specification calls them"
)]
pub enum ValType {
    I32,
    I64,
    F32,
    F64,
    V128,
    FuncRef,
    ExternRef,
}

impl ValType {
    /// Every one.
    pub const ALL: [ValType; 7] = [
        ValType::I32,
        ValType::I64,
        ValType::F32,
        ValType::F64,
        ValType::V128,
        ValType::FuncRef,
        ValType::ExternRef,
    ];

    /// What it is called in the specification's text format.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            ValType::I32 => "i32",
            ValType::I64 => "i64",
            ValType::F32 => "f32",
            ValType::F64 => "f64",
            ValType::V128 => "v128",
            ValType::FuncRef => "funcref",
            ValType::ExternRef => "externref",
        }
    }

    /// Whether it is a reference.
    #[must_use]
    pub fn is_ref(self) -> bool {
        matches!(self, ValType::FuncRef | ValType::ExternRef)
    }
}

/// A function that is called before the program's own, in ascending order of priority (`WASM_INIT_FUNCS`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Constructor {
    /// Lower ones are called first; 65535 is usual.
    pub priority: u32,
    /// It takes nothing and gives nothing.
    pub function: SymbolId,
}

/// A section for others, such as `component-type:…` or `producers`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CustomSection {
    /// Its name.
    pub name: String,
    /// What it holds.
    pub bytes: Vec<u8>,
}

impl From<Function> for Item {
    fn from(it: Function) -> Self {
        Item::Function(it)
    }
}

impl From<Body> for Item {
    fn from(it: Body) -> Self {
        Item::Function(Function::Defined(Box::new(it)))
    }
}

impl From<Data> for Item {
    fn from(it: Data) -> Self {
        Item::Data(it)
    }
}

impl From<Table> for Item {
    fn from(it: Table) -> Self {
        Item::Table(it)
    }
}

impl From<Global> for Item {
    fn from(it: Global) -> Self {
        Item::Global(it)
    }
}

/// The one calling convention of signatures in WasmIR.
pub const CALL_CONV: CallConv = CallConv::Fast;
