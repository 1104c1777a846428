//! Writes the layer's part of `NAME.d.ts`.

use std::fmt::Write;

use wasm::section::js::Struct;

use super::api::{Api, Element, Function, Number, Ty};
use super::names::told_apart;

const ARRAYS: &str = "
/** Elements that lie in memory of the module: passing them to a function copies nothing. */
export class WasmArray<A = unknown> {
  protected constructor();
  /** How many elements there are. */
  readonly length: number;
  /** In bytes. */
  readonly byteLength: number;
  /** The elements, in place. Ask for it again after a call: memory that grows has other arrays over it. */
  readonly array: A;
  /** Gives the memory back; whoever uses the array afterwards gets an error. */
  free(): void;
  [Symbol.dispose](): void;
}
";

const STRUCTS: &str = "
/** Structs that lie in memory of the module. */
export class StructArray<S = unknown> extends WasmArray<S[]> {
  /** The struct of this index, in place; from the end where it is negative. */
  at(index: number): S | undefined;
  [Symbol.iterator](): IterableIterator<S>;
}
";

/// `bound` are wasm-bindgen's declarations.
pub fn write(api: &Api, names: &[&str], bound: &str) -> String {
    let mut text = String::new();
    for function in &api.wrapped {
        text += &wrapped(function, bound);
    }
    for export in &api.exports {
        text += &function(export);
    }
    for found in api.structs.values() {
        text += &class(found);
    }
    if names.contains(&"WasmArray") {
        text += ARRAYS;
        text += &alloc(api);
    }
    if names.contains(&"StructArray") {
        text += STRUCTS;
    }
    text
}

/// A documentation comment, at this indentation.
fn comment(docs: &str, indent: &str) -> String {
    let docs = docs.replace("*/", "*\u{200b}/");
    let mut lines = docs.lines();
    match (lines.next(), lines.next()) {
        (None, _) => String::new(),
        (Some(line), None) => format!("{indent}/** {line} */\n"),
        _ => {
            let lines: String = docs
                .lines()
                .map(|line| format!("{indent} * {line}").trim_end().to_owned() + "\n")
                .collect();
            format!("{indent}/**\n{lines}{indent} */\n")
        }
    }
}

fn function(function: &Function) -> String {
    // Only what nothing required follows can be left out.
    let optional = function
        .params
        .iter()
        .rev()
        .take_while(|(_, ty)| matches!(ty, Ty::Option(_)))
        .count();
    let required = function.params.len() - optional;
    let names = told_apart(function.params.iter().map(|(name, _)| name.clone()));
    let params = names.iter().zip(&function.params).enumerate();
    let params = params.map(|(i, (name, (_, ty)))| {
        let mark = if i < required { "" } else { "?" };
        format!("{name}{mark}: {}", param(ty))
    });
    let params: Vec<_> = params.collect();
    format!(
        "\n{}export function {}({}): {};\n",
        comment(&function.text, ""),
        function.name,
        params.join(", "),
        result(&function.result)
    )
}

/// wasm-bindgen's declaration of a function, with views in place of addresses and lengths.
fn wrapped(function: &Function, bound: &str) -> String {
    let mark = format!("export function {}(", function.name);
    let declared = bound.lines().find(|line| line.starts_with(&mark));
    let mut line = declared.unwrap_or_default().to_owned();
    for (name, ty) in &function.params {
        if *ty != Ty::Js {
            let numbers = format!("{name}_at: number, {name}_len: number");
            line = line.replace(&numbers, &format!("{name}: {}", param(ty)));
        }
    }
    format!("\n{}{line}\n", comment(&function.text, ""))
}

fn number(number: Number) -> &'static str {
    if number.is_big() { "bigint" } else { "number" }
}

fn param(ty: &Ty) -> String {
    match ty {
        Ty::Bool => "boolean".into(),
        Ty::Number(it) => number(*it).into(),
        Ty::Char | Ty::Str | Ty::String => "string".into(),
        Ty::View { element, .. } | Ty::Vec(element) | Ty::Array(_, element) => match element {
            Element::Number(it) => {
                let array = it.array();
                let clamped = match it {
                    Number::U8 => " | Uint8ClampedArray | WasmArray<Uint8ClampedArray>",
                    _ => "",
                };
                format!("{array}{clamped} | WasmArray<{array}> | {}[]", number(*it))
            }
            Element::Struct(name) => format!("StructArray<{name}>"),
        },
        Ty::Option(inner) => format!("{} | null | undefined", param(inner)),
        Ty::Unit | Ty::Js | Ty::Result(_) => "never".into(),
    }
}

fn result(ty: &Ty) -> String {
    match ty {
        Ty::Unit => "void".into(),
        Ty::View {
            element: Element::Number(it),
            ..
        }
        | Ty::Vec(Element::Number(it))
        | Ty::Array(_, Element::Number(it)) => it.array().into(),
        Ty::Option(inner) => format!("{} | undefined", result(inner)),
        Ty::Result(inner) => result(inner),
        other => param(other),
    }
}

fn class(found: &Struct) -> String {
    let mut text = format!(
        "\n{}export class {} {{\n  private constructor();\n",
        comment(&found.docs, ""),
        found.name
    );
    for field in &found.fields {
        let (name, docs) = (&field.name, comment(&field.docs, "  "));
        let line = match (Element::read(&field.element), field.array) {
            (Element::Struct(element), _) if element.is_empty() => continue,
            (Element::Number(it), false) => format!("{name}: {}", number(it)),
            (Element::Number(it), true) => format!(
                "get {name}(): {0};\n  set {name}(values: {0} | {1}[])",
                it.array(),
                number(it)
            ),
            (Element::Struct(element), false) => format!("readonly {name}: {element}"),
            (Element::Struct(element), true) => format!("readonly {name}: {element}[]"),
        };
        let _ = writeln!(text, "{docs}  {line};");
    }
    text + "}\n"
}

/// One signature of `alloc` for each kind of elements.
fn alloc(api: &Api) -> String {
    let mut elements: Vec<&Element> = api
        .functions()
        .flat_map(Function::types)
        .filter_map(Ty::element)
        .collect();
    elements.sort();
    elements.dedup();
    let mut text = "\n/** Makes an array of zeros in memory of the module: free it, or leave that to the garbage collector. */\n".to_owned();
    for element in elements {
        let _ = match element {
            Element::Number(it) => {
                let array = it.array();
                writeln!(
                    text,
                    "export function alloc(type: {array}Constructor, length: number): WasmArray<{array}>;"
                )
            }
            Element::Struct(name) => {
                writeln!(
                    text,
                    "export function alloc(type: typeof {name}, length: number): StructArray<{name}>;"
                )
            }
        };
        if *element == Element::Number(Number::U8) {
            text += "export function alloc(type: Uint8ClampedArrayConstructor, length: number): WasmArray<Uint8ClampedArray>;\n";
        }
    }
    text
}
