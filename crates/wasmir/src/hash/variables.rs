//! The form of variables: with their types, which may be circular, and are named by the order in which they are met.

use std::hash::{Hash, Hasher};

use cranelift_codegen::FxHashMap;

use super::write::Writer;
use crate::debug::{Type, Variable};
use crate::{Module, TypeId};

impl Writer {
    /// Variables, and then all types that they lead to.
    pub(super) fn variables(&mut self, module: &Module, variables: &[Variable]) {
        self.len(variables.len());
        let (mut met, mut order) = (FxHashMap::default(), Vec::new());
        for it in variables {
            self.text(&it.name);
            self.meet(it.ty, &mut met, &mut order);
            self.place(module, Some(it.declared));
            self.hashed(&(it.parameter, &it.parts));
        }
        let mut next = 0;
        while let Some(&id) = order.get(next) {
            next += 1;
            let Some(ty) = module.debug.types.get(id) else {
                self.u8(0);
                continue;
            };
            self.u8(1);
            for part in ty.parts() {
                self.meet(part, &mut met, &mut order);
            }
            match ty {
                Type::Base {
                    name,
                    encoding,
                    size,
                } => self.hashed(&(0u8, name, encoding, size)),
                Type::Pointer { name, target } => self.hashed(&(1u8, name, target.is_some())),
                Type::Array { count, .. } => self.hashed(&(2u8, count)),
                Type::Struct { shape, members } => {
                    self.hashed(&(3u8, shape, members.len()));
                    for it in members {
                        self.hashed(&(&it.name, it.offset));
                    }
                }
                Type::Enum {
                    shape,
                    tag,
                    variants,
                } => {
                    let offset = tag.map(|it| it.offset);
                    self.hashed(&(4u8, shape, offset, variants.len()));
                    for it in variants {
                        self.hashed(&(&it.name, it.value));
                    }
                }
                Type::Enumeration { name, values, .. } => self.hashed(&(5u8, name, values)),
            }
        }
    }

    fn meet(&mut self, id: TypeId, met: &mut FxHashMap<TypeId, u32>, order: &mut Vec<TypeId>) {
        let number = *met.entry(id).or_insert_with(|| {
            order.push(id);
            order.len() as u32 - 1
        });
        self.u32(number);
    }

    /// What `Hash` says of plain data, byte by byte.
    fn hashed(&mut self, it: &impl Hash) {
        it.hash(&mut Bytes(self));
    }
}

/// Takes everything down.
struct Bytes<'a>(&'a mut Writer);

impl Hasher for Bytes<'_> {
    fn finish(&self) -> u64 {
        unreachable!("the bytes are hashed in the end")
    }

    fn write(&mut self, bytes: &[u8]) {
        self.0.bytes(bytes);
    }

    // The same on machines of either byte order and any size of pointers.
    fn write_u32(&mut self, it: u32) {
        self.0.u32(it);
    }

    fn write_u64(&mut self, it: u64) {
        self.0.u64(it);
    }

    fn write_u128(&mut self, it: u128) {
        self.0.u64(it as u64);
        self.0.u64((it >> 64) as u64);
    }

    fn write_usize(&mut self, it: usize) {
        self.0.u64(it as u64);
    }

    fn write_isize(&mut self, it: isize) {
        self.0.u64(it as u64);
    }
}
