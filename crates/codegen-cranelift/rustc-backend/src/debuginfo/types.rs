//! Types as debuggers see them: layouts with the names that rustc gives types in debug information.

use rustc_abi::{
    FieldIdx, FieldsShape, Float, Integer, Primitive, Size, TagEncoding, VariantIdx, Variants,
};
use rustc_codegen_ssa::debuginfo::type_names::compute_debuginfo_type_name;
use rustc_codegen_ssa::debuginfo::wants_c_like_enum_debuginfo;
use rustc_middle::ty::layout::{HasTypingEnv, LayoutOf, TyAndLayout};
use rustc_middle::ty::util::{Discr, IntTypeExt};
use rustc_middle::ty::{self, AdtDef, CoroutineArgsExt, Ty};
use wasmir::TypeId;
use wasmir::debug::{Encoding, Member, Shape, Tag, Type, Variant};

use crate::context::CodegenCx;

impl<'tcx> CodegenCx<'tcx> {
    /// The number of a type, which is described with all that it leads to.
    pub(super) fn debug_type(&self, ty: Ty<'tcx>) -> TypeId {
        if let Some(&id) = self.debug.types.borrow().get(&ty) {
            return id;
        }
        // Types lead back to themselves: it has its number before it is described.
        let placeholder = Type::Pointer {
            name: String::new(),
            target: None,
        };
        let id = self.module.borrow_mut().debug.types.push(placeholder);
        self.debug.types.borrow_mut().insert(ty, id);
        let described = self.describe(ty);
        self.module.borrow_mut().debug.types[id] = described;
        id
    }

    fn describe(&self, ty: Ty<'tcx>) -> Type {
        let name = compute_debuginfo_type_name(self.tcx, ty, true);
        let base = |encoding, size: Size| Type::Base {
            name: name.clone(),
            encoding,
            size: bytes(size),
        };
        match *ty.kind() {
            ty::Bool => base(Encoding::Boolean, Size::from_bytes(1)),
            ty::Char => base(Encoding::Character, Size::from_bytes(4)),
            ty::Int(_) => base(Encoding::Signed, self.layout_of(ty).size),
            ty::Uint(_) => base(Encoding::Unsigned, self.layout_of(ty).size),
            ty::Float(_) => base(Encoding::Float, self.layout_of(ty).size),
            ty::Never => base(Encoding::Unsigned, Size::ZERO),
            // A number that has not all values.
            ty::Pat(number, _) => self.describe(number),
            ty::RawPtr(pointee, _) | ty::Ref(_, pointee, _) => self.pointer(name, ty, pointee),
            ty::Adt(_, args) if ty.is_box() && self.is_plain_box(args) => {
                self.pointer(name, ty, args.type_at(0))
            }
            ty::FnPtr(..) => Type::Pointer { name, target: None },
            ty::Array(element, _) => Type::Array {
                element: self.debug_type(element),
                count: self.layout_of(ty).fields.count() as u32,
            },
            ty::Adt(adt, _) if adt.is_enum() => self.enumeration(name, ty, adt),
            ty::Coroutine(..) => self.tagged(name, ty, &|index| {
                ty::CoroutineArgs::variant_name(index).into_owned()
            }),
            ty::Adt(adt, _) => {
                let fields = &adt.non_enum_variant().fields;
                self.composite(name, self.layout_of(ty), &|at| field_name(fields, at))
            }
            ty::Closure(id, _) | ty::CoroutineClosure(id, _) => {
                let captured = self.tcx.closure_saved_names_of_captured_variables(id);
                let of = |at| {
                    captured
                        .get(FieldIdx::from_usize(at))
                        .map(|it| it.to_string())
                };
                self.composite(name, self.layout_of(ty), &|at| {
                    of(at).unwrap_or_else(|| format!("__{at}"))
                })
            }
            ty::Tuple(_) | ty::FnDef(..) => {
                self.composite(name, self.layout_of(ty), &|at| format!("__{at}"))
            }
            // What has no size of its own stands behind a pointer.
            _ => Type::Struct {
                shape: Shape {
                    name,
                    size: 0,
                    align: 1,
                    shared: false,
                },
                members: Vec::new(),
            },
        }
    }

    /// Whether a box is a pointer and nothing else.
    fn is_plain_box(&self, args: ty::GenericArgsRef<'tcx>) -> bool {
        let allocator = args.get(1).and_then(|it| it.as_type());
        allocator.is_none_or(|it| self.layout_of(it).is_1zst())
    }

    /// An address, with what goes with it if it is one of something without a size.
    fn pointer(&self, name: String, ty: Ty<'tcx>, pointee: Ty<'tcx>) -> Type {
        let tail = self.tcx.struct_tail_for_codegen(pointee, self.typing_env());
        let layout = self.layout_of(ty);
        let (names, target) = match *tail.kind() {
            ty::Slice(element) if tail == pointee => (["data_ptr", "length"], element),
            ty::Str if tail == pointee => (["data_ptr", "length"], self.tcx.types.u8),
            ty::Slice(_) | ty::Str => (["data_ptr", "length"], pointee),
            ty::Dynamic(..) => (["pointer", "vtable"], pointee),
            _ => {
                let target = Some(self.debug_type(pointee));
                return Type::Pointer { name, target };
            }
        };
        let address = self.debug_type(Ty::new_imm_ptr(self.tcx, self.thin(target)));
        let second = match names[1] {
            "length" => self.tcx.types.usize,
            _ => Ty::new_imm_ptr(self.tcx, self.tcx.types.usize),
        };
        let tys = [address, self.debug_type(second)];
        let members = (0..2).map(|at| Member {
            name: names[at].to_owned(),
            ty: tys[at],
            offset: bytes(self.tcx.data_layout.pointer_size()) * at as u32,
        });
        Type::Struct {
            shape: shape(name, layout),
            members: members.collect(),
        }
    }

    /// What an address without its other half is of.
    fn thin(&self, pointee: Ty<'tcx>) -> Ty<'tcx> {
        match pointee.is_sized(self.tcx, self.typing_env()) {
            true => pointee,
            false => self.tcx.types.unit,
        }
    }

    fn composite(
        &self,
        name: String,
        layout: TyAndLayout<'tcx>,
        field_name: &dyn Fn(usize) -> String,
    ) -> Type {
        let mut shape = shape(name, layout);
        shape.shared = matches!(layout.fields, FieldsShape::Union(_));
        Type::Struct {
            shape,
            members: self.members(layout, field_name),
        }
    }

    fn members(
        &self,
        layout: TyAndLayout<'tcx>,
        field_name: &dyn Fn(usize) -> String,
    ) -> Vec<Member> {
        let count = match layout.fields {
            FieldsShape::Primitive | FieldsShape::Array { .. } => 0,
            _ => layout.fields.count(),
        };
        let member = |at| Member {
            name: field_name(at),
            ty: self.debug_type(layout.field(self, at).ty),
            offset: bytes(layout.fields.offset(at)),
        };
        (0..count).map(member).collect()
    }

    fn enumeration(&self, name: String, ty: Ty<'tcx>, adt: AdtDef<'tcx>) -> Type {
        let layout = self.layout_of(ty);
        if wants_c_like_enum_debuginfo(self.tcx, layout) {
            let repr = match &layout.variants {
                Variants::Multiple { tag, .. } => self.number(tag.primitive()),
                _ => adt.repr().discr_type().to_ty(self.tcx),
            };
            let named = |(index, value): (VariantIdx, Discr<'tcx>)| {
                (adt.variant(index).name.to_string(), signed(self, value))
            };
            return Type::Enumeration {
                name,
                repr: self.debug_type(repr),
                values: adt.discriminants(self.tcx).map(named).collect(),
            };
        }
        self.tagged(name, ty, &|index| adt.variant(index).name.to_string())
    }

    /// What is one of several variants.
    fn tagged(
        &self,
        name: String,
        ty: Ty<'tcx>,
        variant_name: &dyn Fn(VariantIdx) -> String,
    ) -> Type {
        let layout = self.layout_of(ty);
        let variant = |index, value| {
            let name = variant_name(index);
            let ty = self.variant(ty, layout, index, &name);
            Variant { value, name, ty }
        };
        let (tag, variants) = match &layout.variants {
            Variants::Empty => (None, Vec::new()),
            Variants::Single { index } => (None, vec![variant(*index, None)]),
            Variants::Multiple {
                tag,
                tag_encoding,
                tag_field,
                variants,
            } => {
                let size = tag.size(self);
                let value = |index: VariantIdx| match tag_encoding {
                    TagEncoding::Direct => {
                        let value = ty.discriminant_for_variant(self.tcx, index);
                        value.map(|it| Some(size.truncate(it.val)))
                    }
                    TagEncoding::Niche {
                        untagged_variant, ..
                    } if *untagged_variant == index => Some(None),
                    TagEncoding::Niche {
                        niche_variants,
                        niche_start,
                        ..
                    } => {
                        let niche = index.as_u32().wrapping_sub(niche_variants.start().as_u32());
                        let value = niche_start.wrapping_add(u128::from(niche));
                        let has_one = niche_variants.contains(&index);
                        has_one.then(|| Some(size.truncate(value)))
                    }
                };
                let tag = Tag {
                    ty: self.debug_type(self.number(tag.primitive())),
                    offset: bytes(layout.fields.offset(tag_field.as_usize())),
                };
                let all = variants.indices();
                let all = all.filter_map(|it| Some(variant(it, value(it)?)));
                (Some(tag), all.collect())
            }
        };
        Type::Enum {
            shape: shape(name, layout),
            tag,
            variants,
        }
    }

    fn variant(
        &self,
        ty: Ty<'tcx>,
        layout: TyAndLayout<'tcx>,
        index: VariantIdx,
        name: &str,
    ) -> TypeId {
        let path = compute_debuginfo_type_name(self.tcx, ty, true);
        let one = layout.for_variant(self, index);
        let of_adt = |at| match ty.kind() {
            ty::Adt(adt, _) => field_name(&adt.variant(index).fields, at),
            _ => format!("__{at}"),
        };
        let members = self.members(one, &of_adt);
        let shape = Shape {
            name: format!("{path}::{name}"),
            ..shape(String::new(), layout)
        };
        let described = Type::Struct { shape, members };
        self.module.borrow_mut().debug.types.push(described)
    }

    /// A tag's type.
    fn number(&self, tag: Primitive) -> Ty<'tcx> {
        let types = &self.tcx.types;
        match tag {
            Primitive::Int(size, is_signed) => match (size, is_signed) {
                (Integer::I8, false) => types.u8,
                (Integer::I16, false) => types.u16,
                (Integer::I32, false) => types.u32,
                (Integer::I64, false) => types.u64,
                (Integer::I128, false) => types.u128,
                (Integer::I8, true) => types.i8,
                (Integer::I16, true) => types.i16,
                (Integer::I32, true) => types.i32,
                (Integer::I64, true) => types.i64,
                (Integer::I128, true) => types.i128,
            },
            Primitive::Float(Float::F16) => types.u16,
            Primitive::Float(Float::F32) => types.u32,
            Primitive::Float(Float::F64) => types.u64,
            Primitive::Float(Float::F128) => types.u128,
            Primitive::Pointer(_) => types.usize,
        }
    }
}

/// Fields of tuples have no names; debuggers know rustc's.
fn field_name(fields: &rustc_index::IndexVec<FieldIdx, ty::FieldDef>, at: usize) -> String {
    let name = fields[FieldIdx::from_usize(at)].name;
    match name.as_str().starts_with(|it: char| it.is_ascii_digit()) {
        true => format!("__{name}"),
        false => name.to_string(),
    }
}

fn signed<'tcx>(cx: &CodegenCx<'tcx>, value: Discr<'tcx>) -> i128 {
    match value.ty.is_signed() {
        true => cx.layout_of(value.ty).size.sign_extend(value.val),
        false => value.val as i128,
    }
}

fn shape(name: String, layout: TyAndLayout<'_>) -> Shape {
    Shape {
        name,
        size: bytes(layout.size),
        align: layout.align.abi.bytes() as u32,
        shared: false,
    }
}

fn bytes(it: Size) -> u32 {
    it.bytes() as u32
}
