//! Variables and their types: DWARF 4's entries, as rustc has LLVM write them.
//!
//! A function's frame base is a local (`DW_OP_WASM_location`, "DWARF for WebAssembly"), and its variables are at offsets from
//! there. Enums are structures with a variant part, of which debuggers for Rust know.

use std::collections::HashMap;

use cranelift_codegen::entity::EntityRef;
use gimli::write::{AttributeValue, Expression, UnitEntryId};
use wasmir::TypeId;
use wasmir::debug::{Encoding, Part, Shape, Type, Variable};

use super::scopes::Scopes;
use super::{FunctionLines, Information};
use crate::encode::FrameBase;

impl Information<'_> {
    /// Writes all types.
    pub(super) fn types(&mut self) {
        let types = &self.debug.types;
        // Variants are within their enum, as rustc has them.
        let mut enums: HashMap<TypeId, TypeId> = HashMap::new();
        for (id, ty) in types.iter() {
            if let Type::Enum { variants, .. } = ty {
                enums.extend(variants.iter().map(|it| (it.ty, id)));
            }
        }
        let (variants, others): (Vec<_>, Vec<_>) =
            types.keys().partition(|it| enums.contains_key(it));
        let root = self.unit.unit.root();
        self.types = vec![root; types.len()];
        // They refer to each other.
        for id in others {
            let parent = self.namespace(path(&types[id]).0);
            self.types[id.index()] = self.unit.unit.add(parent, tag(&types[id]));
        }
        for id in variants {
            let parent = self.types[enums[&id].index()];
            self.types[id.index()] = self.unit.unit.add(parent, tag(&types[id]));
        }
        for (id, ty) in types.iter() {
            self.ty(self.types[id.index()], ty);
        }
    }

    /// The entry of `a::b`, in that of `a`.
    fn namespace(&mut self, path: &str) -> UnitEntryId {
        if path.is_empty() {
            return self.unit.unit.root();
        }
        if let Some(known) = self.namespaces.get(path) {
            return *known;
        }
        let (around, name) = split(path);
        let parent = self.namespace(around);
        let entry = self.unit.unit.add(parent, gimli::DW_TAG_namespace);
        let text = self.string(name);
        self.set(entry, vec![(gimli::DW_AT_name, text)]);
        self.namespaces.insert(path.to_owned(), entry);
        entry
    }

    fn type_ref(&self, id: TypeId) -> AttributeValue {
        AttributeValue::UnitRef(self.types[id.index()])
    }

    fn ty(&mut self, entry: UnitEntryId, ty: &Type) {
        match ty {
            Type::Base {
                name,
                encoding,
                size,
            } => {
                let encoding = match encoding {
                    Encoding::Signed => gimli::DW_ATE_signed,
                    Encoding::Unsigned => gimli::DW_ATE_unsigned,
                    Encoding::Float => gimli::DW_ATE_float,
                    Encoding::Boolean => gimli::DW_ATE_boolean,
                    Encoding::Character => gimli::DW_ATE_UTF,
                };
                let name = self.string(name);
                self.set(
                    entry,
                    vec![
                        (gimli::DW_AT_name, name),
                        (gimli::DW_AT_encoding, AttributeValue::Encoding(encoding)),
                        (gimli::DW_AT_byte_size, number(*size)),
                    ],
                );
            }
            Type::Pointer { name, target } => {
                let mut attributes = vec![(gimli::DW_AT_name, self.string(name))];
                attributes.extend(target.map(|it| (gimli::DW_AT_type, self.type_ref(it))));
                self.set(entry, attributes);
            }
            Type::Array { element, count } => {
                self.set(entry, vec![(gimli::DW_AT_type, self.type_ref(*element))]);
                let range = self.unit.unit.add(entry, gimli::DW_TAG_subrange_type);
                self.set(
                    range,
                    vec![
                        (gimli::DW_AT_lower_bound, number(0)),
                        (gimli::DW_AT_count, number(*count)),
                    ],
                );
            }
            Type::Struct { shape, members } => {
                self.shape(entry, shape);
                for it in members {
                    self.member(entry, Some(&it.name), it.ty, it.offset);
                }
            }
            Type::Enum {
                shape,
                tag,
                variants,
            } => {
                self.shape(entry, shape);
                let part = self.unit.unit.add(entry, gimli::DW_TAG_variant_part);
                if let Some(tag) = tag {
                    let member = self.member(part, None, tag.ty, tag.offset);
                    let artificial = AttributeValue::Flag(true);
                    self.set(member, vec![(gimli::DW_AT_artificial, artificial)]);
                    let member = AttributeValue::UnitRef(member);
                    self.set(part, vec![(gimli::DW_AT_discr, member)]);
                }
                for it in variants {
                    let variant = self.unit.unit.add(part, gimli::DW_TAG_variant);
                    if let Some(value) = it.value {
                        let value = match u64::try_from(value) {
                            Ok(value) => AttributeValue::Udata(value),
                            Err(_) => AttributeValue::Data16(value),
                        };
                        self.set(variant, vec![(gimli::DW_AT_discr_value, value)]);
                    }
                    self.member(variant, Some(&it.name), it.ty, 0);
                }
            }
            Type::Enumeration { name, repr, values } => {
                let mut attributes = vec![
                    (gimli::DW_AT_name, self.string(split(name).1)),
                    (gimli::DW_AT_type, self.type_ref(*repr)),
                    (gimli::DW_AT_enum_class, AttributeValue::Flag(true)),
                ];
                if let Type::Base { size, .. } = &self.debug.types[*repr] {
                    attributes.push((gimli::DW_AT_byte_size, number(*size)));
                }
                self.set(entry, attributes);
                for (name, value) in values {
                    let value = match (i64::try_from(*value), u64::try_from(*value)) {
                        (Ok(value), _) => AttributeValue::Sdata(value),
                        (_, Ok(value)) => AttributeValue::Udata(value),
                        _ => AttributeValue::Data16(*value as u128),
                    };
                    let enumerator = self.unit.unit.add(entry, gimli::DW_TAG_enumerator);
                    let name = self.string(name);
                    self.set(
                        enumerator,
                        vec![(gimli::DW_AT_name, name), (gimli::DW_AT_const_value, value)],
                    );
                }
            }
        }
    }

    fn shape(&mut self, entry: UnitEntryId, shape: &Shape) {
        let name = self.string(split(&shape.name).1);
        self.set(
            entry,
            vec![
                (gimli::DW_AT_name, name),
                (gimli::DW_AT_byte_size, number(shape.size)),
                // Of DWARF 5, but rustc writes it, too.
                (gimli::DW_AT_alignment, number(shape.align)),
            ],
        );
    }

    fn member(
        &mut self,
        parent: UnitEntryId,
        name: Option<&str>,
        ty: TypeId,
        offset: u32,
    ) -> UnitEntryId {
        let entry = self.unit.unit.add(parent, gimli::DW_TAG_member);
        let mut attributes = Vec::new();
        if let Some(name) = name {
            attributes.push((gimli::DW_AT_name, self.string(name)));
        }
        attributes.push((gimli::DW_AT_type, self.type_ref(ty)));
        attributes.push((gimli::DW_AT_data_member_location, number(offset)));
        self.set(entry, attributes);
        entry
    }

    /// Says what the function's frame base is, and where its variables are from there. `entries` are those of its scopes.
    pub(super) fn variables(
        &mut self,
        function: &FunctionLines<'_>,
        entry: UnitEntryId,
        scopes: &Scopes,
        entries: &[UnitEntryId],
    ) {
        let body = function.body;
        if let Some(frame) = function.frame {
            let mut base = Expression::new();
            base.op_wasm_local(frame.local);
            base.op(gimli::DW_OP_stack_value);
            let base = AttributeValue::Exprloc(base);
            self.set(entry, vec![(gimli::DW_AT_frame_base, base)]);
        }
        // Parameters come first, in their order: debuggers take that for the function's.
        let mut variables: Vec<&Variable> = body.variables.iter().collect();
        variables.sort_by_key(|it| it.parameter.unwrap_or(u32::MAX));
        for variable in variables {
            // What no code is in, nobody stops in.
            let Ok(scope) = scopes.of(self.debug, variable.declared) else {
                continue;
            };
            let parent = scope.map_or(entry, |it| entries[it]);
            let tag = match variable.parameter {
                Some(_) => gimli::DW_TAG_formal_parameter,
                None => gimli::DW_TAG_variable,
            };
            let child = self.unit.unit.add(parent, tag);
            let declared = &self.debug.locations[variable.declared];
            let mut attributes = vec![
                (gimli::DW_AT_name, self.string(&variable.name)),
                (gimli::DW_AT_decl_file, self.file(declared.file)),
                (gimli::DW_AT_decl_line, number(declared.line)),
                (gimli::DW_AT_type, self.type_ref(variable.ty)),
            ];
            if let Some(frame) = function.frame
                && let Some(place) = location(frame, &variable.parts)
            {
                attributes.push((gimli::DW_AT_location, AttributeValue::Exprloc(place)));
            }
            self.set(child, attributes);
        }
    }
}

/// The module that a type is in, and its name there.
fn path(ty: &Type) -> (&str, &str) {
    match ty {
        Type::Struct { shape, .. } | Type::Enum { shape, .. } => split(&shape.name),
        Type::Enumeration { name, .. } => split(name),
        Type::Base { .. } | Type::Pointer { .. } | Type::Array { .. } => ("", ""),
    }
}

/// `a::b::C<d::E>` as `a::b` and `C<d::E>`. What is no path, such as `&str`, `(a::B, c::D)` and `dyn a::B`, is a name.
fn split(path: &str) -> (&str, &str) {
    if !path.starts_with(|it: char| it.is_alphabetic() || it == '_' || it == '{') {
        return ("", path);
    }
    let (mut depth, mut at) = (0i32, None);
    for (position, it) in path.bytes().enumerate() {
        match it {
            b'<' | b'(' | b'[' | b'{' => depth += 1,
            // Not that of an arrow.
            b'>' if path[..position].ends_with('-') => {}
            b'>' | b')' | b']' | b'}' => depth -= 1,
            // After a word: `dyn a::B`, `unsafe fn()`, `fn() -> a::B`.
            b' ' if depth == 0 => return ("", path),
            b':' if depth == 0 && path[position..].starts_with("::") => at = Some(position),
            _ => {}
        }
    }
    at.map_or(("", path), |at| (&path[..at], &path[at + 2..]))
}

fn tag(ty: &Type) -> gimli::DwTag {
    match ty {
        Type::Base { .. } => gimli::DW_TAG_base_type,
        Type::Pointer { .. } => gimli::DW_TAG_pointer_type,
        Type::Array { .. } => gimli::DW_TAG_array_type,
        Type::Struct { shape, .. } if shape.shared => gimli::DW_TAG_union_type,
        Type::Struct { .. } | Type::Enum { .. } => gimli::DW_TAG_structure_type,
        Type::Enumeration { .. } => gimli::DW_TAG_enumeration_type,
    }
}

fn number(it: u32) -> AttributeValue {
    AttributeValue::Udata(it.into())
}

/// How to get from the frame's base to a variable; nothing if it is nowhere.
fn location(frame: &FrameBase, parts: &[Part]) -> Option<Expression> {
    let mut place = Expression::new();
    if let [part] = parts
        && part.bytes.is_none()
    {
        way(frame, part, &mut place);
        return Some(place);
    }
    let mut parts: Vec<_> = parts
        .iter()
        .filter_map(|it| Some((it.bytes.clone()?, it)))
        .collect();
    parts.sort_by_key(|(bytes, _)| bytes.start);
    let mut at = 0;
    for (bytes, part) in &parts {
        if bytes.start < at {
            continue;
        }
        // A piece without a place: these bytes are nowhere.
        if bytes.start > at {
            place.op_piece(u64::from(bytes.start - at));
        }
        way(frame, part, &mut place);
        place.op_piece(u64::from(bytes.end - bytes.start));
        at = bytes.end;
    }
    (at > 0).then_some(place)
}

fn way(frame: &FrameBase, part: &Part, place: &mut Expression) {
    let slot = frame.slots[part.slot.index()];
    place.op_fbreg(i64::from(slot) + i64::from(part.offset));
    for offset in &part.derefs {
        place.op_deref();
        if *offset > 0 {
            place.op_plus_uconst(u64::from(*offset));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::split;

    #[test]
    fn paths_are_split_outside_of_brackets() {
        for (path, around, name) in [
            ("u8", "", "u8"),
            ("a::B", "a", "B"),
            ("a::b::C<d::E, f::G>", "a::b", "C<d::E, f::G>"),
            (
                "a::{impl#1}::f::{closure_env#0}<b::C>",
                "a::{impl#1}::f",
                "{closure_env#0}<b::C>",
            ),
            ("a::B<fn(c::D) -> e::F>", "a", "B<fn(c::D) -> e::F>"),
            ("a::B<(), 1>::C", "a::B<(), 1>", "C"),
            ("&a::B", "", "&a::B"),
            ("(a::B, c::D)", "", "(a::B, c::D)"),
            ("[a::B; 4]", "", "[a::B; 4]"),
            ("&mut dyn a::B", "", "&mut dyn a::B"),
            ("dyn a::B", "", "dyn a::B"),
            ("fn(a::B) -> c::D", "", "fn(a::B) -> c::D"),
        ] {
            assert_eq!(split(path), (around, name), "{path}");
        }
    }
}
