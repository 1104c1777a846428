//! Places in the source, where an engine makes one instruction of several.
//!
//! Engines fuse a branch with the trap that it leads to, and a load with the operator that takes it, and then give the place of
//! the branch or the operator to whoever asks where the program trapped. Cranelift does, so wasmtime does. Neither can trap itself:
//! their places are those of what can.

use super::{Item, Stackifier};
use crate::op::Immediate;
use crate::ssa::{BlockId, Edge, Term, Val};

/// The bits of no place.
const NOWHERE: u32 = u32::MAX;

impl Stackifier<'_> {
    /// What ends `block` gets the place of a trap that is all it may lead to on one of its ways.
    pub(super) fn place_trap(&mut self, block: BlockId) {
        let Term::Branch(_, then, other) = self.code.blocks[block.index()].term else {
            return;
        };
        if let Some(edge) = [then, other].iter().find(|edge| self.only_traps(edge)) {
            self.push(Item::Place(edge.target));
        }
    }

    /// Whether nothing happens on a way but a trap whose place is known.
    fn only_traps(&self, edge: &Edge) -> bool {
        let target = &self.code.blocks[edge.target.index()];
        let is_empty = target.body == target.end;
        is_empty && matches!(target.term, Term::Unreachable) && target.loc != NOWHERE
    }

    /// `taker` gets the place of `val`, its operand, if that is a load: one that is promised not to trap does where the promise is
    /// not kept.
    pub(super) fn place_load(&mut self, val: Val, taker: Val) {
        let load = self.code.node(val);
        let is_load = load.op.info().immediate == Immediate::Memory;
        let loc = load.loc;
        if is_load && self.code.node(taker).effects.is_pure() {
            self.code.node_mut(taker).loc = loc;
        }
    }
}
