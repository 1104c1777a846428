//! The Canonical ABI in JavaScript: how a value of each type gets into a module and out of it.
//!
//! `lift` and `load` read, from core values and from memory; `lower` and `store` write. What is simple is an expression in
//! its place; a variant has a function, written once for each type.
//!
//! Source: Component Model, `CanonicalABI.md`, "Loading", "Storing", "Flattening".

use std::collections::HashMap;
use std::fmt::Write;

use wit_parser::abi::{AbiVariant, FlatTypes, WasmSignature, WasmType};
use wit_parser::{Function, Int, Resolve, SizeAlign, Type, TypeId};

use super::model::{Case, Kind, Model, Number, Shape, Side};
use super::names::{camel, quoted};

/// What a core value is. Pointers and lengths are numbers here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Core {
    I32,
    I64,
    F32,
    F64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Op {
    Lift,
    Lower,
    Load,
    Store,
}

/// Writes JavaScript for types; functions that it needs collect in `functions`.
pub struct Abi<'a> {
    pub model: &'a Model,
    sizes: SizeAlign,
    known: HashMap<(Op, Type, Side), String>,
    /// Functions and constants that the expressions refer to.
    pub functions: String,
}

/// Statements before an expression, with names that are not used twice.
#[derive(Default)]
pub struct Body {
    pub text: String,
    names: usize,
}

impl Body {
    /// A name that this body does not have yet.
    pub fn name(&mut self) -> String {
        self.names += 1;
        format!("${}", self.names)
    }
}

impl<'a> Abi<'a> {
    pub fn new(model: &'a Model) -> Self {
        let mut sizes = SizeAlign::default();
        sizes.fill(&model.resolve);
        Abi {
            model,
            sizes,
            known: HashMap::new(),
            functions: String::new(),
        }
    }

    fn resolve(&self) -> &'a Resolve {
        &self.model.resolve
    }

    fn kind(&self, ty: &Type) -> Kind<'a> {
        self.model.kind(ty)
    }

    pub fn signature(&self, function: &Function, variant: AbiVariant) -> WasmSignature {
        self.resolve().wasm_signature(variant, function)
    }

    /// Size and alignment of parameters that are passed in memory.
    pub fn parameters(&self, function: &Function) -> (usize, usize) {
        let info = self
            .sizes
            .params(function.params.iter().map(|param| &param.ty));
        (info.size.size_wasm32(), info.align.align_wasm32())
    }

    /// The offsets of fields.
    pub fn offsets<'t>(&self, types: impl IntoIterator<Item = &'t Type>) -> Vec<(usize, Type)> {
        let fields = self.sizes.field_offsets(types);
        fields
            .into_iter()
            .map(|(offset, ty)| (offset.size_wasm32(), *ty))
            .collect()
    }

    /// The core values of a type.
    fn flat(&self, ty: &Type) -> Vec<Core> {
        // A list of parameters with more than 16 goes through memory, so nothing longer is asked for.
        let mut storage = [WasmType::I32; 64];
        let mut flat = FlatTypes::new(&mut storage);
        self.resolve().push_flat(ty, &mut flat);
        flat.to_vec()
            .into_iter()
            .map(|core| match core {
                WasmType::I32 | WasmType::Pointer | WasmType::Length => Core::I32,
                WasmType::I64 | WasmType::PointerOrI64 => Core::I64,
                WasmType::F32 => Core::F32,
                WasmType::F64 => Core::F64,
            })
            .collect()
    }

    /// How many core values a type has.
    pub fn width(&self, ty: &Type) -> usize {
        self.flat(ty).len()
    }

    /// The expression for the value whose core values are `args`.
    pub fn lift(&mut self, ty: &Type, args: &[String], side: Side) -> String {
        match self.kind(ty) {
            Kind::Bool => format!("!!{}", args[0]),
            Kind::Char => format!("String.fromCodePoint({})", args[0]),
            Kind::Number(number) => number.lifted(&args[0]),
            Kind::String => format!("$text({}, {})", args[0], args[1]),
            Kind::List(item) => self.lift_list(&item, &args[0], &args[1], side),
            Kind::Handle(resource, owned) => self.lift_handle(resource, owned, &args[0], side),
            Kind::Shape(Shape::Fields(fields)) => {
                let mut rest = args;
                let fields: Vec<(String, String)> = fields
                    .iter()
                    .map(|(name, ty)| {
                        let (own, others) = rest.split_at(self.width(ty));
                        rest = others;
                        (camel(name), self.lift(ty, own, side))
                    })
                    .collect();
                object(&fields)
            }
            Kind::Shape(Shape::Tuple(types)) => {
                let mut rest = args;
                let items: Vec<String> = types
                    .iter()
                    .map(|ty| {
                        let (own, others) = rest.split_at(self.width(ty));
                        rest = others;
                        self.lift(ty, own, side)
                    })
                    .collect();
                format!("[{}]", items.join(", "))
            }
            _ => {
                let function = self.function(Op::Lift, ty, side);
                format!("{function}({})", args.join(", "))
            }
        }
    }

    fn lift_list(&mut self, item: &Type, pointer: &str, len: &str, side: Side) -> String {
        if let Some(array) = self.kind(item).array() {
            return format!("$array({array}, {pointer}, {len})");
        }
        let size = self.sizes.size(item).size_wasm32();
        let load = self.load(item, "p", 0, side);
        format!("$list({pointer}, {len}, {size}, p => {})", arrow(&load))
    }

    fn lift_handle(&mut self, resource: TypeId, owned: bool, handle: &str, side: Side) -> String {
        let (table, class) = self.model.table(resource, side);
        match (class, owned) {
            (Some(class), true) => format!("$object({class}, {table}.take({handle}))"),
            (Some(_), false) => unreachable!("nobody returns what is borrowed"),
            (None, true) => format!("{table}.take({handle})[0]"),
            (None, false) => format!("{table}.get({handle})[0]"),
        }
    }

    /// The core values of the value `v`, an expression that can be written twice; what must come before goes to `body`.
    pub fn lower(&mut self, ty: &Type, v: &str, side: Side, body: &mut Body) -> Vec<String> {
        match self.kind(ty) {
            Kind::Bool => vec![format!("{v} ? 1 : 0")],
            Kind::Char => vec![format!("$char({v})")],
            Kind::Number(number) => vec![number.lowered(v)],
            Kind::String => self.pair(&format!("$string({v})"), body),
            Kind::List(item) => {
                let list = self.lower_list(&item, v, side);
                self.pair(&list, body)
            }
            Kind::Handle(resource, owned) => vec![self.lower_handle(resource, owned, v, side)],
            Kind::Shape(Shape::Fields(fields)) => fields
                .iter()
                .flat_map(|(name, ty)| self.lower(ty, &format!("{v}.{}", camel(name)), side, body))
                .collect(),
            Kind::Shape(Shape::Tuple(types)) => types
                .iter()
                .enumerate()
                .flat_map(|(index, ty)| self.lower(ty, &format!("{v}[{index}]"), side, body))
                .collect(),
            _ => {
                let width = self.width(ty);
                let function = self.function(Op::Lower, ty, side);
                let name = body.name();
                let _ = write!(body.text, "const {name} = {function}({v}); ");
                (0..width).map(|index| format!("{name}[{index}]")).collect()
            }
        }
    }

    /// A pointer, and the length that the function leaves behind.
    fn pair(&self, pointer: &str, body: &mut Body) -> Vec<String> {
        let (name, len) = (body.name(), body.name());
        let _ = write!(body.text, "const {name} = {pointer}, {len} = $len; ");
        vec![name, len]
    }

    fn lower_list(&mut self, item: &Type, v: &str, side: Side) -> String {
        if let Some(array) = self.kind(item).array() {
            return format!("$fill({array}, {v})");
        }
        let size = self.sizes.size(item).size_wasm32();
        let align = self.sizes.align(item).align_wasm32();
        let store = self.store(item, "p", 0, "v", side);
        format!("$items({v}, {size}, {align}, (p, v) => {{ {store} }})")
    }

    fn lower_handle(&mut self, resource: TypeId, owned: bool, v: &str, side: Side) -> String {
        let (table, class) = self.model.table(resource, side);
        match (class, owned) {
            (Some(class), true) => format!("{table}.put($give({class}, {v}))"),
            (Some(class), false) => format!("$lend({class}, {v})"),
            (None, owned) => format!("{table}.put([{v}, {owned}])"),
        }
    }

    /// The expression for the value in memory at `pointer + offset`.
    pub fn load(&mut self, ty: &Type, pointer: &str, offset: usize, side: Side) -> String {
        let at = at(pointer, offset);
        match self.kind(ty) {
            Kind::Bool => format!("!!$view().getUint8({at})"),
            Kind::Char => format!("String.fromCodePoint({})", word(&at)),
            Kind::Number(number) => number.loaded(&at),
            Kind::String => format!(
                "$text({}, {})",
                word(&at),
                word(&self::at(pointer, offset + 4))
            ),
            Kind::List(item) => {
                let len = word(&self::at(pointer, offset + 4));
                self.lift_list(&item, &word(&at), &len, side)
            }
            Kind::Handle(resource, owned) => self.lift_handle(resource, owned, &word(&at), side),
            _ => {
                let function = self.function(Op::Load, ty, side);
                format!("{function}({at})")
            }
        }
    }

    /// Statements that write the value `v` to memory at `pointer + offset`.
    pub fn store(
        &mut self,
        ty: &Type,
        pointer: &str,
        offset: usize,
        v: &str,
        side: Side,
    ) -> String {
        let place = at(pointer, offset);
        match self.kind(ty) {
            Kind::Bool => format!("$view().setUint8({place}, {v} ? 1 : 0);"),
            Kind::Char => format!("$view().setUint32({place}, $char({v}), true);"),
            Kind::Number(number) => number.stored(&place, v),
            Kind::String => format!("$pair({place}, $string({v}));"),
            Kind::List(item) => format!("$pair({place}, {});", self.lower_list(&item, v, side)),
            Kind::Handle(resource, owned) => format!(
                "$view().setUint32({place}, {}, true);",
                self.lower_handle(resource, owned, v, side)
            ),
            _ => {
                let function = self.function(Op::Store, ty, side);
                format!("{function}({place}, {v});")
            }
        }
    }

    /// The function for a type, written on first use.
    fn function(&mut self, op: Op, ty: &Type, side: Side) -> String {
        let ty = self.model.target(ty);
        // Only resources are other things in exports.
        let side = if self.model.has_handles(&ty) {
            side
        } else {
            Side::Import
        };
        let key = (op, ty, side);
        if let Some(name) = self.known.get(&key) {
            return name.clone();
        }
        let prefix = match op {
            Op::Lift => "lift",
            Op::Lower => "lower",
            Op::Load => "load",
            Op::Store => "store",
        };
        let name = format!("${prefix}{}", self.known.len());
        self.known.insert(key, name.clone());
        let Kind::Shape(shape) = self.kind(&ty) else {
            unreachable!("what is not a shape is written in its place");
        };
        let text = match op {
            Op::Load => format!("p => {}", self.load_shape(&shape, side)),
            Op::Store => format!("(p, v) => {{ {} }}", self.store_shape(&shape, side)),
            Op::Lift => self.lift_shape(&shape, &ty, side),
            Op::Lower => format!("v => {}", self.lower_shape(&shape, &ty, side)),
        };
        let _ = writeln!(self.functions, "const {name} = {text};");
        name
    }

    fn load_shape(&mut self, shape: &Shape, side: Side) -> String {
        match shape {
            Shape::Fields(fields) => {
                let offsets = self.offsets(fields.iter().map(|(_, ty)| ty));
                let values: Vec<(String, String)> = fields
                    .iter()
                    .zip(offsets)
                    .map(|((name, _), (offset, ty))| {
                        (camel(name), self.load(&ty, "p", offset, side))
                    })
                    .collect();
                format!("({})", object(&values))
            }
            Shape::Tuple(types) => {
                let values: Vec<String> = self
                    .offsets(types)
                    .into_iter()
                    .map(|(offset, ty)| self.load(&ty, "p", offset, side))
                    .collect();
                format!("[{}]", values.join(", "))
            }
            Shape::Flags(names) => {
                let words: Vec<String> = flag_words(names.len())
                    .map(|(offset, number)| number.loaded(&at("p", offset)))
                    .collect();
                flags(names, &words)
            }
            Shape::Cases { cases, tag, .. } => {
                let payload = self.payload(cases, *tag);
                let tag = integer(*tag).loaded("p");
                let arms: Vec<String> = cases
                    .iter()
                    .enumerate()
                    .map(|(index, case)| {
                        let value = case.ty.map(|ty| self.load(&ty, "p", payload, side));
                        format!("case {index}: return {};", shape.value(case, value))
                    })
                    .collect();
                format!("{{ switch ({tag}) {{ {} }} $broken(); }}", arms.join(" "))
            }
            Shape::Names { names, tag } => {
                let tag = integer(*tag).loaded("p");
                format!("{}[{tag}] ?? $broken()", strings(names))
            }
        }
    }

    fn store_shape(&mut self, shape: &Shape, side: Side) -> String {
        match shape {
            Shape::Fields(fields) => {
                let offsets = self.offsets(fields.iter().map(|(_, ty)| ty));
                let stores: Vec<String> = fields
                    .iter()
                    .zip(offsets)
                    .map(|((name, _), (offset, ty))| {
                        self.store(&ty, "p", offset, &format!("v.{}", camel(name)), side)
                    })
                    .collect();
                stores.join(" ")
            }
            Shape::Tuple(types) => {
                let offsets = self.offsets(types);
                let stores: Vec<String> = offsets
                    .into_iter()
                    .enumerate()
                    .map(|(index, (offset, ty))| {
                        self.store(&ty, "p", offset, &format!("v[{index}]"), side)
                    })
                    .collect();
                stores.join(" ")
            }
            Shape::Flags(names) => flag_words(names.len())
                .zip(flag_bits(names))
                .map(|((offset, number), bits)| number.stored(&at("p", offset), &bits))
                .collect::<Vec<_>>()
                .join(" "),
            Shape::Cases { cases, tag, .. } => {
                let payload = self.payload(cases, *tag);
                let number = integer(*tag);
                let arms: Vec<String> = cases
                    .iter()
                    .enumerate()
                    .map(|(index, case)| {
                        let tag = number.stored("p", &index.to_string());
                        let value = case.ty.map(|ty| {
                            self.store(&ty, "p", payload, &shape.payload("v", case), side)
                        });
                        (tag, value.unwrap_or_default())
                    })
                    .map(|(tag, value)| format!("{tag} {value}").trim_end().to_owned())
                    .collect();
                shape.choose("v", &arms)
            }
            Shape::Names { names, tag } => {
                integer(*tag).stored("p", &format!("$index({}, v)", strings(names)))
            }
        }
    }

    fn lift_shape(&mut self, shape: &Shape, ty: &Type, side: Side) -> String {
        let joined = self.flat(ty);
        let names: Vec<String> = (0..joined.len()).map(|index| format!("a{index}")).collect();
        let parameters = names.join(", ");
        match shape {
            Shape::Flags(flags) => format!("({parameters}) => {}", self::flags(flags, &names)),
            Shape::Names { names, .. } => {
                format!("a0 => {}[a0] ?? $broken()", strings(names))
            }
            Shape::Cases { cases, .. } => {
                let arms: Vec<String> = cases
                    .iter()
                    .enumerate()
                    .map(|(index, case)| {
                        let value = case.ty.map(|ty| {
                            let args: Vec<String> = self
                                .flat(&ty)
                                .into_iter()
                                .enumerate()
                                .map(|(i, core)| narrowed(joined[i + 1], core, &names[i + 1]))
                                .collect();
                            self.lift(&ty, &args, side)
                        });
                        format!("case {index}: return {};", shape.value(case, value))
                    })
                    .collect();
                let arms = arms.join(" ");
                format!("({parameters}) => {{ switch (a0) {{ {arms} }} $broken(); }}")
            }
            Shape::Fields(_) | Shape::Tuple(_) => unreachable!("written in its place"),
        }
    }

    fn lower_shape(&mut self, shape: &Shape, ty: &Type, side: Side) -> String {
        let joined = self.flat(ty);
        match shape {
            Shape::Flags(names) => format!("[{}]", flag_bits(names).join(", ")),
            Shape::Names { names, .. } => format!("[$index({}, v)]", strings(names)),
            Shape::Cases { cases, .. } => {
                let arms: Vec<String> = cases
                    .iter()
                    .enumerate()
                    .map(|(index, case)| {
                        let mut body = Body::default();
                        let mut values = vec![index.to_string()];
                        if let Some(ty) = case.ty {
                            let lowered =
                                self.lower(&ty, &shape.payload("v", case), side, &mut body);
                            let cores = self.flat(&ty);
                            for (i, (value, core)) in lowered.iter().zip(cores).enumerate() {
                                values.push(widened(core, joined[i + 1], value));
                            }
                        }
                        for core in &joined[values.len()..] {
                            values.push(if *core == Core::I64 { "0n" } else { "0" }.to_owned());
                        }
                        format!("{}return [{}];", body.text, values.join(", "))
                    })
                    .collect();
                format!("{{ {} }}", shape.choose("v", &arms))
            }
            Shape::Fields(_) | Shape::Tuple(_) => unreachable!("written in its place"),
        }
    }

    fn payload(&self, cases: &[Case], tag: Int) -> usize {
        let types = cases.iter().map(|case| case.ty.as_ref());
        self.sizes.payload_offset(tag, types).size_wasm32()
    }
}

/// A core value of a variant's joined type as the type that a case has.
fn narrowed(joined: Core, core: Core, value: &str) -> String {
    match (joined, core) {
        (Core::I32, Core::F32) => format!("$float({value})"),
        (Core::I64, Core::I32) => format!("Number(BigInt.asIntN(32, {value}))"),
        (Core::I64, Core::F32) => format!("$float(Number(BigInt.asIntN(32, {value})))"),
        (Core::I64, Core::F64) => format!("$double({value})"),
        _ => value.to_owned(),
    }
}

/// The other way.
fn widened(core: Core, joined: Core, value: &str) -> String {
    match (core, joined) {
        (Core::F32, Core::I32) => format!("$bits({value})"),
        (Core::I32, Core::I64) => format!("BigInt(({value}) >>> 0)"),
        (Core::F32, Core::I64) => format!("BigInt($bits({value}) >>> 0)"),
        (Core::F64, Core::I64) => format!("$longBits({value})"),
        _ => value.to_owned(),
    }
}

fn at(pointer: &str, offset: usize) -> String {
    if offset == 0 {
        pointer.to_owned()
    } else {
        format!("{pointer} + {offset}")
    }
}

fn word(at: &str) -> String {
    format!("$view().getUint32({at}, true)")
}

fn integer(tag: Int) -> Number {
    match tag {
        Int::U8 => Number::U8,
        Int::U16 => Number::U16,
        _ => Number::U32,
    }
}

/// An object as the body of an arrow function.
fn arrow(expression: &str) -> String {
    if expression.starts_with('{') {
        format!("({expression})")
    } else {
        expression.to_owned()
    }
}

fn object(fields: &[(String, String)]) -> String {
    let fields: Vec<String> = fields
        .iter()
        .map(|(name, value)| format!("{name}: {value}"))
        .collect();
    format!("{{ {} }}", fields.join(", "))
}

fn strings(names: &[String]) -> String {
    let names: Vec<String> = names.iter().map(|name| quoted(name)).collect();
    format!("[{}]", names.join(", "))
}

/// Offset and type of each word that flags are stored in.
fn flag_words(count: usize) -> impl Iterator<Item = (usize, Number)> {
    let number = match count {
        0..=8 => Number::U8,
        9..=16 => Number::U16,
        _ => Number::U32,
    };
    (0..count.div_ceil(32)).map(move |word| (word * 4, number))
}

fn flags(names: &[String], words: &[String]) -> String {
    // A word is read once: it may be a load.
    let parameters: Vec<String> = (0..words.len()).map(|index| format!("b{index}")).collect();
    let fields: Vec<(String, String)> = names
        .iter()
        .enumerate()
        .map(|(index, name)| {
            let bit = 1_u32 << (index % 32);
            (camel(name), format!("!!(b{} & {bit})", index / 32))
        })
        .collect();
    format!(
        "(({}) => ({}))({})",
        parameters.join(", "),
        object(&fields),
        words.join(", ")
    )
}

fn flag_bits(names: &[String]) -> Vec<String> {
    names
        .chunks(32)
        .map(|word| {
            let bits: Vec<String> = word
                .iter()
                .enumerate()
                .map(|(index, name)| format!("(v.{} ? {} : 0)", camel(name), 1_u32 << index))
                .collect();
            bits.join(" | ")
        })
        .collect()
}
