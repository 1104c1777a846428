//! How often values are used, and which are written at each use.

use super::Stackified;
use crate::op::Op;
use crate::ssa::{Code, Node, Term, Val};

impl Stackified {
    /// Counts what is used by what is needed, from the end of the function to its start: uses come after definitions, but for
    /// those by the next turn of a loop, which count in any case.
    pub(super) fn count_uses(&mut self, code: &Code) {
        self.seen.clear();
        self.seen.resize(code.blocks.len(), false);
        for at in (0..self.order.len()).rev() {
            let block = self.order[at];
            let home = code.blocks[block.index()].start..code.blocks[block.index()].end;
            let at_home = &mut self.used_at_home;
            let mut count = |uses: &mut [u32], val: Val| {
                if val != Val::NONE {
                    uses[val.index()] += 1;
                    at_home[val.index()] |= home.contains(&val.0);
                }
            };
            match code.blocks[block.index()].term {
                Term::Branch(val, ..) | Term::Table(val, ..) | Term::Return(Some(val)) => {
                    count(&mut self.uses, val)
                }
                _ => {}
            }
            code.for_each_edge(block, |edge| {
                for (arg, param) in code.edge_args(&edge).iter().zip(code.params(edge.target)) {
                    let is_used = !self.seen[edge.target.index()] || self.uses[param.index()] > 0;
                    // A parameter that stays as it is has no use by that.
                    if is_used && *arg != param {
                        count(&mut self.uses, *arg);
                    }
                }
            });
            self.seen[block.index()] = true;
            for val in code.body(block).rev().map(Val) {
                let node = code.node(val);
                if self.uses[val.index()] == 0 && node.effects.is_removable() {
                    continue;
                }
                for index in 0..code.argc(val) {
                    count(&mut self.uses, code.arg(val, index));
                }
            }
        }
    }
}

/// Whether a constant is written at each use: that is shorter than a local.
pub(super) fn is_repeated(node: &Node, uses: u32) -> bool {
    let size = match node.op {
        Op::I32Const => 1 + leb_size(i64::from(node.imm as i32)),
        Op::I64Const => 1 + leb_size(node.imm as i64),
        Op::F32Const => 5,
        Op::F64Const => 9,
        Op::V128Const => 18,
        Op::Address | Op::TableIndex | Op::TlsOffset => 6,
        Op::RefNull => return true,
        _ => return false,
    };
    // Against `local.tee` at the first use and `local.get` at the others.
    (size - 2) * uses <= size
}

/// Bytes of a number in signed LEB128.
fn leb_size(value: i64) -> u32 {
    let bits = 65
        - if value < 0 {
            (!value).leading_zeros()
        } else {
            value.leading_zeros()
        };
    bits.div_ceil(7)
}
