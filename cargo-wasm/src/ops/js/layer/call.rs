//! What JavaScript passes, on its way to numbers.

use std::fmt::Write;

use super::api::{Element, Number, Ty};
use super::parts::Part;
use super::script::Uses;

/// A call that is being written: statements before it, numbers, and what follows.
#[derive(Default)]
pub struct Call {
    pub before: String,
    /// What is given away stands last: were something else refused after it, nobody would free it.
    pub giving: String,
    pub numbers: Vec<String>,
    /// Statements for when it has ended, in whatever way.
    pub after: String,
    /// Variables that are declared before the call is tried.
    pub lent: Vec<String>,
    /// Whether something lasts for the call alone.
    pub stacks: bool,
}

/// An argument of a function that is being written.
pub struct Argument<'a> {
    /// The function's name, for messages.
    pub function: &'a str,
    /// The parameter's, for messages.
    pub name: &'a str,
    /// What the parameter is called in the function.
    pub variable: &'a str,
    pub index: usize,
}

impl Argument<'_> {
    /// The arguments by which pieces know whom to complain about.
    fn place(&self) -> String {
        format!("{:?}, {:?}", self.function, self.name)
    }
}

impl Uses {
    /// Writes how an argument becomes numbers.
    pub(super) fn argument(&mut self, call: &mut Call, argument: &Argument<'_>, ty: &Ty) {
        let (variable, place) = (argument.variable, argument.place());
        let [p, n] = ["p", "n"].map(|letter| format!("{letter}{}", argument.index));
        let value = |call: &mut Call, value: String| {
            let _ = writeln!(call.before, "  const {p} = {value};");
            call.numbers.push(p.clone());
        };
        match ty {
            Ty::Option(inner) => self.optional(call, argument, inner),
            Ty::Bool | Ty::Number(_) if self.checks => {
                self.need(Part::Checks);
                let (kind, range) = match ty {
                    Ty::Number(number) => range(*number),
                    _ => ("boolean", "undefined, undefined".to_owned()),
                };
                value(
                    call,
                    format!("check({variable}, {kind:?}, {range}, {place})"),
                );
            }
            Ty::Js | Ty::Bool | Ty::Number(_) => call.numbers.push(variable.to_owned()),
            Ty::Char => {
                self.need(Part::Char);
                value(call, format!("putChar({variable}, {place})"));
            }
            Ty::Str => {
                self.need(Part::TextIn);
                call.stacks = true;
                let _ = writeln!(
                    call.before,
                    "  const {p} = putText({variable}, {place}), {n} = len;"
                );
                call.numbers.extend([p, n]);
            }
            Ty::String => {
                self.need(Part::TextGive);
                let _ = writeln!(
                    call.giving,
                    "  const {p} = giveText({variable}, {place}), {n} = {p} && len;"
                );
                call.numbers.extend([p, n.clone(), n]);
            }
            Ty::Vec(element) => {
                self.need(Part::GiveList);
                let kind = self.kind(element);
                let _ = writeln!(
                    call.giving,
                    "  const {p} = giveList({variable}, {kind}, {place}), {n} = len;"
                );
                call.numbers.extend([p, n]);
            }
            Ty::View { element, mutable } => {
                self.lend(call, argument, element, *mutable);
                call.numbers.extend([p, n]);
            }
            Ty::Array(count, element) => {
                self.lend(call, argument, element, false);
                let (function, name) = (argument.function, argument.name);
                let _ = writeln!(
                    call.before,
                    "  if ({n} !== {count}) throw new RangeError(`{function}: \\`{name}\\` must have {count} elements, not ${{{n}}}`);",
                );
                call.numbers.push(p);
            }
            Ty::Unit | Ty::Result(_) => unreachable!("the macro refuses it"),
        }
    }

    /// An argument that may be left out: a number that says whether it is there, and its own, or zeros.
    fn optional(&mut self, call: &mut Call, argument: &Argument<'_>, inner: &Ty) {
        let (variable, index) = (argument.variable, argument.index);
        let there = format!("o{index}");
        let mut value = Call::default();
        self.argument(&mut value, argument, inner);
        let zero = match inner {
            Ty::Number(number) if number.is_big() => "0n",
            _ => "0",
        };
        let _ = writeln!(
            call.before,
            "  const {there} = {variable} !== undefined && {variable} !== null;"
        );
        call.numbers.push(there.clone());
        call.after += &value.after;
        call.lent.extend(value.lent);
        call.stacks |= value.stacks;
        let numbers = value.numbers.iter();
        if value.before.is_empty() && value.giving.is_empty() {
            call.numbers
                .extend(numbers.map(|number| format!("{there} ? {number} : {zero}")));
            return;
        }
        // Statements only where there is a value.
        let (mut declared, mut assigned) = (Vec::new(), String::new());
        for (i, number) in numbers.enumerate() {
            let name = format!("v{index}_{i}");
            declared.push(format!("{name} = {zero}"));
            let _ = writeln!(assigned, "    {name} = {number};");
            call.numbers.push(name);
        }
        let _ = writeln!(call.before, "  let {};", declared.join(", "));
        let text = format!(
            "  if ({there}) {{\n{}{}{assigned}  }}\n",
            value.before, value.giving
        );
        match value.giving.is_empty() {
            true => call.before += &text,
            false => call.giving += &text,
        }
    }

    /// Lends elements for the call: those of an array in the module's memory as they are, others as a copy.
    fn lend(&mut self, call: &mut Call, argument: &Argument<'_>, element: &Element, mutable: bool) {
        self.need(Part::Lists);
        let (kind, variable, place) = (self.kind(element), argument.variable, argument.place());
        let [p, n, w] = ["p", "n", "w"].map(|letter| format!("{letter}{}", argument.index));
        let (sign, copy) = match mutable {
            false => (1, format!("copy({variable}, {kind}, room, {place})")),
            true => {
                self.need(Part::CopyBack);
                (-1, format!("copyOut({variable}, {kind}, {place})"))
            }
        };
        call.stacks = true;
        let _ = writeln!(
            call.before,
            "  {p} = ({w} = {variable} instanceof WasmArray) ? lend({variable}, {kind}, {sign}, {place}) : {copy};\n  {n} = len;"
        );
        let _ = match mutable {
            false => writeln!(call.after, "  if ({w} && {p}) {variable}._s--;"),
            true => writeln!(
                call.after,
                "  if ({p}) {w} ? {variable}._s++ : copyBack({variable}, {p}, {n}, {kind});"
            ),
        };
        call.lent.extend([
            format!("{p} = 0"),
            format!("{n} = 0"),
            format!("{w} = false"),
        ]);
    }
}

/// What JavaScript calls a number's type, and the least and greatest of it.
fn range(number: Number) -> (&'static str, String) {
    let bits = number.size() * 8;
    match number {
        Number::F32 | Number::F64 => ("number", "-Infinity, Infinity".to_owned()),
        Number::I64 => ("bigint", format!("{}n, {}n", i64::MIN, i64::MAX)),
        Number::U64 => ("bigint", format!("0n, {}n", u64::MAX)),
        Number::U8 | Number::U16 | Number::U32 => ("number", format!("0, {}", (1u64 << bits) - 1)),
        _ => (
            "number",
            format!("{}, {}", -(1i64 << (bits - 1)), (1i64 << (bits - 1)) - 1),
        ),
    }
}
