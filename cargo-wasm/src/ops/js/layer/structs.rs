//! Classes by which JavaScript reads and writes structs in place.

use std::fmt::Write;

use wasm::section::js::{Struct, StructField};

use super::api::{Element, Number};
use super::names::local;
use super::parts::Part;
use super::script::{Uses, kind_name};

/// The class of a struct, and what is known of its arrays.
pub fn class(found: &Struct, uses: &mut Uses) -> String {
    let (name, class) = (&found.name, local(&found.name));
    let kind = uses.kind(&Element::Struct(name.clone()));
    uses.parts.need(Part::Structs);
    let mut text = format!(
        "const {kind} = {{ c: StructArray, T: class {{}}, z: {}, a: {}, w: \"a StructArray of {name}\" }};\nexport class {class} {{\n  constructor(owner, \
         offset) {{\n    if (!(owner instanceof StructArray)) throw new TypeError(\"{name}: `alloc({name}, n).at(i)` makes one\");\n    \
         this._o = owner;\n    this._i = offset;\n  }}\n",
        found.size, found.align
    );
    for field in &found.fields {
        if !field.element.is_empty() {
            text += &accessors(field, uses);
        }
    }
    text += "}\n";
    text
}

fn accessors(field: &StructField, uses: &mut Uses) -> String {
    let StructField {
        name,
        offset,
        size,
        array,
        ..
    } = field;
    let element = Element::read(&field.element);
    let mut text = String::new();
    match &element {
        Element::Number(number) if *array => {
            let (kind, each) = (kind_name(&element), number.size());
            uses.kind(&element);
            let (from, count) = (format!("(place(this) + {offset}) / {each}"), size / each);
            let _ = write!(
                text,
                "  get {name}() {{\n    const i = {from};\n    return {kind}.v.subarray(i, i + {count});\n  }}\n  set {name}(values) {{\n    \
                 this.{name}.set(values);\n  }}\n"
            );
        }
        Element::Number(number) => {
            // Packed structs have fields that no typed array reaches.
            if offset % number.size() == 0 {
                uses.kind(&element);
                let at = format!(
                    "{}.v[(place(this) + {offset}) / {}]",
                    kind_name(&element),
                    number.size()
                );
                let _ = write!(
                    text,
                    "  get {name}() {{\n    return {at};\n  }}\n  set {name}(value) {{\n    {at} = value;\n  }}\n"
                );
            } else {
                let method = method(*number);
                let view = format!("new DataView(wasm.memory.buffer, place(this) + {offset})");
                let _ = write!(
                    text,
                    "  get {name}() {{\n    return {view}.get{method}(0, true);\n  }}\n  set {name}(value) {{\n    \
                     {view}.set{method}(0, value, true);\n  }}\n"
                );
            }
        }
        Element::Struct(class) if *array => {
            let class = local(class);
            let kind = uses.kind(&element);
            let _ = write!(
                text,
                "  get {name}() {{\n    const size = {kind}.z;\n    return Array.from({{ length: {size} / size }}, (_, i) => new \
                 {class}(this._o, this._i + {offset} + i * size));\n  }}\n"
            );
        }
        Element::Struct(class) => {
            let class = local(class);
            uses.kind(&element);
            let _ = write!(
                text,
                "  get {name}() {{\n    return new {class}(this._o, this._i + {offset});\n  }}\n"
            );
        }
    }
    text
}

/// What `DataView` calls a number in its methods.
fn method(number: Number) -> &'static str {
    let array = number.array();
    array.strip_suffix("Array").unwrap_or(array)
}
