//! Vectors whose lanes are all ones or all zeros: as bits, and what they switch on and off.

use std::ops::Range;

use rustc_codegen_ssa::common::IntPredicate;
use rustc_codegen_ssa::mir::operand::OperandRef;
use rustc_codegen_ssa::mir::place::PlaceRef;

use super::Lanes;
use crate::builder::{Builder, Op};
use crate::types::Prim;
use crate::value::{Scalar, Value};

impl<'a, 'tcx> Builder<'a, 'tcx> {
    /// Whether a lane of a mask is on.
    pub(super) fn mask_lane(&mut self, mask: Lanes<'tcx>, index: u64) -> Scalar {
        let lane = self.lane(mask, index);
        let zero = Scalar::constant(0, mask.prim);
        self.int_compare(IntPredicate::IntNE, lane, zero)
    }

    /// The signs of some lanes, the first in the lowest bit.
    pub(super) fn bits(&mut self, from: Lanes<'tcx>, lanes: Range<u64>, to: Prim) -> Scalar {
        let int = Prim::int(from.prim.bits());
        let from = Lanes { prim: int, ..from };
        let mut bits = Scalar::constant(0, to);
        for (bit, index) in lanes.enumerate() {
            let lane = self.lane(from, index);
            let on = self.int_compare(IntPredicate::IntSLT, lane, Scalar::constant(0, int));
            let on = self.int_cast(on, to, false);
            let on = self.int(Op::Shl, on, Scalar::constant(bit as u128, to));
            bits = self.int(Op::Or, bits, on);
        }
        bits
    }

    /// A bit for each lane, in a number or in an array of bytes, which look alike.
    pub(super) fn bitmask(&mut self, from: Lanes<'tcx>, result: PlaceRef<'tcx, Value>) {
        let bytes = result.layout.size.bytes();
        let bytes: Vec<Scalar> = (0..bytes)
            .map(|byte| {
                let lanes = byte * 8..(byte * 8 + 8).min(from.count);
                self.bits(from, lanes, Prim::I8)
            })
            .collect();
        for (index, byte) in bytes.into_iter().enumerate() {
            let address = self.offset_by(result.val.llval.one(), index as i32);
            self.store_scalar(byte, address, false);
        }
    }

    /// The other way round.
    pub(super) fn select_bitmask(
        &mut self,
        args: &[OperandRef<'tcx, Value>],
        result: PlaceRef<'tcx, Value>,
    ) {
        let bytes = PlaceRef::alloca(self, args[0].layout);
        args[0].val.store(self, bytes);
        let bytes = bytes.val.llval.one();
        let (yes, no) = (self.lanes(args[1]), self.lanes(args[2]));
        self.fill_lanes(result, |this, index| {
            let address = this.offset_by(bytes, (index / 8) as i32);
            let byte = this.load_scalar(Prim::I8, address, false);
            let bit = Scalar::constant(1 << (index % 8), Prim::I8);
            let bit = this.int(Op::And, byte, bit);
            let on = this.int_compare(IntPredicate::IntNE, bit, Scalar::constant(0, Prim::I8));
            let (yes, no) = (this.lane(yes, index), this.lane(no, index));
            this.choose(on, yes, no)
        });
    }

    /// Arguments: lanes for what is off, pointers, a mask.
    pub(super) fn gather(
        &mut self,
        args: &[OperandRef<'tcx, Value>],
        result: PlaceRef<'tcx, Value>,
    ) {
        let pointers = self.lanes(args[1]);
        self.load_masked(args[2], args[0], result, |this, index| {
            this.lane(pointers, index)
        });
    }

    /// Arguments: a mask, a pointer to the first lane, lanes for what is off.
    pub(super) fn masked_load(
        &mut self,
        args: &[OperandRef<'tcx, Value>],
        result: PlaceRef<'tcx, Value>,
    ) {
        let first = args[1].immediate().one();
        let size = self.lanes_of_place(result).prim.size();
        self.load_masked(args[0], args[2], result, |this, index| {
            this.offset_by(first, (index * size) as i32)
        });
    }

    /// Arguments: lanes, pointers, a mask.
    pub(super) fn scatter(&mut self, args: &[OperandRef<'tcx, Value>]) {
        let pointers = self.lanes(args[1]);
        self.store_masked(args[2], args[0], |this, index| this.lane(pointers, index));
    }

    /// Arguments: a mask, a pointer to the first lane, lanes.
    pub(super) fn masked_store(&mut self, args: &[OperandRef<'tcx, Value>]) {
        let first = args[1].immediate().one();
        let size = self.lanes(args[2]).prim.size();
        self.store_masked(args[0], args[2], |this, index| {
            this.offset_by(first, (index * size) as i32)
        });
    }

    /// Loads the lanes that are on from their addresses, which may be anything where they are off: those come from `others`.
    fn load_masked(
        &mut self,
        mask: OperandRef<'tcx, Value>,
        others: OperandRef<'tcx, Value>,
        result: PlaceRef<'tcx, Value>,
        mut address: impl FnMut(&mut Self, u64) -> Scalar,
    ) {
        let (mask, others) = (self.lanes(mask), self.lanes(others));
        self.fill_lanes(result, |this, index| {
            let on = this.mask_lane(mask, index);
            let other = this.offset_by(others.address, (index * others.prim.size()) as i32);
            let address = address(this, index);
            let address = this.choose(on, address, other);
            this.load_scalar(others.prim, address, false)
        });
    }

    /// Stores the lanes that are on, one after the other, for they may overlap; the rest goes where nobody looks.
    fn store_masked(
        &mut self,
        mask: OperandRef<'tcx, Value>,
        lanes: OperandRef<'tcx, Value>,
        mut address: impl FnMut(&mut Self, u64) -> Scalar,
    ) {
        let align = lanes.layout.align.abi;
        let (mask, lanes) = (self.lanes(mask), self.lanes(lanes));
        let nowhere = self.slot(lanes.prim.size(), align);
        for index in 0..lanes.count {
            let on = self.mask_lane(mask, index);
            let address = address(self, index);
            let address = self.choose(on, address, nowhere);
            let lane = self.lane(lanes, index);
            self.store_scalar(lane, address, false);
        }
    }
}
