//! Accesses to the slot.

use wasmir::cranelift_codegen::ir::{AtomicRmwOp, InstBuilder, MemFlagsData, Value, types};

use super::{Maker, SCALARS, SLOT, VECTORS};

impl Maker<'_> {
    /// A place in the slot with room for so many bytes: an address and an offset.
    pub(super) fn place(&mut self, bytes: u32) -> (Value, i32) {
        let at = self.rng.below((SLOT - bytes + 1) as usize) as i32;
        let offset = self.rng.below(at as usize + 1) as i32;
        let base = match self.pointer {
            Some(pointer) if self.rng.one_in(2) => {
                let distance = self.pos.ins().iconst(types::I32, i64::from(at - offset));
                self.pos.ins().iadd(pointer, distance)
            }
            _ => self
                .pos
                .ins()
                .stack_addr(types::I32, self.slot, at - offset),
        };
        if self.rng.one_in(4) {
            // An address that is computed.
            let index = self.any(types::I32);
            let zero = self.pos.ins().iconst(types::I32, 0);
            let nothing = self.pos.ins().band(index, zero);
            return (self.pos.ins().iadd(base, nothing), offset);
        }
        (base, offset)
    }

    pub(super) fn store(&mut self) {
        let ty = if self.rng.one_in(5) {
            self.rng.pick(&VECTORS)
        } else {
            self.rng.pick(&SCALARS)
        };
        let mut value = self.any(ty);
        let flags = self.flags();
        if ty.lane_type().is_float() {
            if ty.is_vector() {
                return;
            }
            value = self.canonical(value);
        }
        let (address, offset) = self.place(ty.bytes());
        match ty {
            types::I32 | types::I64 if self.rng.one_in(3) => {
                if ty == types::I64 && self.rng.one_in(2) {
                    self.pos.ins().istore32(flags, value, address, offset);
                } else if self.rng.one_in(2) {
                    self.pos.ins().istore16(flags, value, address, offset);
                } else {
                    self.pos.ins().istore8(flags, value, address, offset);
                }
            }
            _ => {
                self.pos.ins().store(flags, value, address, offset);
            }
        }
    }

    pub(super) fn flags(&mut self) -> MemFlagsData {
        if self.rng.one_in(2) {
            MemFlagsData::new()
        } else {
            MemFlagsData::new().with_notrap()
        }
    }

    pub(super) fn load(&mut self) {
        let ty = if self.rng.one_in(5) {
            self.rng.pick(&VECTORS[..4])
        } else {
            self.rng.pick(&SCALARS)
        };
        let flags = self.flags();
        let (address, offset) = self.place(ty.bytes());
        let value = match ty {
            types::I32 | types::I64 if self.rng.one_in(2) => match self.rng.below(6) {
                0 => self.pos.ins().uload8(ty, flags, address, offset),
                1 => self.pos.ins().sload8(ty, flags, address, offset),
                2 => self.pos.ins().uload16(ty, flags, address, offset),
                3 => self.pos.ins().sload16(ty, flags, address, offset),
                4 if ty == types::I64 => self.pos.ins().uload32(flags, address, offset),
                _ if ty == types::I64 => self.pos.ins().sload32(flags, address, offset),
                _ => self.pos.ins().load(ty, flags, address, offset),
            },
            _ => self.pos.ins().load(ty, flags, address, offset),
        };
        self.keep(value);
    }

    pub(super) fn atomic(&mut self) {
        let ty = self
            .rng
            .pick(&[types::I8, types::I16, types::I32, types::I64]);
        let at = self.rng.below((SLOT / 8) as usize) as i32 * 8;
        let address = self.pos.ins().stack_addr(types::I32, self.slot, at);
        let (x, y) = (self.any(ty), self.any(ty));
        let flags = MemFlagsData::new();
        let value = match self.rng.below(4) {
            0 => self.pos.ins().atomic_load(ty, flags, address),
            1 => {
                self.pos.ins().atomic_store(flags, x, address);
                return;
            }
            2 => self.pos.ins().atomic_cas(flags, address, x, y),
            _ => {
                let op = self.rng.pick(AtomicRmwOp::all());
                self.pos.ins().atomic_rmw(ty, flags, op, address, x)
            }
        };
        self.keep(value);
    }
}
