//! Writes the layer's JavaScript.

use std::collections::BTreeSet;
use std::fmt::Write;

use super::api::{Api, Element, Function, Number, Ty};
use super::call::{Argument, Call};
use super::names::{self, local};
use super::parts::{Part, Parts};
use super::structs;

/// What was written.
pub struct Script {
    pub text: String,
    /// What is exported besides functions and structs.
    pub names: Vec<&'static str>,
    /// Exports of the module that it uses besides functions.
    pub uses: Vec<&'static str>,
}

/// What the functions use, gathered while they are written.
#[derive(Default)]
pub(super) struct Uses {
    pub(super) parts: Parts,
    /// Elements whose arrays are seen as such.
    pub(super) kinds: BTreeSet<Element>,
    /// Views of memory by which slots are read and written.
    views: BTreeSet<Number>,
    pub(super) checks: bool,
}

/// `bg` is the file with wasm-bindgen's JavaScript.
pub fn write(api: &Api, bg: &str, checks: bool) -> Script {
    let mut uses = Uses {
        checks,
        ..Uses::default()
    };
    let modules = modules(api);
    let index = |name: &str| {
        modules
            .iter()
            .position(|module| *module == name)
            .unwrap_or_default()
    };
    let imports: String = api
        .imports
        .iter()
        .map(|import| uses.import(import, index))
        .collect();
    let mut functions = String::new();
    let mut raw = Vec::new();
    for export in &api.exports {
        let checked = checks && !export.params.is_empty();
        if is_raw(export) && !checked {
            raw.push(export);
        } else {
            functions += &uses.export(export);
        }
    }
    for function in &api.wrapped {
        functions += &uses.export(function);
    }
    let classes: String = api
        .structs
        .values()
        .map(|found| structs::class(found, &mut uses))
        .collect();
    let arrays = uses.parts.has(Part::Arrays);
    let lines = modules.iter().enumerate();
    let mut text: String = lines
        .map(|(i, name)| format!("import * as module{i} from {name:?};\n"))
        .collect();
    if !api.wrapped.is_empty() {
        let names = api
            .wrapped
            .iter()
            .map(|function| format!("{0} as bg_{0}", function.name));
        let names: Vec<_> = names.collect();
        let _ = writeln!(text, "import {{ {} }} from {bg:?};", names.join(", "));
    }
    text += &uses.memory();
    text += &uses.parts.text();
    text += &uses.kinds(arrays);
    let _ = writeln!(
        text,
        "export const imports = {{ {}: {{\n{imports}}} }};",
        super::MODULE
    );
    for export in &raw {
        let _ = writeln!(text, "export let {};", local(&export.name));
    }
    text += "export const start = (exports) => {\n  wasm = exports;\n";
    if uses.parts.has(Part::Scratch) {
        text += "  top = (base = get(4096, 16)) + 64;\n  heap.length = spare = 0;\n";
    }
    for export in &raw {
        let _ = writeln!(
            text,
            "  {} = wasm[{:?}];",
            local(&export.name),
            export.symbol
        );
    }
    text += "};\n";
    text += &classes;
    text += &functions;
    let mut names = Vec::new();
    if arrays {
        names.extend(["WasmArray", "alloc"]);
    }
    if uses.parts.has(Part::Structs) {
        names.push("StructArray");
    }
    let needs = [
        ("js:alloc", uses.parts.allocates()),
        ("js:free", uses.parts.frees()),
    ];
    Script {
        text,
        names,
        uses: needs
            .iter()
            .filter(|(_, needed)| *needed)
            .map(|(name, _)| *name)
            .collect(),
    }
}

/// Whether the module's export is the function: numbers pass as they are.
fn is_raw(function: &Function) -> bool {
    let result = !matches!(&function.result, Ty::Number(Number::U32 | Number::U64));
    result
        && function.params.iter().all(|(_, ty)| is_plain(ty))
        && (function.result == Ty::Unit
            || is_plain(&function.result) && function.result != Ty::Bool)
}

/// Whether JavaScript's value is the number that WebAssembly has, once WebAssembly has converted it.
fn is_plain(ty: &Ty) -> bool {
    matches!(ty, Ty::Number(_) | Ty::Bool)
}

/// ES modules that functions are imported from.
fn modules(api: &Api) -> Vec<&str> {
    let names = api
        .imports
        .iter()
        .filter_map(|import| import.text.strip_prefix("module "));
    names.collect::<BTreeSet<&str>>().into_iter().collect()
}

impl Uses {
    pub(super) fn need(&mut self, part: Part) {
        self.parts.need(part);
    }

    pub(super) fn kind(&mut self, element: &Element) -> String {
        self.kinds.insert(element.clone());
        if let Element::Struct(_) = element {
            self.need(Part::Structs);
        }
        kind_name(element)
    }

    /// A view of memory in which slots lie.
    pub(super) fn view(&mut self, number: Number) -> &'static str {
        self.views.insert(number);
        number.word()
    }

    fn export(&mut self, function: &Function) -> String {
        let mut call = Call::default();
        let variables = names::variables(&function.params);
        for (index, (name, ty)) in function.params.iter().enumerate() {
            let argument = Argument {
                function: &function.name,
                name,
                variable: &variables[index],
                index,
            };
            self.argument(&mut call, &argument, ty);
        }
        let slots = !matches!(
            function.result,
            Ty::Unit | Ty::Js | Ty::Bool | Ty::Char | Ty::Number(_)
        );
        if slots {
            self.need(Part::Scratch);
            call.numbers.push("base".to_owned());
        }
        let target = format!("wasm[{:?}]({})", function.symbol, call.numbers.join(", "));
        let body = match &function.result {
            Ty::Js => format!("return bg_{}({});", function.name, call.numbers.join(", ")),
            Ty::Unit => format!("{target};"),
            Ty::Bool => format!("return {target} !== 0;"),
            Ty::Char => format!("return String.fromCodePoint({target});"),
            Ty::Number(Number::U32) => format!("return {target} >>> 0;"),
            Ty::Number(Number::U64) => format!("return BigInt.asUintN(64, {target});"),
            Ty::Number(_) => format!("return {target};"),
            Ty::Result(ok) => {
                self.need(Part::Errors);
                let messages = self.slot(&Ty::String, 1);
                let failed = format!(
                    "if ({}[base >> 2]) throw error({messages});",
                    self.view(Number::U32)
                );
                match **ok {
                    Ty::Unit => format!("{target};\n  fresh();\n  {failed}"),
                    _ => format!(
                        "{target};\n  fresh();\n  {failed}\n  return {};",
                        self.slot(ok, 1)
                    ),
                }
            }
            other => format!("{target};\n  fresh();\n  return {};", self.slot(other, 0)),
        };
        let mut text = format!(
            "export function {}({}) {{\n",
            local(&function.name),
            variables.join(", ")
        );
        call.before += &call.giving;
        if !call.stacks {
            let _ = write!(text, "{}  {body}\n}}\n", call.before);
        } else {
            text += "  const t = top, h = heap.length;\n";
            if !call.lent.is_empty() {
                let _ = writeln!(text, "  let {};", call.lent.join(", "));
            }
            let _ = write!(
                text,
                "  try {{\n{}  {body}\n  }} finally {{\n{}    top = t;\n    if (heap.length > h) drop(h);\n  }}\n}}\n",
                call.before, call.after
            );
        }
        text
    }

    /// The value in the slot of this number.
    fn slot(&mut self, ty: &Ty, slot: usize) -> String {
        let mut word = |number: Number, slot: usize| {
            let view = self.view(number);
            match number.size() {
                8 => format!("{view}[(base >> 3) + {slot}]"),
                _ => format!("{view}[(base >> 2) + {}]", slot * 2),
            }
        };
        let mut list = |kind: &str, owned: bool| {
            let parts =
                (slot..slot + if owned { 3 } else { 2 }).map(|slot| word(Number::U32, slot));
            format!("{kind}{})", parts.collect::<Vec<_>>().join(", "))
        };
        match ty {
            Ty::Unit => "undefined".to_owned(),
            Ty::Bool => format!("{} !== 0", word(Number::U32, slot)),
            Ty::Char => format!("String.fromCodePoint({})", word(Number::U32, slot)),
            Ty::Number(number) => match number {
                Number::I8 | Number::I16 | Number::I32 => word(Number::I32, slot),
                Number::U8 | Number::U16 | Number::U32 => word(Number::U32, slot),
                number => word(*number, slot),
            },
            Ty::Str => {
                let text = list("getText(", false);
                self.need(Part::TextOut);
                text
            }
            Ty::String => {
                let text = list("takeText(", true);
                self.need(Part::TextTake);
                text
            }
            Ty::View { element, .. } => {
                let text = list(&format!("getList({}, ", kind_name(element)), false);
                self.kind(element);
                self.need(Part::GetList);
                text
            }
            Ty::Vec(element) | Ty::Array(_, element) => {
                let text = list(&format!("takeList({}, ", kind_name(element)), true);
                self.kind(element);
                self.need(Part::GetList);
                text
            }
            Ty::Option(inner) => {
                let tag = word(Number::U32, slot);
                format!("{tag} ? {} : undefined", self.slot(inner, slot + 1))
            }
            Ty::Js | Ty::Result(_) => unreachable!("only outermost"),
        }
    }

    /// How memory is seen: views are made afresh when it has grown, since the old ones then have no bytes.
    fn memory(&self) -> String {
        // As in `parts/scratch.js`: not `let`.
        let mut text = "var wasm, u8 = new Uint8Array(0)".to_owned();
        let mut made = String::new();
        let texts = self.parts.has(Part::TextIn);
        let mut views = self.views.clone();
        if texts {
            // Letters are written in pairs.
            views.insert(Number::U16);
        }
        for view in &views {
            let name = view.word();
            let _ = write!(text, ", {name}");
            let _ = writeln!(made, "  {name} = new {}(b);", view.array());
        }
        if texts {
            // What texts are encoded into, unless a call is within a call.
            text += ", stack";
            made += "  stack = u8.subarray(base + 64, base + 4096);\n";
        }
        for kind in &self.kinds {
            if let Element::Number(number) = kind {
                let _ = writeln!(made, "  {}.v = new {}(b);", kind_name(kind), number.array());
            }
        }
        let _ = write!(
            text,
            ";\nconst fresh = () => {{\n  if (u8.length) return;\n  const b = wasm.memory.buffer;\n  u8 = new Uint8Array(b);\n{made}}};\n"
        );
        text
    }

    /// What elements there are: size, alignment, JavaScript's arrays of them, and how messages call these.
    fn kinds(&self, arrays: bool) -> String {
        let mut text = String::new();
        let mut entries = Vec::new();
        for kind in &self.kinds {
            let name = kind_name(kind);
            match kind {
                Element::Number(number) => {
                    let (array, size) = (number.array(), number.size());
                    let clamped = if *number == Number::U8 {
                        "Uint8ClampedArray"
                    } else {
                        "undefined"
                    };
                    let article = if array.starts_with(['I', 'U']) && !array.starts_with("Ui") {
                        "an"
                    } else {
                        "a"
                    };
                    let _ = writeln!(
                        text,
                        "const {name} = {{ T: {array}, C: {clamped}, z: {size}, a: {size}, w: \"{article} {array}\", v: undefined }};"
                    );
                    entries.push(format!("[{array}, {name}]"));
                    if *number == Number::U8 {
                        entries.push(format!("[Uint8ClampedArray, {name}]"));
                    }
                }
                Element::Struct(found) => entries.push(format!("[{}, {name}]", local(found))),
            }
        }
        if arrays {
            // Classes stand further down: the map is made when it is asked for.
            let _ = writeln!(
                text,
                "let known;\nconst kinds = {{ get: (type) => (known ??= new Map([{}])).get(type) }};",
                entries.join(", ")
            );
        }
        text
    }
}

/// The variable with what is known of an element.
pub(super) fn kind_name(element: &Element) -> String {
    match element {
        Element::Number(number) => format!("k_{}", number.word()),
        Element::Struct(name) => format!("k_{name}"),
    }
}
