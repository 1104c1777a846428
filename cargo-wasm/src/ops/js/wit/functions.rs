//! Functions and classes: what the package exports, and what the module is given for its imports.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use wit_parser::abi::AbiVariant;
use wit_parser::{
    Docs, Function, FunctionKind, LiftLowerAbi, ManglingAndAbi, ResourceIntrinsic, Type, TypeId,
    TypeOwner, WasmExport, WasmExportKind, WasmImport, WorldItem, WorldKey,
};

use super::abi::{Abi, Body};
use super::model::{Kind, Number, Side};
use super::names::{Source, camel, comment, local, parameter, pascal, quoted};
use super::tasks::mangling;

pub const MANGLING: ManglingAndAbi = ManglingAndAbi::Legacy(LiftLowerAbi::Sync);

/// The text of the glue, in pieces that are put together at the end.
#[derive(Default)]
pub struct Text {
    /// `import … from …`.
    pub sources: String,
    /// Functions, by the module and name under which WebAssembly imports them.
    pub imports: BTreeMap<String, Vec<(String, String)>>,
    /// Variables for the module's exports, and the statements that set them.
    pub variables: Vec<String>,
    pub start: String,
    /// Declarations that users see.
    pub public: String,
    /// What users see: its name here, and theirs.
    pub names: Vec<(String, String)>,
}

/// What the module imports and exports.
pub struct Module {
    pub imports: BTreeSet<(String, String)>,
    pub exports: BTreeSet<String>,
}

/// What a function of the package is.
enum Callable {
    /// Parameters and body.
    Written(String),
    /// The module's own export: nothing is left to do between the two.
    Direct(String),
}

/// An imported function: the names of its core parameters, and the expression that calls it.
pub struct Called {
    pub names: Vec<String>,
    pub call: String,
}

pub struct Writer<'a> {
    pub abi: Abi<'a>,
    pub module: &'a Module,
    pub text: Text,
    /// Variable of each imported package.
    packages: BTreeMap<String, String>,
    /// Where users said an interface comes from.
    pub source: &'a dyn Fn(&WorldKey) -> Source,
}

impl<'a> Writer<'a> {
    pub fn new(abi: Abi<'a>, module: &'a Module, source: &'a dyn Fn(&WorldKey) -> Source) -> Self {
        Writer {
            abi,
            module,
            text: Text::default(),
            packages: BTreeMap::new(),
            source,
        }
    }

    pub fn write(&mut self) {
        self.imports();
        self.intrinsics();
        self.waiting();
        self.exports();
    }

    /// A variable for an export of the module.
    pub fn export(&mut self, name: &str) -> String {
        let variable = format!("$e{}", self.text.variables.len());
        let _ = writeln!(self.text.start, "  {variable} = exports[{}];", quoted(name));
        self.text.variables.push(variable.clone());
        variable
    }

    /// The expression for the functions of an imported interface.
    fn package(&mut self, key: Option<&WorldKey>, function: &Function) -> String {
        let Some(key) = key else {
            // A function of the world itself: the default export of a package with its name.
            return self.specifier(&function.name) + ".default";
        };
        let source = (self.source)(key);
        let package = self.specifier(&source.specifier);
        match source.member {
            Some(member) => format!("{package}.{member}"),
            None => package,
        }
    }

    fn specifier(&mut self, specifier: &str) -> String {
        if let Some(known) = self.packages.get(specifier) {
            return known.clone();
        }
        let variable = format!("$p{}", self.packages.len());
        let _ = writeln!(
            self.text.sources,
            "import * as {variable} from {};",
            quoted(specifier)
        );
        self.packages.insert(specifier.to_owned(), variable.clone());
        variable
    }

    /// Gives the module a function for one of its imports.
    pub fn provide(&mut self, module: String, name: String, text: String) {
        let functions = self.text.imports.entry(module).or_default();
        functions.push((name, text));
    }

    fn imports(&mut self) {
        let model = self.abi.model;
        for (key, function) in model.functions(Side::Import) {
            let (module, name) = model.resolve.wasm_import_name(
                mangling(function),
                WasmImport::Func {
                    interface: key,
                    func: function,
                },
            );
            // The linker leaves out what is not called.
            if !self
                .module
                .imports
                .contains(&(module.clone(), name.clone()))
            {
                continue;
            }
            let text = self.import(key, function);
            self.provide(module, name, text);
        }
    }

    /// The call of JavaScript for an imported function, and whether its result goes to memory.
    fn called(
        &mut self,
        key: Option<&WorldKey>,
        function: &Function,
        variant: AbiVariant,
    ) -> (Called, bool) {
        let side = Side::Import;
        let package = self.package(key, function);
        let signature = self.abi.signature(function, variant);
        let names: Vec<String> = (0..signature.params.len())
            .map(|i| format!("a{i}"))
            .collect();
        let mut args = Vec::new();
        if signature.indirect_params {
            let types = function.params.iter().map(|param| &param.ty);
            for (offset, ty) in self.abi.offsets(types) {
                args.push(self.abi.load(&ty, "a0", offset, side));
            }
        } else {
            let mut rest = names.as_slice();
            for param in &function.params {
                let (own, others) = rest.split_at(self.abi.width(&param.ty));
                rest = others;
                args.push(self.abi.lift(&param.ty, own, side));
            }
        }
        let model = self.abi.model;
        let method = model.method(function);
        let class = |id: TypeId| pascal(model.name(id));
        let call = match model.plain(function) {
            FunctionKind::Freestanding if key.is_none() => {
                format!("{package}({})", args.join(", "))
            }
            FunctionKind::Constructor(id) => {
                format!("new {package}.{}({})", class(id), args.join(", "))
            }
            FunctionKind::Static(id) => {
                format!("{package}.{}.{method}({})", class(id), args.join(", "))
            }
            FunctionKind::Method(_) => {
                let object = args.remove(0);
                format!("{object}.{method}({})", args.join(", "))
            }
            _ => format!("{package}.{method}({})", args.join(", ")),
        };
        (Called { names, call }, signature.retptr)
    }

    /// The function that WebAssembly calls: it reads the arguments, calls JavaScript, and writes the result.
    fn import(&mut self, key: Option<&WorldKey>, function: &Function) -> String {
        let side = Side::Import;
        let model = self.abi.model;
        if function.kind.is_async() {
            let (called, _) = self.called(key, function, AbiVariant::GuestImportAsync);
            return self.subtask(&called, function);
        }
        let (Called { names, call }, retptr) = self.called(key, function, AbiVariant::GuestImport);
        let mut body = Body::default();
        let Some(result) = function.result else {
            return format!("({}) => {{ {call}; }}", names.join(", "));
        };
        let value = if let Some((ok, _)) = model.fallible(function) {
            let ok = if ok.is_some() {
                format!("val: {call}")
            } else {
                format!("val: void {call}")
            };
            body.text = format!(
                "let r; try {{ r = {{ tag: \"ok\", {ok} }}; }} catch (error) {{ r = {{ tag: \"err\", val: $caught(error) }}; }} "
            );
            "r"
        } else {
            body.text = format!("const r = {call}; ");
            "r"
        };
        let end = if retptr {
            let pointer = names.last().expect("a place for the result");
            self.abi.store(&result, pointer, 0, value, side)
        } else {
            let values = self.abi.lower(&result, value, side, &mut body);
            match values.first() {
                Some(value) => format!("return {value};"),
                None => String::new(),
            }
        };
        format!("({}) => {{ {}{end} }}", names.join(", "), body.text)
    }

    /// What the module asks of its host about resources.
    fn intrinsics(&mut self) {
        let model = self.abi.model;
        for side in [Side::Import, Side::Export] {
            for (key, item) in model.items(side) {
                let WorldItem::Interface { id, .. } = item else {
                    continue;
                };
                for (resource, owner) in model.resources(side) {
                    if owner == *id {
                        self.resource(key, resource, side);
                    }
                }
            }
        }
    }

    fn resource(&mut self, key: &WorldKey, resource: TypeId, side: Side) {
        let model = self.abi.model;
        let (table, class) = model.table(resource, side);
        let Some(class) = class else {
            self.intrinsic(
                key,
                resource,
                ResourceIntrinsic::ImportedDrop,
                format!(
                    "handle => {{ const [object, owned] = {table}.take(handle); if (owned) object[$dispose]?.(); }}"
                ),
            );
            let _ = writeln!(self.text.public, "const {table} = $table();");
            return;
        };
        let _ = writeln!(self.text.public, "const {table} = $table();");
        self.intrinsic(
            key,
            resource,
            ResourceIntrinsic::ExportedNew,
            format!("rep => {table}.put(rep)"),
        );
        self.intrinsic(
            key,
            resource,
            ResourceIntrinsic::ExportedRep,
            format!("handle => {table}.get(handle)"),
        );
        self.intrinsic(
            key,
            resource,
            ResourceIntrinsic::ExportedDrop,
            format!(
                "handle => {{ const rep = {table}.take(handle); $dtors.get({class})?.(rep); }}"
            ),
        );
        let dtor = model.resolve.wasm_export_name(
            MANGLING,
            WasmExport::ResourceDtor {
                interface: key,
                resource,
            },
        );
        if self.module.exports.contains(&dtor) {
            let _ = writeln!(
                self.text.start,
                "  $dtors.set({class}, exports[{}]);",
                quoted(&dtor)
            );
        }
    }

    fn intrinsic(
        &mut self,
        key: &WorldKey,
        resource: TypeId,
        intrinsic: ResourceIntrinsic,
        text: String,
    ) {
        let (module, name) = self.abi.model.resolve.wasm_import_name(
            MANGLING,
            WasmImport::ResourceIntrinsic {
                interface: Some(key),
                resource,
                intrinsic,
            },
        );
        if self
            .module
            .imports
            .contains(&(module.clone(), name.clone()))
        {
            self.provide(module, name, text);
        }
    }

    fn exports(&mut self) {
        let model = self.abi.model;
        for (key, item) in model.items(Side::Export) {
            match item {
                WorldItem::Function(function) => {
                    let callable = self.function(None, function);
                    self.declare(&camel(&function.name), &callable, &function.docs);
                }
                WorldItem::Interface { id, .. } => {
                    let own = model.is_own(*id);
                    let mut members = Vec::new();
                    for (resource, owner) in model.resources(Side::Export) {
                        if owner == *id {
                            self.class(key, resource);
                        }
                    }
                    for function in model.resolve.interfaces[*id].functions.values() {
                        if model.plain(function) != FunctionKind::Freestanding {
                            continue;
                        }
                        let name = camel(&function.name);
                        let callable = self.function(Some(key), function);
                        if own {
                            self.declare(&name, &callable, &function.docs);
                        } else {
                            members.push((name, callable));
                        }
                    }
                    if !own {
                        self.namespace(&model.interface_name(*id), &members);
                    }
                }
                WorldItem::Type { .. } => {}
            }
        }
    }

    /// An export of the package, under another name within the glue where the word is taken.
    fn declare(&mut self, name: &str, function: &Callable, docs: &Docs) {
        let variable = local(name);
        match function {
            Callable::Written(text) => {
                self.text.public += &comment(docs, "");
                let _ = writeln!(self.text.public, "function {variable}{text}");
            }
            Callable::Direct(core) => {
                let _ = writeln!(self.text.start, "  {variable} = exports[{}];", quoted(core));
                self.text.variables.push(variable.clone());
            }
        }
        self.text.names.push((variable, name.to_owned()));
    }

    fn namespace(&mut self, interface: &str, members: &[(String, Callable)]) {
        let name = camel(interface);
        let variable = local(&name);
        let mut fields = String::new();
        for (member, function) in members {
            match function {
                Callable::Written(text) => {
                    let _ = writeln!(fields, "  {member}{text},");
                }
                Callable::Direct(core) => {
                    let _ = writeln!(
                        self.text.start,
                        "  {variable}.{member} = exports[{}];",
                        quoted(core)
                    );
                }
            }
        }
        let _ = writeln!(self.text.public, "const {variable} = {{\n{fields}}};");
        self.text.names.push((variable, name));
    }

    /// A function of the package: it writes the arguments, calls WebAssembly, and reads the result.
    fn function(&mut self, key: Option<&WorldKey>, function: &Function) -> Callable {
        if let Some(core) = self.direct(key, function) {
            return Callable::Direct(core);
        }
        let params = function.params.iter();
        let names: Vec<String> = params.map(|param| parameter(&param.name)).collect();
        let body = self.body(key, function, &names);
        Callable::Written(format!("({}) {{ {body} }}", names.join(", ")))
    }

    pub fn core_name(
        &self,
        key: Option<&WorldKey>,
        function: &Function,
        kind: WasmExportKind,
    ) -> String {
        self.abi.model.resolve.wasm_export_name(
            mangling(function),
            WasmExport::Func {
                interface: key,
                func: function,
                kind,
            },
        )
    }

    /// The export itself, where WebAssembly converts every value as the type wants it.
    fn direct(&self, key: Option<&WorldKey>, function: &Function) -> Option<String> {
        let model = self.abi.model;
        let passes = |ty: &Type, convert: fn(Number, &str) -> String| match model.kind(ty) {
            Kind::Number(number) => convert(number, "v") == "v",
            _ => false,
        };
        let mut params = function.params.iter();
        let all = !function.kind.is_async()
            && params.all(|param| passes(&param.ty, Number::lowered))
            && function.params.len() <= 16
            && function.result.is_none_or(|ty| passes(&ty, Number::lifted));
        all.then(|| self.core_name(key, function, WasmExportKind::Normal))
    }

    /// The core arguments of a call into the module; `body` gets what is to be done before.
    pub fn arguments(
        &mut self,
        function: &Function,
        variant: AbiVariant,
        names: &[String],
        body: &mut Body,
    ) -> String {
        let side = Side::Export;
        let signature = self.abi.signature(function, variant);
        if signature.indirect_params {
            let (size, align) = self.abi.parameters(function);
            let pointer = body.name();
            let _ = write!(
                body.text,
                "const {pointer} = $realloc(0, 0, {align}, {size}) >>> 0; "
            );
            let types: Vec<Type> = function.params.iter().map(|param| param.ty).collect();
            for ((offset, ty), name) in self.abi.offsets(&types).into_iter().zip(names) {
                let store = self.abi.store(&ty, &pointer, offset, name, side);
                body.text += &store;
                body.text.push(' ');
            }
            pointer
        } else {
            let params = function.params.iter().zip(names);
            let args: Vec<String> = params
                .flat_map(|(param, name)| self.abi.lower(&param.ty, name, side, body))
                .collect();
            args.join(", ")
        }
    }

    fn body(&mut self, key: Option<&WorldKey>, function: &Function, names: &[String]) -> String {
        if function.kind.is_async() {
            return self.task(key, function, names);
        }
        let (side, variant) = (Side::Export, AbiVariant::GuestExport);
        let core = self.core_name(key, function, WasmExportKind::Normal);
        let core = self.export(&core);
        let mut body = Body::default();
        let args = self.arguments(function, variant, names, &mut body);
        let call = format!("{core}({args})");
        let Some(result) = function.result else {
            return format!("{}{call};", body.text);
        };
        let value = if self.abi.signature(function, variant).retptr {
            let _ = write!(body.text, "const r = {call} >>> 0; ");
            self.abi.load(&result, "r", 0, side)
        } else {
            match self.abi.width(&result) {
                0 => {
                    let _ = write!(body.text, "{call}; ");
                    self.abi.lift(&result, &[], side)
                }
                _ => {
                    let _ = write!(body.text, "const r = {call}; ");
                    self.abi.lift(&result, &["r".to_owned()], side)
                }
            }
        };
        let value = if self.abi.model.fallible(function).is_some() {
            format!("$unwrap({value})")
        } else {
            value
        };
        let post = self.core_name(key, function, WasmExportKind::PostReturn);
        if self.module.exports.contains(&post) {
            let post = self.export(&post);
            format!(
                "{}try {{ return {value}; }} finally {{ {post}(r); }}",
                body.text
            )
        } else {
            format!("{}return {value};", body.text)
        }
    }

    /// A class for an exported resource.
    fn class(&mut self, key: &WorldKey, resource: TypeId) {
        let model = self.abi.model;
        let name = model.class(resource).to_owned();
        let variable = local(&name);
        let ty = &model.resolve.types[resource];
        let TypeOwner::Interface(interface) = ty.owner else {
            unreachable!("resources of a world were refused");
        };
        let mut members = String::new();
        let mut constructor = false;
        for function in model.resolve.interfaces[interface].functions.values() {
            let params: Vec<String> = function
                .params
                .iter()
                .map(|param| parameter(&param.name))
                .collect();
            let method = model.method(function);
            let kind = model.plain(function);
            let head = match kind {
                FunctionKind::Constructor(id) if id == resource => {
                    constructor = true;
                    format!("constructor({})", params.join(", "))
                }
                FunctionKind::Static(id) if id == resource => {
                    format!("static {method}({})", params.join(", "))
                }
                FunctionKind::Method(id) if id == resource => {
                    format!("{method}({})", params[1..].join(", "))
                }
                _ => continue,
            };
            let mut names = params;
            if let FunctionKind::Method(_) = kind {
                "this".clone_into(&mut names[0]);
            }
            let body = self.body(Some(key), function, &names);
            let _ = writeln!(
                members,
                "{}  {head} {{ {body} }}",
                comment(&function.docs, "  ")
            );
        }
        if !constructor {
            let _ = writeln!(
                members,
                "  constructor() {{ throw new TypeError(\"{name} has no constructor\"); }}"
            );
        }
        let _ = writeln!(
            members,
            "  [$dispose]() {{ if (this[$rep] !== undefined) $dtors.get({variable})?.($give({variable}, this)); }}"
        );
        self.text.public += &comment(&ty.docs, "");
        let _ = writeln!(self.text.public, "class {variable} {{\n{members}}}");
        self.text.names.push((variable, name));
    }
}
