//! The part of the shadow stack that a function has: prologue, epilogues, and the places of its slots.

use super::Legalizer;
use crate::builtin::Builtin;
use crate::op::{Op, Type};
use crate::ssa::{Node, Val};

/// Bytes below the stack pointer that a leaf function may use without lowering it, as in LLVM's WebAssembly back end.
const RED_ZONE: u32 = 128;

/// The stack slots, and those that calls of compiler-builtins need.
#[derive(Debug)]
pub(super) struct Frame {
    /// In bytes.
    pub(super) size: u32,
    pub(super) align: u32,
    /// The address of its lowest byte.
    pub(super) base: Option<Val>,
    /// What the stack pointer was before.
    pub(super) old: Val,
    /// The first of the prologue's nodes.
    pub(super) prologue: u32,
    /// Whether an address in it was asked for, which it must have even if all slots are empty.
    pub(super) has_address: bool,
    /// Where results of compiler-builtins go.
    pub(super) result: Option<i32>,
}

impl Frame {
    pub(super) fn new() -> Frame {
        Frame {
            size: 0,
            align: 16,
            base: None,
            old: Val::NONE,
            prologue: 0,
            has_address: false,
            result: None,
        }
    }
}

impl Legalizer<'_> {
    /// Places the stack slots.
    pub(super) fn lay_out_frame(&mut self) {
        self.scratch.slots.clear();
        self.scratch.epilogues.clear();
        let mut frame = Frame::new();
        for slot in self.func.sized_stack_slots.values() {
            let align = 1u32 << slot.align_shift;
            frame.align = frame.align.max(align);
            frame.size = frame.size.next_multiple_of(align);
            self.scratch.slots.push(frame.size as i32);
            frame.size += slot.size;
        }
        self.frame = frame;
    }

    /// The prologue, in the first block after the parameters, which [`Self::finish_frame`] removes if nothing needs it.
    pub(super) fn prologue(&mut self) {
        let pointer = u64::from(Builtin::StackPointer.symbol().0);
        self.frame.prologue = self.code.nodes.len() as u32;
        let old = self
            .code
            .push(Op::GlobalGet, Type::I32, &[], pointer, self.loc);
        let size = self.push_i32(0);
        let mut base = self.push(Op::I32Sub, &[old, size]);
        // Slots that are aligned more than the stack is.
        if self.frame.align > 16 {
            let mask = self.push_i32(-(self.frame.align as i32));
            base = self.push(Op::I32And, &[base, mask]);
        }
        self.code
            .push(Op::GlobalSet, Type::Void, &[base], pointer, self.loc);
        self.frame.base = Some(base);
        self.frame.old = old;
    }

    /// What comes before a return.
    pub(super) fn epilogue(&mut self) {
        let Some(base) = self.frame.base else { return };
        let pointer = u64::from(Builtin::StackPointer.symbol().0);
        let start = self.code.nodes.len() as u32;
        let old = if self.frame.align > 16 {
            self.frame.old
        } else {
            let size = self.push_i32(0);
            self.push(Op::I32Add, &[base, size])
        };
        self.code
            .push(Op::GlobalSet, Type::Void, &[old], pointer, self.loc);
        self.scratch.epilogues.push(Val(start));
    }

    /// Writes the frame's size into prologue and epilogues, or removes them.
    pub(super) fn finish_frame(&mut self) {
        let Some(base) = self.frame.base else { return };
        let size = self.frame.size.next_multiple_of(16);
        let over_aligned = self.frame.align > 16;
        let start = self.frame.prologue;
        self.code.nodes[start as usize + 1].imm = u64::from(size);
        let set = base.0 + 1;
        let keep = size > 0 && (self.calls || size > RED_ZONE || over_aligned);
        if self.env.shows_slots && size > 0 {
            self.code.frame = Some(base);
        }
        if !keep {
            *self.code.node_mut(Val(set)) = Node::nop();
        }
        if size == 0 {
            let kept = if self.frame.has_address {
                // Nothing is subtracted: the stack pointer itself is the address of the empty slots, once it is aligned.
                let lowered = start + 2;
                *self.code.node_mut(Val(lowered)) = *self.code.node(Val(start));
                lowered
            } else {
                set
            };
            for node in start..kept {
                *self.code.node_mut(Val(node)) = Node::nop();
            }
        }
        for at in 0..self.scratch.epilogues.len() {
            let first = self.scratch.epilogues[at];
            if keep {
                if !over_aligned {
                    self.code.node_mut(first).imm = u64::from(size);
                }
            } else {
                let count = if over_aligned { 1 } else { 3 };
                for node in first.0..first.0 + count {
                    *self.code.node_mut(Val(node)) = Node::nop();
                }
            }
        }
    }

    /// Where a result of 16 bytes of compiler-builtins goes, from the frame's base.
    pub(super) fn result_slot(&mut self) -> Val {
        let offset = *self.frame.result.get_or_insert_with(|| {
            let at = self.frame.size.next_multiple_of(16);
            // 16 bytes of result, and four for a flag of overflow.
            self.frame.size = at + 32;
            at as i32
        });
        self.frame_address(offset)
    }

    /// The address of the frame's byte `offset`.
    pub(super) fn frame_address(&mut self, offset: i32) -> Val {
        self.frame.has_address = true;
        let base = self
            .frame
            .base
            .expect("a function with a frame has a prologue");
        self.add_const(base, offset)
    }
}
