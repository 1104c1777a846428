//! Functions of JavaScript's, as the module imports them.

use std::fmt::Write;

use super::api::{Element, Function, Number, Ty};
use super::names::local;
use super::parts::Part;
use super::script::{Uses, kind_name};

impl Uses {
    /// A member of the object that the module imports from.
    pub(super) fn import(&mut self, function: &Function, module: impl Fn(&str) -> usize) -> String {
        let (callee, is_function) = callee(function, module);
        let symbol = &function.symbol;
        // A method must keep its object, and a function of a module or of `Math` has none.
        let plain = function.params.iter().all(|(_, ty)| {
            matches!(ty, Ty::Number(number) if !matches!(number, Number::U32 | Number::U64))
        }) && matches!(function.result, Ty::Unit | Ty::Bool | Ty::Number(_));
        if is_function && plain {
            return format!("  {symbol:?}: {callee},\n");
        }
        let (mut names, mut arguments, mut ends) = (Vec::new(), Vec::new(), String::new());
        let mut before = String::new();
        for (_, ty) in &function.params {
            self.value(ty, &mut names, &mut arguments, &mut before, &mut ends);
        }
        let slots = !matches!(
            function.result,
            Ty::Unit | Ty::Bool | Ty::Char | Ty::Number(_)
        );
        if slots {
            names.push("slots".to_owned());
        }
        let (names, call) = (
            names.join(", "),
            format!("{callee}({})", arguments.join(", ")),
        );
        let place = format!("{:?}, \"its result\"", function.name);
        let body = match &function.result {
            Ty::Unit | Ty::Bool | Ty::Number(_) => {
                if before.is_empty() {
                    return format!("  {symbol:?}: ({names}) => {call},\n");
                }
                format!("return {call};")
            }
            Ty::Char => {
                self.parts.need(Part::Char);
                format!("return putChar({call}, {place});")
            }
            Ty::Result(ok) => {
                let [put, failed] = [
                    self.put(ok, "r", 1, &place),
                    self.put(&Ty::String, "chain(e)", 1, &place),
                ];
                self.parts.need(Part::Chain);
                let u32 = self.view(Number::U32);
                format!(
                    "try {{\n      const r = {call};\n      {put}fresh();\n      {u32}[slots >> 2] = 0;\n    }} catch (e) {{\n      \
                     {failed}fresh();\n      {u32}[slots >> 2] = 1;\n    }}"
                )
            }
            other => {
                let put = self.put(other, "r", 0, &place);
                format!("const r = {call};\n    {put}")
            }
        };
        let body = match ends.is_empty() {
            true => body,
            false => format!("try {{\n    {body}\n    }} finally {{\n{ends}    }}"),
        };
        format!("  {symbol:?}: ({names}) => {{\n{before}    {body}\n  }},\n")
    }

    /// An argument for JavaScript, from the numbers that the module passes.
    fn value(
        &mut self,
        ty: &Ty,
        names: &mut Vec<String>,
        arguments: &mut Vec<String>,
        before: &mut String,
        ends: &mut String,
    ) {
        let first = names.len();
        let count = match ty {
            Ty::Option(inner) => match **inner {
                Ty::Str | Ty::View { .. } | Ty::Vec(_) => 3,
                Ty::String => 4,
                _ => 2,
            },
            Ty::Str | Ty::View { .. } | Ty::Vec(_) => 2,
            Ty::String => 3,
            _ => 1,
        };
        names.extend((first..first + count).map(|i| format!("p{i}")));
        let argument = match ty {
            Ty::Option(inner) => {
                let value = self.plain_value(inner, first + 1, before, ends);
                format!("p{first} ? {value} : undefined")
            }
            other => self.plain_value(other, first, before, ends),
        };
        arguments.push(argument);
    }

    fn plain_value(
        &mut self,
        ty: &Ty,
        first: usize,
        before: &mut String,
        ends: &mut String,
    ) -> String {
        let (p, n) = (format!("p{first}"), format!("p{}", first + 1));
        match ty {
            Ty::Bool => format!("{p} !== 0"),
            Ty::Char => format!("String.fromCodePoint({p})"),
            Ty::Number(Number::U32) => format!("{p} >>> 0"),
            Ty::Number(Number::U64) => format!("BigInt.asUintN(64, {p})"),
            Ty::Number(_) => p,
            Ty::Str | Ty::String => {
                self.parts.need(Part::TextOut);
                format!("getText({p}, {n})")
            }
            Ty::View {
                element: Element::Number(number),
                ..
            } => {
                // Memory itself, for as long as the call lasts.
                format!("new {}(wasm.memory.buffer, {p}, {n})", number.array())
            }
            Ty::View { element, .. } => {
                let kind = self.kind(element);
                let Element::Struct(name) = element else {
                    unreachable!("numbers are above")
                };
                let lent = format!("l{first}");
                let _ = writeln!(
                    before,
                    "    const {lent} = new StructArray({kind}, {}, {p}, {n});\n    {lent}._s = 1;",
                    local(name)
                );
                let _ = writeln!(ends, "    {lent}._p = 0;");
                lent
            }
            Ty::Vec(element) => {
                self.kind(element);
                self.parts.need(Part::GetList);
                format!("getList({}, {p}, {n})", kind_name(element))
            }
            Ty::Array(count, element) => {
                self.kind(element);
                self.parts.need(Part::GetList);
                format!("getList({}, {p}, {count})", kind_name(element))
            }
            Ty::Unit | Ty::Js | Ty::Option(_) | Ty::Result(_) => {
                unreachable!("the macro refuses it")
            }
        }
    }

    /// Statements that write JavaScript's value to the slots from this one on.
    fn put(&mut self, ty: &Ty, value: &str, slot: usize, place: &str) -> String {
        let at = |number: Number, slot: usize| match number.size() {
            8 => format!("{}[(slots >> 3) + {slot}]", number.word()),
            _ => format!("{}[(slots >> 2) + {}]", number.word(), slot * 2),
        };
        let parts = |uses: &mut Self, values: &[&str]| {
            uses.view(Number::U32);
            let writes = values.iter().enumerate();
            writes
                .map(|(i, value)| format!("{} = {value}; ", at(Number::U32, slot + i)))
                .collect::<String>()
        };
        match ty {
            Ty::Unit => String::new(),
            Ty::Bool => format!("fresh(); {}", parts(self, &[&format!("{value} ? 1 : 0")])),
            Ty::Char => {
                self.parts.need(Part::Char);
                format!(
                    "{{ const c = putChar({value}, {place}); fresh(); {}}} ",
                    parts(self, &["c"])
                )
            }
            Ty::Number(number) => {
                let number = match number {
                    Number::I8 | Number::I16 | Number::I32 => Number::I32,
                    Number::U8 | Number::U16 | Number::U32 => Number::U32,
                    other => *other,
                };
                self.view(number);
                format!("fresh(); {} = {value}; ", at(number, slot))
            }
            Ty::String | Ty::Str => {
                self.parts.need(Part::TextGive);
                let writes = parts(self, &["p", "n", "n"]);
                format!(
                    "{{ const p = giveText({value}, {place}), n = p && len; fresh(); {writes}}} "
                )
            }
            Ty::Vec(element) => {
                self.parts.need(Part::GiveList);
                let kind = self.kind(element);
                let writes = parts(self, &["p", "len", "len"]);
                format!("{{ const p = giveList({value}, {kind}, {place}); fresh(); {writes}}} ")
            }
            Ty::Array(count, element) => {
                self.parts.need(Part::GiveList);
                let kind = self.kind(element);
                let writes = parts(self, &["p", "len", "len"]);
                format!(
                    "{{ const p = giveList({value}, {kind}, {place}); if (len !== {count}) throw new RangeError(\"a result must have \
                     {count} elements\"); fresh(); {writes}}} "
                )
            }
            Ty::Option(inner) => {
                let some = self.put(inner, value, slot + 1, place);
                let tag = parts(
                    self,
                    &[&format!(
                        "{value} === undefined || {value} === null ? 0 : 1"
                    )],
                );
                format!("fresh(); {tag}if ({value} !== undefined && {value} !== null) {{ {some}}} ")
            }
            Ty::Js | Ty::View { .. } | Ty::Result(_) => unreachable!("the macro refuses it"),
        }
    }
}

/// What is called, and whether it does without an object.
fn callee(function: &Function, module: impl Fn(&str) -> usize) -> (String, bool) {
    let name = &function.name;
    match function.text.split_once(' ') {
        Some(("module", specifier)) => (format!("module{}.{name}", module(specifier)), true),
        Some((_, "Math")) => (format!("Math.{name}"), true),
        Some((_, path)) => (format!("globalThis.{path}.{name}"), false),
        None => (format!("globalThis.{name}"), false),
    }
}
